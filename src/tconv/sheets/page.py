"""Bring a sheet onto a page: its transcription checked, its picture if it is imported, its figure beside it."""

from pathlib import Path

from tconv.examples import find
from tconv.sheets.check import check
from tconv.sheets.pictures import Picture, listed
from tconv.sheets.sheet import Sheet, read
from tconv.sheets.typeset import drawing, typeset
from tconv.views import trace

PICTURES = "pictures"
"""The folder of the imported pictures, beside the transcriptions."""


def beside(folder: Path, number: int, example: str, view: str, figure: str, id: str) -> str:
    """Lay out the sheet of a number beside the figure of an example and a view, under an id.

    Raises
    ------
    SheetError
        If the sheet has no transcription, or one that cannot be read or that the core contradicts.
    ExampleError
        For an unknown example or view.
    """
    sheet, picture = _sheet(folder, number)
    rows = trace(find(example), view).matrix_rows
    return typeset(sheet, number, picture, figure, rows, id)


def alone(folder: Path, number: int) -> str | None:
    """Show the picture of the sheet of a number by itself; None where it is not imported."""
    sheet, picture = _sheet(folder, number)
    return drawing(sheet, number, picture) if picture else None


def _sheet(folder: Path, number: int) -> tuple[Sheet, Picture | None]:
    """Read a sheet, checked, and its picture: the first picture belongs to sheet 1, and so on."""
    sheet = read(folder / f"{number}.toml")
    check(sheet)
    pictures = listed(folder / PICTURES)
    return sheet, pictures[number - 1] if number <= len(pictures) else None
