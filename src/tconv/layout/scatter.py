"""Lay scatter out: input x kernel = stamp in one line, and the canvas it lands on below."""

from dataclasses import dataclass

from tconv.layout.crop import crop_note, crop_text, note_room
from tconv.layout.grid import LABEL, MARGIN, SIGN, SMALL, Grid, breadth, wide_enough
from tconv.layout.landing import crop_window, empty_canvas, landing
from tconv.layout.panels import Panels, compose
from tconv.scene import INDEX, Cells, Change, Mark, Numbers, Outline, Scene
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import number

GAP = 0.55
"""Room between the equation and the canvas, beside what labels and indices take."""
ASIDE = 1.7
"""Room at each side of the canvas: for the words beside it, and as much at its left."""


@dataclass(frozen=True, kw_only=True)
class ScatterPanels(Panels):
    """The four grids of the view, and the note below the canvas."""

    input: Grid
    kernel: Grid
    stamp: Grid
    canvas: Grid
    note: str


def lay_out_scatter(trace: ScatterTrace) -> Scene:
    """Place the four grids and every step's marks."""
    panels = _panels(trace)
    (tall, wide), (kernel_tall, kernel_wide) = trace.example.x.shape, trace.example.w.shape
    rows, columns = trace.example.output_shape
    canvas = trace.canvas
    return compose(
        trace,
        panels,
        idea=f"each value of the {tall} by {wide} input multiplies the {kernel_tall} by {kernel_wide} kernel, and this "
        f"stamp is added to the {canvas.name}. The output has {rows} by {columns} cells.",
        common=(
            *_given(trace, panels),
            *empty_canvas(trace, panels.canvas),
            *crop_window(trace, panels.canvas),
            *_beside(trace, panels),
        ),
        changes=(_change(step, trace, panels) for step in trace.steps),
        output=(panels.canvas.x + canvas.cols.start, panels.canvas.y + canvas.rows.start),
    )


def _panels(trace: ScatterTrace) -> ScatterPanels:
    """Centre the equation's grids on one line, and the canvas below it."""
    example, canvas = trace.example, trace.canvas
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    line = max(tall, kernel_tall)
    across = INDEX + wide + SIGN + kernel_wide + SIGN + kernel_wide
    note = crop_text(canvas)
    width = max(across, canvas.width + 2 * ASIDE, breadth(note)) + 2 * MARGIN
    left = (width - across) / 2 + INDEX
    top = LABEL + (line - tall) / 2
    kernel_top = LABEL + (line - kernel_tall) / 2
    input_ = Grid("input", left, top, tall, wide)
    kernel = Grid("kernel", input_.right + SIGN, kernel_top, kernel_tall, kernel_wide)
    stamp = Grid("stamp", kernel.right + SIGN, kernel_top, kernel_tall, kernel_wide)
    below = max(LABEL + line, input_.bottom + INDEX) + GAP + LABEL
    grid = Grid(canvas.name, (width - canvas.width) / 2, below, canvas.height, canvas.width)
    return ScatterPanels(
        input=input_,
        kernel=kernel,
        stamp=stamp,
        canvas=grid,
        note=note,
        width=wide_enough(width, stamp, grid),
        height=grid.bottom + INDEX + note_room(note) + MARGIN,
    )


def _given(trace: ScatterTrace, panels: ScatterPanels) -> list[Mark]:
    """Draw what never changes: labels, indices, signs, the input, the kernel, the stamp's cells."""
    input_, kernel, stamp, canvas = panels.input, panels.kernel, panels.stamp, panels.canvas
    signs = ((kernel.x - SIGN / 2, kernel.middle, "×"), (stamp.x - SIGN / 2, kernel.middle, "="))
    return [
        *(grid.name() for grid in (input_, kernel, stamp, canvas)),
        input_.indices(),
        canvas.indices(),
        Numbers("sign", signs, size=0.5),
        Cells("input", input_.spots(trace.example.x)),
        Cells("kernel", kernel.spots(trace.example.w)),
        Cells("stamp", stamp.blanks()),
        Outline("landing", *stamp.outline),
    ]


def _beside(trace: ScatterTrace, panels: ScatterPanels) -> list[Mark]:
    """Say which cells the crop window keeps, and which lines it leaves out or adds."""
    if not trace.canvas.cropped:
        return []
    canvas = panels.canvas
    place = canvas.right + INDEX / 2, canvas.y + trace.canvas.rows.start + 0.5, "output"
    return [
        Numbers("window-label", (place,), size=SMALL),
        *crop_note(panels.note, canvas.x + canvas.width / 2, canvas.bottom + INDEX),
    ]


def _change(step: ScatterStep, trace: ScatterTrace, panels: ScatterPanels) -> Change:
    """Draw one step: the input cell read, the stamp made, and the cells it is added to."""
    stamp = panels.stamp
    products = tuple((x - stamp.x + 0.5, y - stamp.y + 0.5, text) for x, y, text in stamp.spots(step.stamp))
    value = ((0.0, 0.0, number(step.value)),)
    added, hit = landing(step, trace, panels.canvas)
    return Change(
        stays=(panels.input.cell(step.cell, Cells("used", value)), added),
        now=(
            panels.input.cell(step.cell, Cells("reading", value)),
            stamp.cell((0, 0), Numbers("product", products, room=0.84)),
            hit,
        ),
    )
