"""Lay a sliding kernel out: what is given in one line, the padded input and the output below it."""

from itertools import compress

from tconv.layout.grid import LABEL, SIGN, Box, Grid, corners, numbered, sign
from tconv.layout.panels import NOTHING, Block, compose, filled, panel
from tconv.scene import DROP, INDEX, Cells, Change, Mark, Outline, Panel, Scene
from tconv.trace.sliding import SlidingStep, SlidingTrace
from tconv.words.numbers import number, numbers

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""
TURN = 0.4
"""Room for the sign between the kernel and the turned one."""
ZERO = 0.34
"""Size of a zero that was put between or around input cells."""


def lay_out_sliding(trace: SlidingTrace) -> Scene:
    """Place the grids and every step's marks."""
    (tall, wide), (kernel_tall, kernel_wide) = trace.padded.shape, trace.kernel.shape
    rows, columns = trace.example.output_shape
    what = "kernel, turned by 180 degrees," if trace.turned else "kernel"
    panels = _panels(trace)
    return compose(
        trace,
        [Block((each,)) for each in panels],
        idea=f"the {kernel_tall} by {kernel_wide} {what} slides over a grid of {tall} by {wide} cells; each place "
        f"gives one of the {rows} by {columns} output cells.",
        output=(panels[-1].x + SIGN + INDEX, panels[-1].y + LABEL + INDEX),
    )


def _panels(trace: SlidingTrace) -> list[Panel]:
    """Stand what is given on one line, and below it the padded input and the output; alone, all share one line."""
    example = trace.example
    apart = trace.padded.shape != example.x.shape or trace.turned
    line: int = max(example.x.shape[0], example.w.shape[0])
    top = LABEL + INDEX
    middle = top + line / 2
    given: list[Panel] = []
    x = 0.0
    if apart:
        input_ = numbered("input", x + INDEX, middle - example.x.shape[0] / 2, example.x.shape)
        given.append(
            panel("input", input_.box, (input_.name(), input_.indices(), Cells("input", input_.spots(example.x))))
        )
        x = input_.box.right + SIGN
        below = top + line + GAP + top
        ground = numbered(_padded_label(trace), INDEX, below, trace.padded.shape)
        level = below + trace.padded.shape[0] / 2
        output_x = ground.box.right + SIGN + INDEX
    else:
        ground = numbered("input", INDEX, top, trace.padded.shape)
        x = ground.box.right + SIGN
        level = top + trace.padded.shape[0] / 2
        middle, output_x = level, x + example.w.shape[1] + SIGN + INDEX
    kernel = Grid("kernel", x, middle - example.w.shape[0] / 2, *example.w.shape)
    given.append(_kernel(trace, kernel))
    if trace.turned:
        given.append(_turned(trace, kernel))
    output = numbered("output", output_x, level - example.output_shape[0] / 2, example.output_shape)
    panels = [*given, _padded(trace, ground)] if apart else [_padded(trace, ground), *given]
    return [*panels, _output(trace, output)]


def _padded_label(trace: SlidingTrace) -> str:
    return "input, spread and padded" if trace.turned else "input, padded"


def _kernel(trace: SlidingTrace, grid: Grid) -> Panel:
    """Draw the kernel, and its frame at the step that turns it."""
    turn = Change((), (Outline("sliding", *grid.outline),))
    changes = [turn if trace.turned and at == 1 else NOTHING for at in range(len(trace.tells))]
    return panel("kernel", grid.box, (grid.name(), Cells("kernel", grid.spots(trace.example.w))), changes)


def _turned(trace: SlidingTrace, kernel: Grid) -> Panel:
    """Draw the kernel turned, from the step on that turns it, and the sign before it."""
    grid = Grid("kernel, turned", kernel.box.right + TURN, kernel.y, kernel.height, kernel.width)
    given = (
        grid.name(),
        sign("↻", grid.x - TURN / 2, grid.middle),
        Cells("empty", grid.blanks()),
    )
    turn = Change((Cells("kernel", grid.spots(trace.kernel)),), (Outline("sliding", *grid.outline),))
    box = Box(grid.x - TURN, grid.box.y, grid.room + TURN, grid.box.height)
    return panel("turned", box, given, (turn if at == 1 else NOTHING for at in range(len(trace.tells))))


def _padded(trace: SlidingTrace, grid: Grid) -> Panel:
    """Draw the padded input: its input cells, first of all, and then the kernel on each of its places."""
    given = (
        grid.name(),
        grid.indices(),
        Cells("input", grid.where(trace.is_input, trace.padded)),
        Cells("zero", grid.where(~trace.is_input, trace.padded), size=ZERO),
    )
    where = Change((), (Cells("reading", grid.where(trace.is_input, trace.padded)),))
    prepared = [where if at == 0 else NOTHING for at in range(len(trace.preparations))]
    covered = [Change((), (_covering(step, trace, grid),)) for step in trace.steps]
    return panel("padded", grid.box, given, (*prepared, *covered))


def _output(trace: SlidingTrace, grid: Grid) -> Panel:
    """Draw the output, a cell a step, and the arrow to it."""
    prepared = [NOTHING] * len(trace.preparations)
    return filled("output", grid, (*prepared, *(_made(step, grid) for step in trace.steps)))


def _made(step: SlidingStep, grid: Grid) -> Change:
    result = ((0.0, 0.0, number(step.value)),)
    return Change((grid.cell(step.cell, Cells("output", result)),), (grid.cell(step.cell, Cells("writing", result)),))


def _covering(step: SlidingStep, trace: SlidingTrace, grid: Grid) -> Mark:
    """Draw the kernel where it lies: its value in the corner of each cell below it, and its frame."""
    rows, cols = step.rows, step.cols
    top, left = rows[0], cols[0]
    is_input = trace.is_input[step.under].ravel()
    places = [(float(col - left), float(row - top)) for row in rows for col in cols]
    covered = [(*place, text) for place, text in zip(places, numbers(trace.padded[step.under]), strict=True)]
    factors = [(*place, f"×{text}") for place, text in zip(places, numbers(trace.kernel), strict=True)]
    return grid.cell(
        (top, left),
        Cells("input", tuple(compress(covered, is_input)), drop=DROP),
        Cells("zero", tuple(compress(covered, ~is_input)), size=ZERO, drop=DROP),
        corners("factor", compress(factors, is_input)),
        corners("idle", compress(factors, ~is_input)),
        Outline("sliding", 0, 0, cols[-1] - left + 1, rows[-1] - top + 1),
    )
