"""Lay phases out: the input and the kernel in one line, a phase and the output it is woven into below."""

from dataclasses import dataclass

from tconv.layout.grid import LABEL, MARGIN, SIGN, Grid, sign, wide_enough
from tconv.layout.panels import Panels, compose
from tconv.scene import INDEX, Cells, Change, Mark, Outline, Scene
from tconv.trace.phases import PhaseStep, PhasesTrace
from tconv.words.numbers import number

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""


@dataclass(frozen=True, kw_only=True)
class PhasesPanels(Panels):
    """The grids of the view; `phase` has the size of the largest phase."""

    input: Grid
    kernel: Grid
    phase: Grid
    output: Grid


def lay_out_phases(trace: PhasesTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    rows, columns = trace.example.output_shape
    counts = " or ".join(map(str, sorted({len(step.taps) for step in trace.steps})))
    return compose(
        trace,
        panels,
        idea=f"one for each phase of the {rows} by {columns} output: each phase is reached by {counts} of the kernel's "
        f"{trace.example.w.size} values, and the phases are interleaved.",
        common=_given(trace, panels),
        changes=(_change(step, trace, panels) for step in trace.steps),
        output=(panels.output.x, panels.output.y),
    )


def _panels(trace: PhasesTrace) -> PhasesPanels:
    example = trace.example
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    (out_tall, out_wide), (part_tall, part_wide) = example.output_shape, trace.steps[0].sums.shape
    line = max(tall, kernel_tall)
    above = INDEX + wide + SIGN + kernel_wide
    below = part_wide + SIGN + INDEX + out_wide
    width = max(above, below) + 2 * MARGIN
    x, middle = (width - above) / 2 + INDEX, LABEL + line / 2
    input_ = Grid("input", x, middle - tall / 2, tall, wide)
    kernel = Grid("kernel", input_.right + SIGN, middle - kernel_tall / 2, kernel_tall, kernel_wide)
    top = LABEL + line + INDEX + GAP + LABEL
    x, middle = (width - below) / 2, top + out_tall / 2
    phase = Grid("phase", x, middle - part_tall / 2, part_tall, part_wide)
    output = Grid("output", phase.right + SIGN + INDEX, top, out_tall, out_wide)
    return PhasesPanels(
        input=input_,
        kernel=kernel,
        phase=phase,
        output=output,
        width=wide_enough(width, kernel, output),
        height=output.bottom + INDEX + MARGIN,
    )


def _given(trace: PhasesTrace, panels: PhasesPanels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernel, the places of what is to come."""
    phase = panels.phase
    return [
        *(grid.name() for grid in (panels.input, panels.kernel, phase, panels.output)),
        panels.input.indices(),
        panels.output.indices(),
        sign("→", phase.right + SIGN / 2, phase.middle),
        Cells("input", panels.input.spots(trace.example.x)),
        Cells("kernel", panels.kernel.spots(trace.example.w)),
        Cells("empty", phase.blanks()),
        Cells("empty", panels.output.blanks()),
    ]


def _change(step: PhaseStep, trace: PhasesTrace, panels: PhasesPanels) -> Change:
    """Draw one phase: the kernel values that can reach it, its sums, and where they stand in the output."""
    kernel, phase, output = panels.kernel, panels.phase, panels.output
    taps = tuple((kernel.x + b, kernel.y + a, number(trace.example.w[a, b])) for a, b in step.taps)
    tall, wide = step.sums.shape
    part = phase.spots(step.sums, range(tall), range(wide))
    read = dict.fromkeys(cell for cell, _ in step.products)
    reading = tuple((panels.input.x + j, panels.input.y + i, number(trace.example.x[i, j])) for i, j in read)
    within = (step.rows.index(step.focus[0]), step.cols.index(step.focus[1]))
    writing = Cells("writing", ((0.0, 0.0, number(step.focused_sum)),))
    woven = output.spots(step.sums, step.rows, step.cols)
    return Change(
        stays=(Cells("output", woven),),
        now=(
            Cells("chosen", taps),
            Cells("reading", reading),
            Cells("output", part),
            *(Outline("landing", x, y, 1, 1) for x, y, _ in woven),
            output.cell(step.focus, writing),
            phase.cell(within, writing),
        ),
    )
