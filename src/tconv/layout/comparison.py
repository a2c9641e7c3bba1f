"""Lay examples that differ in one setting side by side: one input, and below it a canvas for each."""

from tconv.layout.canvas import canvas_panel
from tconv.layout.convolution_matrix import SMALLER
from tconv.layout.grid import LABEL, SIGN, Box, Grid, numbered, sign
from tconv.layout.panels import BESIDE, Block, panel, scene
from tconv.scene import INDEX, Cells, Change, Panel, Scene
from tconv.trace.comparison import Comparison
from tconv.trace.scatter import ScatterStep, ScatterTrace
from tconv.words.numbers import number

GAP = 0.3
"""Room between the first line and the canvases, beside what labels and indices take."""
APART = 0.6
"""Room between two columns."""
ROOM = 9.75
"""Width of a narrow page, in its cells: so input, kernel and a canvas of five columns fit on one line."""


def lay_out_comparison(comparison: Comparison) -> Scene:
    """Place the grids and every step's marks."""
    first, shared = comparison.traces[0].example, comparison.setting != "kernel"
    line = max(first.x.shape[0], first.w.shape[0] if shared else 0)
    top = LABEL + INDEX
    input_ = numbered("input", INDEX, top + (line - first.x.shape[0]) / 2, first.x.shape)
    given = [_input(comparison.traces[0], input_)]
    kernels: list[Panel] = []
    down = top + line + GAP
    if shared:
        kernel = Grid("kernel", input_.box.right + SIGN, top + (line - first.w.shape[0]) / 2, *first.w.shape)
        given.append(_kernel(kernel, comparison.traces[0], times=True))
    else:
        tallest = max(trace.example.w.shape[0] for trace in comparison.traces)
        kernel_bottom = down + LABEL + tallest
        down = kernel_bottom + GAP
    left = INDEX
    canvases: list[Panel] = []
    for trace, label in zip(comparison.traces, comparison.labels, strict=True):
        size = " × ".join(map(str, trace.example.output_shape))
        shape = trace.canvas.height, trace.canvas.width
        grid = numbered(f"{label}: output {size}", left, down + top, shape)
        canvases.append(canvas_panel(trace, grid, f"output-{len(canvases) + 1}", noted=False))
        if not shared:
            tall, wide = trace.example.w.shape
            own = Grid("kernel", left, kernel_bottom - tall, tall, wide)
            kernels.append(_kernel(own, trace, name=f"kernel-{len(canvases)}"))
        left = grid.box.right + APART + INDEX
    canvas = comparison.traces[0].canvas
    steps = len(comparison.sentences)
    return scene(
        [Block((each,), SMALLER) for each in (*given, *canvases)],
        title=comparison.title,
        description=f"In {steps} steps, the stamps of one input land on {len(canvases)} canvases, which differ in one "
        f"setting: {comparison.title}.",
        output=(INDEX + canvas.cols.start, down + top + canvas.rows.start),
        wide_only=kernels,
        room=max(ROOM, sum(sorted(each.width for each in canvases)[-2:]) * SMALLER + BESIDE),
    )


def _input(trace: ScatterTrace, grid: Grid) -> Panel:
    """Draw the input, and at each step the cell that is read."""
    given = (grid.name(), grid.indices(), Cells("input", grid.spots(trace.example.x)))
    return panel("input", grid.box, given, (_read(step, grid) for step in trace.steps))


def _read(step: ScatterStep, grid: Grid) -> Change:
    value = ((0.0, 0.0, number(step.value)),)
    return Change((grid.cell(step.cell, Cells("used", value)),), (grid.cell(step.cell, Cells("reading", value)),))


def _kernel(grid: Grid, trace: ScatterTrace, times: bool = False, name: str = "kernel") -> Panel:
    """Draw a kernel, and a sign before it where it stands beside the input."""
    given = (grid.name(), Cells("kernel", grid.spots(trace.example.w)))
    if not times:
        return panel(name, grid.box, given)
    box = Box(grid.x - SIGN, grid.box.y, grid.room + SIGN, grid.box.height)
    return panel(name, box, (*given, sign("×", grid.x - SIGN / 2, grid.middle)))
