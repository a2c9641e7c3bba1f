"""Name the lines of a canvas that the crop window leaves out, and those it adds past the canvas's end."""

from collections.abc import Sequence

from tconv.layout.grid import SMALL
from tconv.scene import Mark, Numbers
from tconv.trace.canvas import Canvas
from tconv.words.places import lines

NOTE = 0.5
"""Room below a canvas for the note."""


def note(canvas: Canvas) -> str:
    """Say which rows and columns are cropped and which are added, if any."""
    (tall, wide), (rows, cols) = canvas.reached, (canvas.rows, canvas.cols)
    named = {
        "cropped": _named([r for r in range(tall) if r not in rows], [c for c in range(wide) if c not in cols]),
        "added": _named(range(tall, canvas.height), range(wide, canvas.width)),
    }
    return "; ".join(f"{word}: {where}" for word, where in named.items() if where)


def written(text: str, middle: float, bottom: float) -> list[Mark]:
    """Write a note centred below a canvas, if there is one."""
    return [Numbers("note", ((middle, bottom + NOTE / 2, text),), size=SMALL)] if text else []


def _named(rows: Sequence[int], cols: Sequence[int]) -> str:
    return ", ".join(lines(some, some)[axis] for axis, some in (("rows", rows), ("columns", cols)) if some)
