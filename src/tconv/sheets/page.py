"""Bring a sheet onto a page: its transcription checked, its picture if it is imported, its figure beside it."""

from pathlib import Path

from tconv.examples import find
from tconv.sheets.check import check
from tconv.sheets.pictures import listed
from tconv.sheets.sheet import read
from tconv.sheets.typeset import typeset
from tconv.trace import MatrixTrace, TransposeTrace, trace

PICTURES = "pictures"
"""The folder of the imported pictures, beside the transcriptions."""


def beside(folder: Path, at: int, example: str, view: str, figure: str) -> str:
    """Lay out sheet number `at` beside the figure of an example and a view.

    Raises
    ------
    SheetError
        If the sheet has no transcription, or one that cannot be read or that the core contradicts.
    ExampleError
        For an unknown example or view.
    """
    sheet = read(folder / f"{at}.toml")
    check(sheet)
    pictures = listed(folder / PICTURES)
    told = trace(find(example), view)
    steps = {}
    if isinstance(told, MatrixTrace | TransposeTrace):
        steps = {step.row + 1: told.tells.index(step.cell) + 1 for step in told.steps}
    return typeset(sheet, at, pictures[at - 1] if at <= len(pictures) else None, figure, steps)
