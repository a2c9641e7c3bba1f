"""Outline the crop window on a canvas, and name the lines that it leaves out or adds past the canvas's end."""

from collections.abc import Sequence

from tconv.layout.grid import SMALL, Grid, breadth
from tconv.scene import Mark, Numbers, Outline
from tconv.trace.canvas import Canvas
from tconv.words.places import lines

LINE = 0.5
"""Room below a canvas for each line of its note."""


def crop_outline(canvas: Canvas, grid: Grid) -> Outline:
    """Outline the cells that the crop window keeps."""
    return Outline("window", grid.x + canvas.cols.start, grid.y + canvas.rows.start, len(canvas.cols), len(canvas.rows))


def canvas_label(canvas: Canvas) -> str:
    """Name the grid, and the frame on it if there is one."""
    return f"{canvas.name}, output framed" if canvas.cropped else canvas.name


def crop_note(canvas: Canvas) -> tuple[str, ...]:
    """Say, a line each, which rows and columns are cropped and which are added, if any."""
    (tall, wide), (rows, cols) = canvas.reached, (canvas.rows, canvas.cols)
    places = {
        "cropped": _lines([r for r in range(tall) if r not in rows], [c for c in range(wide) if c not in cols]),
        "added": _lines(range(tall, canvas.height), range(wide, canvas.width)),
    }
    return tuple(
        f"{word}: {where}" if at == 0 else where for word, wheres in places.items() for at, where in enumerate(wheres)
    )


def note_marks(note: Sequence[str], x: float, bottom: float) -> list[Mark]:
    """Write the lines of a note below a canvas that ends at `bottom`, from x on."""
    return [
        Numbers("note", ((x + 0.05, bottom + (at + 0.6) * LINE, line),), size=SMALL) for at, line in enumerate(note)
    ]


def note_room(note: Sequence[str]) -> tuple[float, float]:
    """Reserve room below a canvas for its note: width and height."""
    return max(map(breadth, note), default=0), LINE * len(note)


def _lines(rows: Sequence[int], cols: Sequence[int]) -> list[str]:
    return [lines(some, some)[axis] for axis, some in (("rows", rows), ("columns", cols)) if some]
