"""Outline the crop window on a canvas, and name the lines that it leaves out or adds past the canvas's end."""

from collections.abc import Sequence

from tconv.layout.grid import SMALL, Grid
from tconv.scene import Mark, Numbers, Outline
from tconv.trace.canvas import Canvas
from tconv.words.places import lines

NOTE = 0.5
"""Room below a canvas for the note."""


def crop_outline(canvas: Canvas, grid: Grid) -> Outline:
    """Outline the cells that the crop window keeps."""
    return Outline("window", grid.x + canvas.cols.start, grid.y + canvas.rows.start, len(canvas.cols), len(canvas.rows))


def crop_text(canvas: Canvas) -> str:
    """Say which rows and columns are cropped and which are added, if any."""
    (tall, wide), (rows, cols) = canvas.reached, (canvas.rows, canvas.cols)
    places = {
        "cropped": _lines([r for r in range(tall) if r not in rows], [c for c in range(wide) if c not in cols]),
        "added": _lines(range(tall, canvas.height), range(wide, canvas.width)),
    }
    return "; ".join(f"{word}: {where}" for word, where in places.items() if where)


def crop_note(text: str, middle: float, bottom: float) -> list[Mark]:
    """Write the text centred below a canvas that ends at `bottom`, if there is one."""
    return [Numbers("note", ((middle, bottom + NOTE / 2, text),), size=SMALL)] if text else []


def note_room(text: str) -> float:
    """Reserve room below a canvas, if there is a text."""
    return NOTE if text else 0


def _lines(rows: Sequence[int], cols: Sequence[int]) -> str:
    return ", ".join(lines(some, some)[axis] for axis, some in (("rows", rows), ("columns", cols)) if some)
