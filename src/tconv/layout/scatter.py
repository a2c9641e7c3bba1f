"""Lay scatter out: a cell lifted out of the input, times the kernel, is the stamp; below it the canvas it lands on."""

from dataclasses import replace

from tconv.layout.canvas import canvas_panel, landing_place
from tconv.layout.crop import canvas_label
from tconv.layout.grid import LABEL, MARGIN, SIGN, Box, Grid, numbered, sign
from tconv.layout.panels import Block, compose, panel
from tconv.scene import INDEX, Arc, Cells, Change, Numbers, Outline, Panel, Ribbon, Scene
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import number

LIFT = 0.5
"""Room between the input and the cell that is lifted out of it."""
SAG = 0.5
"""How far the arrow from the input's cell to the lifted one hangs below both."""
WORDS, ASIDE = 5.2, 0.4
"""Width that words take at least beside the canvas, in large cells, and the room between them."""
GAP = 0.25
"""Room between the equation and the canvas, beside what labels, indices and the arrow take."""


def lay_out_scatter(trace: ScatterTrace) -> Scene:
    """Place the four grids and every step's marks."""
    example, canvas = trace.example, trace.canvas
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    rows, columns = example.output_shape
    middle = INDEX + LABEL + max(tall, kernel_tall) / 2
    input_ = numbered("input", INDEX, middle - tall / 2, example.x.shape)
    lifted = Grid("", input_.right + LIFT, middle - 0.5, 1, 1)
    kernel = Grid("kernel", lifted.right + SIGN, middle - kernel_tall / 2, kernel_tall, kernel_wide)
    stamp = Grid("stamp", kernel.right + SIGN, kernel.y, kernel_tall, kernel_wide)
    below = max(kernel.bottom, _foot(input_, lifted)) + GAP + LABEL + INDEX
    left = max(INDEX, stamp.right - canvas.width)
    ground = numbered(canvas_label(canvas), left, below, canvas.inside.shape)
    scene = compose(
        trace,
        [
            Block(_input(trace, input_, lifted)),
            Block((_kernel(trace, kernel),)),
            Block((_stamp(trace, stamp),)),
            Block((canvas_panel(trace, ground),)),
        ],
        wide_only=[_ribbon(trace, stamp, ground)],
        idea=f"the stamps of a {tall} by {wide} input and a {kernel_tall} by {kernel_wide} kernel make {rows} by "
        f"{columns} cells.",
        output=(ground.x + canvas.cols.start, ground.y + canvas.rows.start),
    )
    room = round(ground.box.x - ASIDE, 2)
    return replace(scene, aside=(room, ground.height)) if room >= WORDS else scene


def _foot(input_: Grid, lifted: Grid) -> float:
    """Find how far down the arrow to the lifted cell reaches."""
    return max(input_.bottom, lifted.bottom) + SAG


def _input(trace: ScatterTrace, grid: Grid, lifted: Grid) -> tuple[Panel, Panel]:
    """Draw the input, and at each step the cell that leaves it: a hole, the lifted cell, and behind both an arrow."""
    given = (grid.name(), grid.indices(), Cells("input", grid.spots(trace.example.x)))
    box = Box(*grid.box[:2], lifted.right - grid.box.x, _foot(grid, lifted) - grid.box.y)
    arrows = (Change((), (_arrow(step, grid, lifted),)) for step in trace.steps)
    lifts = (_lift(step, grid, lifted) for step in trace.steps)
    return panel("arrow", box, (), arrows), panel("input", box, given, lifts)


def _arrow(step: ScatterStep, grid: Grid, lifted: Grid) -> Arc:
    """Lead from the foot of the cell that is read, behind the cells below it, to the foot of the lifted one."""
    row, column = step.cell
    foot, up = grid.bottom + 0.1, lifted.bottom + 0.1
    return Arc("lift", grid.x + column + 0.5, grid.y + row + 1, foot, lifted.x + 0.5, up, _foot(grid, lifted) - foot)


def _lift(step: ScatterStep, grid: Grid, lifted: Grid) -> Change:
    """Draw the cell that is read where it is lifted to, and the hole it leaves."""
    value = ((0.0, 0.0, number(step.value)),)
    return Change(
        stays=(grid.cell(step.cell, Cells("used", value)),),
        now=(lifted.cell((0, 0), Cells("reading", value)), grid.cell(step.cell, Cells("hole", value))),
    )


def _kernel(trace: ScatterTrace, grid: Grid) -> Panel:
    """Draw the sign before the kernel, and the kernel."""
    times = sign("×", grid.x - SIGN / 2, grid.middle)
    box = Box(grid.x - SIGN, grid.box.y, grid.room + SIGN, grid.box.height)
    return panel("kernel", box, (grid.name(), times, Cells("kernel", grid.spots(trace.example.w))))


def _stamp(trace: ScatterTrace, grid: Grid) -> Panel:
    """Draw the sign before the stamp, its cells and its frame, and at each step the products."""
    given = (
        grid.name(),
        sign("=", grid.x - SIGN / 2, grid.middle),
        Cells("stamp", grid.blanks()),
        Outline("landing", *grid.outline),
    )
    box = Box(grid.x - SIGN, grid.box.y, grid.room + SIGN, grid.box.height)
    return panel("stamp", box, given, (_products(step, grid) for step in trace.steps))


def _products(step: ScatterStep, grid: Grid) -> Change:
    products = tuple((x - grid.x + 0.5, y - grid.y + 0.5, text) for x, y, text in grid.spots(step.stamp))
    return Change(stays=(), now=(grid.cell((0, 0), Numbers("product", products, room=0.84)),))


def _ribbon(trace: ScatterTrace, stamp: Grid, canvas: Grid) -> Panel:
    """Draw a band from the stamp's lower edge to the upper edge of the place it lands on."""
    right = max(stamp.right, canvas.right) + MARGIN
    box = Box(min(stamp.x, canvas.x), stamp.bottom, right - min(stamp.x, canvas.x), canvas.bottom - stamp.bottom)
    return panel("ribbon", box, (), (Change((), (_band(step, stamp, canvas),)) for step in trace.steps))


def _band(step: ScatterStep, stamp: Grid, canvas: Grid) -> Ribbon:
    x, y, width, _ = landing_place(step, canvas)
    return Ribbon("ribbon", stamp.x, stamp.bottom, float(stamp.width), x, y, width)
