"""Turn a canvas into marks: its cells before the first stamp, its crop window, and each stamp as it lands."""

from itertools import compress

import numpy as np

from tconv.layout.crop import crop_outline
from tconv.layout.grid import Grid, corners
from tconv.scene import Cells, Mark, Outline
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import numbers, signed


def empty_canvas(trace: ScatterTrace, grid: Grid) -> list[Mark]:
    """Draw the canvas before the first stamp: empty, but for output cells that hold the bias from the start."""
    canvas = trace.canvas
    reached = np.zeros(canvas.inside.shape, bool)
    for step in trace.steps:
        reached[step.under] = True
    alone = canvas.inside if trace.example.bias else canvas.inside & ~reached
    return [
        Cells("empty", grid.where(canvas.drawn & ~alone)),
        Cells("bias", grid.where(alone, canvas.start)),
    ]


def crop_window(trace: ScatterTrace, grid: Grid) -> list[Mark]:
    """Outline the crop window, and the canvas where the window goes past it; without a crop there is neither."""
    canvas = trace.canvas
    if not canvas.cropped:
        return []
    window = crop_outline(canvas, grid)
    if not canvas.beyond:
        return [window]
    tall, wide = canvas.reached
    return [Outline("edge", grid.x, grid.y, wide, tall), window]


def landing(step: ScatterStep, trace: ScatterTrace, grid: Grid) -> tuple[Mark, Mark]:
    """Draw a stamp on the canvas: the sums that stay, then its addends and the outline around it."""
    rows, cols = step.rows, step.cols
    top, left = rows[0], cols[0]
    places = [(float(col - left), float(row - top)) for row in rows for col in cols]
    sums = [(*place, text) for place, text in zip(places, numbers(step.sums[step.under]), strict=True)]
    kept = trace.canvas.inside[step.under].ravel()
    addends = [(*place, text) for place, text in zip(places, numbers(step.stamp, signed), strict=True)]
    outline = Outline("landing", 0, 0, cols[-1] - left + 1, rows[-1] - top + 1)
    added = (
        Cells("output", tuple(compress(sums, kept)), dips=True),
        Cells("cropped", tuple(compress(sums, ~kept)), dips=True),
    )
    place = (top, left)
    return grid.cell(place, *added), grid.cell(place, corners("addend", addends, size=0.28, room=0.85), outline)
