"""Turn a sheet into a small piece of it: of the handwriting where it is imported, else of what it says, set in type."""

from base64 import b64encode
from html import escape
from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image

from tconv.sheets.page import PICTURES
from tconv.sheets.pictures import Picture, listed
from tconv.sheets.sheet import Drawn, read

LEFT, TOP, RIGHT, BOTTOM = 0.345, 0.008, 0.6, 0.2
"""Where the piece lies on the sheet, of its width and height: on the first one, the input with the kernel's colours."""
WIDTH = 420
"""Pixels of the piece: two for each that it is shown with."""
ROWS, COLUMNS = 4, 6
"""Numbers of the piece that is set in type, at most."""


def piece(folder: Path, number: int) -> str:
    """Cut a piece out of the sheet of a number, as decoration beside words that say what it is.

    Raises
    ------
    SheetError
        If the sheet has no transcription, or the list of pictures cannot be read.
    """
    pictures = listed(folder / PICTURES)
    if number <= len(pictures):
        return f'<div class="piece"><img src="{_cut(folder / PICTURES, pictures[number - 1])}" alt=""></div>'
    grids = (part.grid for part in read(folder / f"{number}.toml").parts if len(part.grid) > 1)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in next(chain(grids, [()]))[:ROWS])
    return f'<table class="piece" aria-hidden="true" data-search-exclude>{rows}</table>'


def _cut(folder: Path, picture: Picture) -> str:
    """Cut the piece out of the widest file, and write it into its own address: it is one request less."""
    with Image.open(folder / picture.full) as sheet:
        box = (LEFT * sheet.width, TOP * sheet.height, RIGHT * sheet.width, BOTTOM * sheet.height)
        height = round(WIDTH * (box[3] - box[1]) / (box[2] - box[0]))
        cut = sheet.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS, box)
    written = BytesIO()
    cut.save(written, "webp", quality=72, method=6)
    return f"data:image/webp;base64,{b64encode(written.getvalue()).decode()}"


def _cells(row: tuple[Drawn, ...]) -> str:
    return "".join(f'<td class="{each.pen.removeprefix("on ")}">{escape(str(each))}</td>' for each in row[:COLUMNS])
