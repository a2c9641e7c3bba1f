"""Lay phases out: the input and the kernel in one line, a phase and the output it is woven into below."""

from tconv.layout.grid import LABEL, SIGN, Grid, numbered
from tconv.layout.panels import Block, compose, filled, panel
from tconv.scene import INDEX, Cells, Change, Mark, Outline, Panel, Scene
from tconv.trace.phases import PhaseStep, PhasesTrace
from tconv.words.numbers import number

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""


def lay_out_phases(trace: PhasesTrace) -> Scene:
    """Place the four grids and every step's marks; `phase` has the size of the largest phase."""
    example, top = trace.example, LABEL + INDEX
    tall, (kernel_tall, kernel_wide) = example.x.shape[0], example.w.shape
    (rows, columns), (part_tall, part_wide) = example.output_shape, trace.steps[0].sums.shape
    line = max(tall, kernel_tall)
    input_ = numbered("input", INDEX, top + (line - tall) / 2, example.x.shape)
    kernel = Grid("kernel", input_.box.right + SIGN, top + (line - kernel_tall) / 2, kernel_tall, kernel_wide)
    below = top + line + GAP + top
    phase = Grid("phase", INDEX, below + (rows - part_tall) / 2, part_tall, part_wide)
    output = numbered("output", phase.box.right + SIGN + INDEX, below, example.output_shape)
    counts = " or ".join(map(str, sorted({len(step.taps) for step in trace.steps})))
    panels = _input(trace, input_), _kernel(trace, kernel), _phase(trace, phase), _output(trace, output)
    return compose(
        trace,
        [Block((each,)) for each in panels],
        idea=f"one for each phase of the {rows} by {columns} output, {counts} of the kernel's {example.w.size} values "
        "reach it; the phases are interleaved.",
        output=(output.x, output.y),
    )


def _input(trace: PhasesTrace, grid: Grid) -> Panel:
    """Draw the input, and the cells that the sum in the sentence reads."""
    given = (grid.name(), grid.indices(), Cells("input", grid.spots(trace.example.x)))
    return panel("input", grid.box, given, (Change((), (_read(step, trace, grid),)) for step in trace.steps))


def _read(step: PhaseStep, trace: PhasesTrace, grid: Grid) -> Cells:
    read = dict.fromkeys(cell for cell, _ in step.products)
    return Cells("reading", tuple((grid.x + j, grid.y + i, number(trace.example.x[i, j])) for i, j in read))


def _kernel(trace: PhasesTrace, grid: Grid) -> Panel:
    """Draw the kernel, and the values that can reach the phase."""
    given = (grid.name(), Cells("kernel", grid.spots(trace.example.w)))
    return panel("kernel", grid.box, given, (Change((), (_taps(step, trace, grid),)) for step in trace.steps))


def _taps(step: PhaseStep, trace: PhasesTrace, grid: Grid) -> Cells:
    return Cells("chosen", tuple((grid.x + b, grid.y + a, number(trace.example.w[a, b])) for a, b in step.taps))


def _phase(trace: PhasesTrace, grid: Grid) -> Panel:
    """Draw the sums of the phase, and the one that the sentence writes out."""
    given = (grid.name(), Cells("empty", grid.blanks()))
    return panel("phase", grid.box, given, (Change((), _sums(step, grid)) for step in trace.steps))


def _sums(step: PhaseStep, grid: Grid) -> tuple[Mark, ...]:
    tall, wide = step.sums.shape
    part = grid.spots(step.sums, range(tall), range(wide))
    within = (step.rows.index(step.focus[0]), step.cols.index(step.focus[1]))
    return Cells("output", part), grid.cell(within, _writing(step))


def _output(trace: PhasesTrace, grid: Grid) -> Panel:
    """Draw the output, a phase a step, and the arrow to it."""
    return filled("output", grid, (_woven(step, grid) for step in trace.steps))


def _woven(step: PhaseStep, grid: Grid) -> Change:
    woven = grid.spots(step.sums, step.rows, step.cols)
    frames = (Outline("landing", x, y, 1, 1) for x, y, _ in woven)
    return Change((Cells("output", woven),), (*frames, grid.cell(step.focus, _writing(step))))


def _writing(step: PhaseStep) -> Cells:
    return Cells("writing", ((0.0, 0.0, number(step.focused_sum)),))
