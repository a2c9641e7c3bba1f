"""Lay phases out: the input and the kernel in one line, a phase and the output it is woven into below."""

from dataclasses import dataclass

import numpy as np

from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, Grid, wide_enough
from tconv.scene import At, Cells, Frame, Mark, Numbers, Outline, Scene
from tconv.trace.phases import PhaseStep, PhaseTrace
from tconv.words.numbers import number

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""


@dataclass(frozen=True)
class Panels:
    """The grids of the view; `phase` has the size of the largest phase."""

    input: Grid
    kernel: Grid
    phase: Grid
    output: Grid
    width: float
    height: float


def phases(trace: PhaseTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=tuple(_given(trace, panels)),
        frames=tuple(_frame(step, trace, panels) for step in trace.steps),
        output=(panels.output.x, panels.output.y),
    )


def _panels(trace: PhaseTrace) -> Panels:
    example = trace.example
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    (out_tall, out_wide), (part_tall, part_wide) = example.y.shape, trace.steps[0].values.shape
    line = max(tall, kernel_tall)
    above = INDEX + wide + SIGN + kernel_wide
    below = part_wide + SIGN + INDEX + out_wide
    width = max(above, below) + 2 * MARGIN
    x, middle = (width - above) / 2 + INDEX, LABEL + line / 2
    input_ = Grid("input", x, middle - tall / 2, tall, wide)
    kernel = Grid("kernel", x + wide + SIGN, middle - kernel_tall / 2, kernel_tall, kernel_wide)
    top = LABEL + line + INDEX + GAP + LABEL
    x, middle = (width - below) / 2, top + out_tall / 2
    phase = Grid("phase", x, middle - part_tall / 2, part_tall, part_wide)
    output = Grid("output", x + part_wide + SIGN + INDEX, top, out_tall, out_wide)
    width = wide_enough(width, kernel, output)
    return Panels(input_, kernel, phase, output, width, top + out_tall + INDEX + MARGIN)


def _given(trace: PhaseTrace, panels: Panels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernel, the places of what is to come."""
    phase = panels.phase
    arrow = (phase.x + phase.width + SIGN / 2, phase.y + phase.height / 2, "→")
    return [
        *(grid.name() for grid in (panels.input, panels.kernel, phase, panels.output)),
        panels.input.indices(),
        panels.output.indices(),
        Numbers("sign", (arrow,), size=0.5),
        Cells("input", panels.input.spots(trace.example.x)),
        Cells("kernel", panels.kernel.spots(trace.example.w)),
        Cells("empty", phase.blanks()),
        Cells("empty", panels.output.blanks()),
    ]


def _frame(step: PhaseStep, trace: PhaseTrace, panels: Panels) -> Frame:
    """Draw one phase: the kernel values that can reach it, its values, and where they stand in the output."""
    kernel, phase, output = panels.kernel, panels.phase, panels.output
    taps = tuple((kernel.x + b, kernel.y + a, number(trace.example.w[a, b])) for a, b in step.taps)
    tall, wide = step.values.shape
    part = Grid("", phase.x, phase.y, tall, wide).spots(step.values)
    read = dict.fromkeys(cell for cell, _ in step.products)
    reading = tuple((panels.input.x + j, panels.input.y + i, number(trace.example.x[i, j])) for i, j in read)
    row, col = step.telling
    told = ((0.0, 0.0, number(trace.example.y[step.telling])),)
    return Frame(
        stays=(Cells("output", output.spots(step.values, step.rows, step.cols)),),
        now=(
            Cells("chosen", taps),
            Cells("reading", reading),
            Cells("output", part),
            *(Outline("landing", x, y, 1, 1) for x, y, _ in output.spots(step.values, step.rows, step.cols)),
            At(output.x + col, output.y + row, (Cells("writing", told),)),
            At(phase.x + step.cols.index(col), phase.y + step.rows.index(row), (Cells("writing", told),)),
        ),
    )


def _describe(trace: PhaseTrace) -> str:
    rows, cols = trace.example.y.shape
    counts = sorted({len(step.taps) for step in trace.steps})
    reached = " or ".join(map(str, counts))
    return (
        f"In {len(trace.steps)} steps, one for each phase of the {rows} by {cols} output: "
        f"each phase is reached by {reached} of the kernel's {np.size(trace.example.w)} values, "
        "and the phases are interleaved."
    )
