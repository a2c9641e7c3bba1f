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


def beside(folder: Path, at: int, example: str, view: str, figure: str, id: str) -> str:
    """Lay out sheet number `at` beside the figure of an example and a view, under an id.

    Raises
    ------
    SheetError
        If the sheet has no transcription, or one that cannot be read or that the core contradicts.
    ExampleError
        For an unknown example or view.
    """
    sheet, picture = _sheet(folder, at)
    rows = trace(find(example), view).matrix_rows
    return typeset(sheet, at, picture, figure, rows, id)


def alone(folder: Path, at: int) -> str | None:
    """Show the drawing of sheet number `at` by itself; none where it is not imported."""
    sheet, picture = _sheet(folder, at)
    return drawing(sheet, at, picture) if picture else None


def _sheet(folder: Path, at: int) -> tuple[Sheet, Picture | None]:
    sheet = read(folder / f"{at}.toml")
    check(sheet)
    pictures = listed(folder / PICTURES)
    return sheet, pictures[at - 1] if at <= len(pictures) else None
