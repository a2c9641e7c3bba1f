"""Turn a canvas into marks: its cells before the first stamp, its crop window, and each stamp as it lands."""

from itertools import compress

import numpy as np

from tconv.layout.grid import Grid
from tconv.scene import At, Cells, Mark, Numbers, Outline
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import numbers, signed


def before(trace: ScatterTrace, canvas: Grid) -> list[Mark]:
    """Draw the canvas before the first stamp: empty, but for output cells that hold the bias from the start."""
    inside = trace.canvas.inside
    reached = np.zeros(inside.shape, bool)
    for step in trace.steps:
        reached[step.under] = True
    alone = (inside if trace.example.bias else inside & ~reached).ravel()
    spots = canvas.spots(trace.canvas.start(trace.example.y.dtype))
    return [
        Cells("empty", tuple(compress(canvas.blanks(), trace.canvas.drawn.ravel() & ~alone))),
        Cells("bias", tuple(compress(spots, alone))),
    ]


def window(trace: ScatterTrace, canvas: Grid) -> list[Mark]:
    """Frame the crop window, and the canvas where the window goes past it; without a crop there is nothing to frame."""
    if not trace.canvas.cropped:
        return []
    rows, cols = trace.canvas.rows, trace.canvas.cols
    kept: list[Mark] = [Outline("window", canvas.x + cols.start, canvas.y + rows.start, len(cols), len(rows))]
    if trace.canvas.beyond:
        tall, wide = trace.canvas.reached
        kept.insert(0, Outline("edge", canvas.x, canvas.y, wide, tall))
    return kept


def landing(step: ScatterStep, trace: ScatterTrace, canvas: Grid) -> tuple[Mark, Mark]:
    """Draw a stamp on the canvas: the sums that stay, then its addends and the frame around it."""
    rows, cols = step.rows, step.cols
    top, left = rows[0], cols[0]
    places = [(float(col - left), float(row - top)) for row in rows for col in cols]
    sums = [(*place, text) for place, text in zip(places, numbers(step.canvas[step.under]), strict=True)]
    kept = trace.canvas.inside[step.under].ravel()
    texts = numbers(step.stamp, signed)
    addends = tuple((x + 0.92, y + 0.23, text) for (x, y), text in zip(places, texts, strict=True))
    outline = Outline("landing", 0, 0, cols[-1] - left + 1, rows[-1] - top + 1)
    added = (
        Cells("output", tuple(compress(sums, kept)), dips=True),
        Cells("cropped", tuple(compress(sums, ~kept)), dips=True),
    )
    x, y = canvas.x + left, canvas.y + top
    return At(x, y, added), At(x, y, (Numbers("addend", addends, size=0.28, room=0.85), outline))
