"""Lay scatter out: input x kernel = stamp in one line, and the canvas it lands on below."""

from dataclasses import dataclass

from tconv.layout.crop import NOTE, note, written
from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, SMALL, Grid, breadth, wide_enough
from tconv.layout.landing import before, landing, window
from tconv.scene import At, Cells, Frame, Mark, Numbers, Outline, Scene
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import number

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
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=(
            *_given(trace, panels),
            *before(trace, panels.canvas),
            *window(trace, panels.canvas),
            *_beside(trace, panels.canvas),
        ),
        frames=tuple(_frame(step, trace, panels) for step in trace.steps),
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
    return Panels(input_, kernel, stamp, grid, wide_enough(width, stamp, grid), height)


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


def _beside(trace: ScatterTrace, canvas: Grid) -> list[Mark]:
    """Say which cells the crop window keeps, and which lines it leaves out or adds."""
    if not trace.canvas.cropped:
        return []
    place = canvas.x + canvas.width + INDEX / 2, canvas.y + trace.canvas.rows.start + 0.5, "output"
    return [
        Numbers("window-label", (place,), size=SMALL),
        *written(note(trace.canvas), canvas.x + canvas.width / 2, canvas.y + canvas.height + INDEX),
    ]


def _frame(step: ScatterStep, trace: ScatterTrace, panels: Panels) -> Frame:
    """Draw one step: the input cell read, the stamp made, and the cells it is added to."""
    stamp = panels.stamp
    products = tuple((x - stamp.x + 0.5, y - stamp.y + 0.5, text) for x, y, text in stamp.spots(step.stamp))
    source = panels.input.x + step.cell[1], panels.input.y + step.cell[0]
    value = ((0.0, 0.0, number(step.value)),)
    added, hit = landing(step, trace, panels.canvas)
    return Frame(
        stays=(At(*source, (Cells("used", value),)), added),
        now=(
            At(*source, (Cells("reading", value),)),
            At(stamp.x, stamp.y, (Numbers("product", products, room=0.84),)),
            hit,
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
