"""Turn a canvas into a panel: its cells before the first stamp, its crop window, and each stamp as it lands."""

from itertools import compress

import numpy as np

from tconv.layout.crop import crop_note, crop_outline, note_marks, note_room
from tconv.layout.grid import Box, Grid, corners
from tconv.layout.panels import panel
from tconv.scene import Cells, Change, Mark, Outline, Panel
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import numbers, signed


def canvas_panel(trace: ScatterTrace, grid: Grid, name: str = "output", noted: bool = True) -> Panel:
    """Draw a canvas that stamps land on; if it is `noted`, words below it say what the crop window leaves out."""
    note = crop_note(trace.canvas) if noted else ()
    wide, tall = note_room(note)
    x, y, width, height = grid.box
    common = (grid.name(), grid.indices(), *_empty(trace, grid))
    return panel(
        name,
        Box(x, y, max(width, grid.before + wide), height + tall),
        (*common, *note_marks(note, grid.x, grid.bottom)),
        (_landed(step, trace, grid) for step in trace.steps),
        _window(trace, grid),
    )


def landing_place(step: ScatterStep, grid: Grid) -> Box:
    """Bound the cells that a stamp lands on."""
    rows, cols = step.rows, step.cols
    return Box(grid.x + cols[0], grid.y + rows[0], cols[-1] - cols[0] + 1, rows[-1] - rows[0] + 1)


def _empty(trace: ScatterTrace, grid: Grid) -> list[Mark]:
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


def _window(trace: ScatterTrace, grid: Grid) -> list[Mark]:
    """Outline the crop window, and the canvas where the window goes past it; without a crop there is neither."""
    canvas = trace.canvas
    if not canvas.cropped:
        return []
    tall, wide = canvas.reached
    edge = [Outline("edge", grid.x, grid.y, wide, tall)] if canvas.beyond else []
    return [*edge, crop_outline(canvas, grid)]


def _landed(step: ScatterStep, trace: ScatterTrace, grid: Grid) -> Change:
    """Draw a stamp on the canvas: the sums that stay, its addends, and the outline around it."""
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
    return Change((grid.cell(place, *added),), (grid.cell(place, corners("addend", addends), outline),))
