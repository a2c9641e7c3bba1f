"""Lay scatter out: input x kernel = stamp in one line, and the canvas it lands on below."""

from dataclasses import dataclass
from itertools import compress

import numpy as np

from tconv.layout.crop import NOTE, breadth, note, written
from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, SMALL, Grid
from tconv.numbers import number, signed
from tconv.scene import At, Cells, Frame, Mark, Numbers, Outline, Scene
from tconv.trace.scatter import ScatterStep, ScatterTrace

GAP = 0.55
"""Room between the equation and the canvas, beside what labels and indices take."""
ASIDE = 1.7
"""Room at each side of the canvas: for the words beside it, and as much at its left."""


@dataclass(frozen=True)
class Panels:
    """The four grids of the view."""

    input: Grid
    kernel: Grid
    stamp: Grid
    canvas: Grid
    width: float
    height: float


def scatter(trace: ScatterTrace) -> Scene:
    """Place the four grids and every step's marks."""
    panels = _panels(trace)
    inside = trace.canvas.inside
    return Scene(
        title=f"{trace.example.title}: scatter",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=(*_given(trace, panels), *_before(trace, panels.canvas), *_window(trace, panels.canvas)),
        frames=tuple(_frame(step, panels, inside) for step in trace.steps),
        output=(panels.canvas.x + trace.canvas.cols.start, panels.canvas.y + trace.canvas.rows.start),
    )


def _panels(trace: ScatterTrace) -> Panels:
    """Centre the equation's grids on one line, and the canvas below it."""
    example, canvas = trace.example, trace.canvas
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    line = max(tall, kernel_tall)
    across = INDEX + wide + SIGN + kernel_wide + SIGN + kernel_wide
    below_canvas = note(canvas)
    width = max(across, canvas.width + 2 * ASIDE, breadth(below_canvas)) + 2 * MARGIN
    left = (width - across) / 2 + INDEX
    top = LABEL + (line - tall) / 2
    kernel_top = LABEL + (line - kernel_tall) / 2
    input_ = Grid("input", left, top, tall, wide)
    kernel = Grid("kernel", left + wide + SIGN, kernel_top, kernel_tall, kernel_wide)
    stamp = Grid("stamp", kernel.x + kernel_wide + SIGN, kernel_top, kernel_tall, kernel_wide)
    below = max(LABEL + line, top + tall + INDEX) + GAP + LABEL
    grid = Grid(canvas.name, (width - canvas.width) / 2, below, canvas.height, canvas.width)
    height = below + canvas.height + INDEX + bool(below_canvas) * NOTE + MARGIN
    return Panels(input_, kernel, stamp, grid, width, height)


def _given(trace: ScatterTrace, panels: Panels) -> list[Mark]:
    """Draw what never changes: labels, indices, signs, the input, the kernel, the stamp's cells."""
    input_, kernel, stamp, canvas = panels.input, panels.kernel, panels.stamp, panels.canvas
    middle = kernel.y + kernel.height / 2
    return [
        *(grid.name() for grid in (input_, kernel, stamp, canvas)),
        input_.indices(),
        canvas.indices(),
        Numbers("sign", ((kernel.x - SIGN / 2, middle, "×"), (stamp.x - SIGN / 2, middle, "=")), size=0.5),
        Cells("input", input_.spots(trace.example.x)),
        Cells("kernel", kernel.spots(trace.example.w)),
        Cells("stamp", stamp.blanks()),
        Outline("landing", stamp.x, stamp.y, stamp.width, stamp.height),
    ]


def _before(trace: ScatterTrace, canvas: Grid) -> list[Mark]:
    """Draw the canvas before the first stamp: empty, but for output cells that hold the bias from the start."""
    inside = trace.canvas.inside
    reached = np.zeros(inside.shape, bool)
    for step in trace.steps:
        reached[np.ix_(step.rows, step.cols)] = True
    alone = (inside if trace.example.bias else inside & ~reached).ravel()
    spots = canvas.spots(trace.canvas.start(trace.example.y.dtype))
    return [
        Cells("empty", tuple(compress(canvas.blanks(), trace.canvas.drawn.ravel() & ~alone))),
        Cells("bias", tuple(compress(spots, alone))),
    ]


def _window(trace: ScatterTrace, canvas: Grid) -> list[Mark]:
    """Frame the crop window and say which cells are which; without a crop there is nothing to say."""
    if not trace.canvas.cropped:
        return []
    rows, cols = trace.canvas.rows, trace.canvas.cols
    beside = canvas.x + canvas.width + INDEX / 2
    marks: list[Mark] = [
        Outline("window", canvas.x + cols.start, canvas.y + rows.start, len(cols), len(rows)),
        Numbers("window-label", ((beside, canvas.y + rows.start + 0.5, "output"),), size=SMALL),
    ]
    if trace.canvas.beyond:
        tall, wide = trace.canvas.reached
        marks.insert(0, Outline("edge", canvas.x, canvas.y, wide, tall))
    return marks + written(note(trace.canvas), canvas.x + canvas.width / 2, canvas.y + canvas.height + INDEX)


def _frame(step: ScatterStep, panels: Panels, inside: np.ndarray) -> Frame:
    """Draw one step: the input cell read, the stamp made, and the cells it is added to."""
    landing = np.ix_(step.rows, step.cols)
    top, left = step.rows[0], step.cols[0]
    places = [(float(col - left), float(row - top)) for row in step.rows for col in step.cols]
    sums = [(x, y, number(value)) for (x, y), value in zip(places, step.canvas[landing].flat, strict=True)]
    kept = inside[landing].ravel()
    products = tuple((x + 0.5, y + 0.5, text) for x, y, text in panels.stamp.spots(step.stamp))
    addends = tuple((x + 0.92, y + 0.23, signed(value)) for (x, y), value in zip(places, step.stamp.flat, strict=True))
    outline = Outline("landing", 0, 0, step.cols[-1] - left + 1, step.rows[-1] - top + 1)
    source = panels.input.x + step.cell[1], panels.input.y + step.cell[0]
    target = panels.canvas.x + left, panels.canvas.y + top
    value = ((0.0, 0.0, number(step.value)),)
    added = (
        Cells("output", tuple(compress(sums, kept)), dips=True),
        Cells("cropped", tuple(compress(sums, ~kept)), dips=True),
    )
    return Frame(
        stays=(At(*source, (Cells("used", value),)), At(*target, added)),
        now=(
            At(*source, (Cells("reading", value),)),
            Numbers("product", products, room=0.84),
            At(*target, (Numbers("addend", addends, size=0.28, room=0.85), outline)),
        ),
    )


def _describe(trace: ScatterTrace) -> str:
    (tall, wide), (kernel_tall, kernel_wide) = trace.example.x.shape, trace.example.w.shape
    rows, cols = trace.example.axes
    return (
        f"In {len(trace.steps)} steps, each value of the {tall} by {wide} input multiplies the "
        f"{kernel_tall} by {kernel_wide} kernel, and this stamp is added to the {trace.canvas.name}. "
        f"The output has {rows.output} by {cols.output} cells."
    )
