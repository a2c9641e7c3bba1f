"""Lay a sliding kernel out: what is given in one line, the padded input and the output below it."""

from dataclasses import dataclass
from itertools import compress

from tconv.layout.grid import LABEL, MARGIN, SIGN, Grid, breadth, corners, sign, wide_enough
from tconv.layout.panels import Panels, compose
from tconv.scene import DROP, INDEX, Cells, Change, Mark, Outline, Part, Scene
from tconv.trace.sliding import SlidingStep, SlidingTrace
from tconv.words.numbers import number, numbers

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""
NARROW = 10.5
"""Width of a scene that a phone can show whole."""


@dataclass(frozen=True, kw_only=True)
class SlidingPanels(Panels):
    """The grids of the view; `input` and `turned` only where they differ from the padded input and the kernel."""

    input: Grid | None
    kernel: Grid
    turned: Grid | None
    padded: Grid
    output: Grid

    @property
    def given(self) -> list[Grid]:
        """The grids of the first line, from left to right."""
        return [grid for grid in (self.input, self.kernel, self.turned) if grid]


def lay_out_sliding(trace: SlidingTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    (tall, wide), (kernel_tall, kernel_wide) = trace.padded.shape, trace.kernel.shape
    rows, columns = trace.example.output_shape
    what = "kernel, turned by 180 degrees," if trace.turned else "kernel"
    return compose(
        trace,
        panels,
        idea=f"the {kernel_tall} by {kernel_wide} {what} slides over a grid of {tall} by {wide} cells; each place "
        f"gives one of the {rows} by {columns} output cells.",
        common=_given(trace, panels),
        changes=(*_preparations(trace, panels), *(_change(step, trace, panels) for step in trace.steps)),
        output=(panels.output.x, panels.output.y),
        parts=_parts(panels) if panels.width > NARROW else (),
    )


def _parts(panels: SlidingPanels) -> tuple[Part, ...]:
    """Cut the scene into what is given, the padded input and the output, for a narrow page."""
    padded, output = panels.padded, panels.output
    top = min(padded.y, output.y) - LABEL
    first, last = panels.given[0], panels.given[-1]
    left = first.x - INDEX
    return (
        (left, 0, last.x + last.room - left + MARGIN, top),
        *(
            (grid.x - INDEX, grid.y - LABEL, grid.room + INDEX + MARGIN, LABEL + grid.height + INDEX)
            for grid in (padded, output)
        ),
    )


def _panels(trace: SlidingTrace) -> SlidingPanels:
    """Stand input, kernel and turned kernel on one line; below it the padded input, then the output."""
    example = trace.example
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    (padded_tall, padded_wide), (out_tall, out_wide) = trace.padded.shape, example.output_shape
    apart = trace.padded.shape != example.x.shape or trace.turned
    line = max(tall, kernel_tall) if apart else kernel_tall
    before_kernel = INDEX + wide + SIGN if apart else 0
    above = before_kernel + kernel_wide + (SIGN + kernel_wide if trace.turned else 0)
    label = _padded_label(trace) if apart else "input"
    padded_room = max(padded_wide, breadth(label) - SIGN)
    below = INDEX + padded_room + SIGN + INDEX + out_wide
    width = max(above, below) + 2 * MARGIN

    x, middle = (width - above) / 2, LABEL + line / 2
    input_ = Grid("input", x + INDEX, middle - tall / 2, tall, wide) if apart else None
    kernel = Grid("kernel", x + before_kernel, middle - kernel_tall / 2, kernel_tall, kernel_wide)
    turned = None
    if trace.turned:
        turned = Grid("kernel, turned", kernel.right + SIGN, kernel.y, kernel_tall, kernel_wide)

    top = LABEL + line + (INDEX if apart else 0) + GAP + LABEL
    x, middle = (width - below) / 2, top + max(padded_tall, out_tall) / 2
    padded = Grid(label, x + INDEX, middle - padded_tall / 2, padded_tall, padded_wide)
    output = Grid("output", padded.x + padded_room + SIGN + INDEX, middle - out_tall / 2, out_tall, out_wide)
    return SlidingPanels(
        input=input_,
        kernel=kernel,
        turned=turned,
        padded=padded,
        output=output,
        width=wide_enough(width, kernel, turned, output),
        height=top + max(padded_tall, out_tall) + INDEX + MARGIN,
    )


def _padded_label(trace: SlidingTrace) -> str:
    return "input, spread and padded" if trace.turned else "input, padded"


def _given(trace: SlidingTrace, panels: SlidingPanels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernel, the padded input, the output's empty cells."""
    example, padded, kernel = trace.example, panels.padded, panels.kernel
    marks = [grid.name() for grid in (*panels.given, padded, panels.output)]
    marks += [grid.indices() for grid in (panels.input, padded, panels.output) if grid]
    if panels.input:
        marks.append(Cells("input", panels.input.spots(example.x)))
    marks.append(Cells("kernel", kernel.spots(example.w)))
    if panels.turned:
        turn = sign("↻", kernel.right + SIGN / 2, kernel.middle, size=0.6)
        marks += [turn, Cells("empty", panels.turned.blanks())]
    return [
        *marks,
        sign("→", panels.output.x - INDEX - SIGN / 2, padded.middle),
        Cells("input", padded.where(trace.is_input, trace.padded)),
        Cells("zero", padded.where(~trace.is_input, trace.padded), size=0.3),
        Cells("empty", panels.output.blanks()),
    ]


def _preparations(trace: SlidingTrace, panels: SlidingPanels) -> list[Change]:
    """Draw the steps before the first output cell: where the input stands when padded, then the kernel's turn."""
    if not trace.preparations:
        return []
    where = panels.padded.where(trace.is_input, trace.padded)
    changes = [Change(stays=(), now=(Cells("reading", where),))]
    if panels.turned:
        turned = Cells("kernel", panels.turned.spots(trace.kernel))
        both = (panels.kernel, panels.turned)
        changes.append(Change(stays=(turned,), now=tuple(Outline("sliding", *grid.outline) for grid in both)))
    return changes


def _change(step: SlidingStep, trace: SlidingTrace, panels: SlidingPanels) -> Change:
    """Draw one output cell: the kernel's place, its value in the corner of each cell, the sum."""
    rows, cols = step.rows, step.cols
    top, left = rows[0], cols[0]
    is_input = trace.is_input[step.under].ravel()
    places = [(float(col - left), float(row - top)) for row in rows for col in cols]
    covered = [(*place, text) for place, text in zip(places, numbers(trace.padded[step.under]), strict=True)]
    factors = [(*place, f"×{text}") for place, text in zip(places, numbers(trace.kernel), strict=True)]
    result = ((0.0, 0.0, number(step.value)),)
    covering = panels.padded.cell(
        (top, left),
        Cells("input", tuple(compress(covered, is_input)), drop=DROP),
        Cells("zero", tuple(compress(covered, ~is_input)), size=0.3, drop=DROP),
        corners("factor", compress(factors, is_input), size=0.28, room=0.85),
        corners("idle", compress(factors, ~is_input), size=0.28, room=0.85),
        Outline("sliding", 0, 0, cols[-1] - left + 1, rows[-1] - top + 1),
    )
    return Change(
        stays=(panels.output.cell(step.cell, Cells("output", result)),),
        now=(covering, panels.output.cell(step.cell, Cells("writing", result))),
    )
