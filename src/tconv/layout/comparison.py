"""Lay examples that differ in one setting side by side: one input, and below it a canvas for each."""

from dataclasses import dataclass

from tconv.layout.grid import LABEL, MARGIN, SIGN, Grid, breadth, sign
from tconv.layout.landing import crop_window, empty_canvas, landing
from tconv.layout.panels import Panels
from tconv.scene import INDEX, Cells, Change, Mark, Part, Scene
from tconv.trace.comparison import Comparison
from tconv.trace.scatter import ScatterTrace
from tconv.words.numbers import number

GAP = 0.45
"""Room between the first line and the canvases, beside what labels and indices take."""
APART = 0.9
"""Room between two columns, beside what indices take."""


@dataclass(frozen=True)
class Column:
    """One example: its kernel, if the kernels differ, above its canvas."""

    trace: ScatterTrace
    kernel: Grid | None
    canvas: Grid
    width: float


@dataclass(frozen=True, kw_only=True)
class ComparisonPanels(Panels):
    """The grids of the comparison; `kernel` only where all examples have the same."""

    input: Grid
    kernel: Grid | None
    columns: tuple[Column, ...]


def lay_out_comparison(comparison: Comparison) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(comparison)
    first = panels.columns[0]
    steps, canvases = len(comparison.sentences), len(comparison.traces)
    return Scene(
        title=comparison.title,
        description=f"In {steps} steps, the stamps of one input land on {canvases} canvases, which differ in one "
        f"setting: {comparison.title}.",
        width=panels.width,
        height=panels.height,
        common=tuple(_given(panels)),
        changes=tuple(_change(n, panels) for n in range(len(comparison.traces[0].steps))),
        output=(first.canvas.x + first.trace.canvas.cols.start, first.canvas.y + first.trace.canvas.rows.start),
        parts=_parts(panels),
    )


def _parts(panels: ComparisonPanels) -> tuple[Part, ...]:
    """Cut the scene into the first line and its columns, for a narrow page."""
    columns = []
    for each in panels.columns:
        top = (each.kernel or each.canvas).y - LABEL
        bottom = each.canvas.y + each.canvas.height + INDEX
        columns.append((each.canvas.x - INDEX, top, each.width + MARGIN, bottom - top))
    left, last = panels.input.x - INDEX, panels.kernel or panels.input
    return (left, 0, last.x + last.width - left + MARGIN, min(top for _, top, _, _ in columns)), *columns


def _panels(comparison: Comparison) -> ComparisonPanels:
    """Centre the input, and the kernel if all have the same, above the columns."""
    x = comparison.traces[0].example.x
    shared = comparison.setting != "kernel"
    kernels = [trace.example.w.shape for trace in comparison.traces]
    labels = [
        f"{label}: output {' × '.join(map(str, trace.example.output_shape))}"
        for label, trace in zip(comparison.labels, comparison.traces, strict=True)
    ]
    widths = [
        INDEX + max(trace.canvas.width, kernel[1], breadth(label))
        for trace, kernel, label in zip(comparison.traces, kernels, labels, strict=True)
    ]
    above = INDEX + x.shape[1] + (SIGN + kernels[0][1] if shared else 0)
    width = max(above, sum(widths) + APART * (len(widths) - 1)) + 2 * MARGIN
    line = max(x.shape[0], kernels[0][0] if shared else 0)
    input_ = Grid("input", (width - above) / 2 + INDEX, LABEL + (line - x.shape[0]) / 2, *x.shape)
    kernel = None
    if shared:
        kernel = Grid("kernel", input_.x + input_.width + SIGN, LABEL + (line - kernels[0][0]) / 2, *kernels[0])

    top = LABEL + line + INDEX + GAP + LABEL
    tallest = 0 if shared else max(tall for tall, _ in kernels)
    down = top if shared else top + tallest + GAP + LABEL
    left = (width - sum(widths) - APART * (len(widths) - 1)) / 2 + INDEX
    columns = []
    for trace, own, label, taken in zip(comparison.traces, kernels, labels, widths, strict=True):
        grid = Grid(label, left, down, trace.canvas.height, trace.canvas.width)
        columns.append(
            Column(trace, None if shared else Grid("kernel", left, top + tallest - own[0], *own), grid, taken)
        )
        left += taken + APART
    lowest = max(trace.canvas.height for trace in comparison.traces)
    return ComparisonPanels(
        input=input_,
        kernel=kernel,
        columns=tuple(columns),
        width=width,
        height=down + lowest + INDEX + MARGIN,
    )


def _given(panels: ComparisonPanels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernels, the canvases and their crop windows."""
    first = panels.columns[0].trace.example
    marks = [panels.input.name(), panels.input.indices(), Cells("input", panels.input.spots(first.x))]
    if panels.kernel:
        marks += [panels.kernel.name(), sign("×", panels.kernel.x - SIGN / 2, panels.kernel.middle)]
        marks.append(Cells("kernel", panels.kernel.spots(first.w)))
    for each in panels.columns:
        if each.kernel:
            marks += [each.kernel.name(), Cells("kernel", each.kernel.spots(each.trace.example.w))]
        marks += [
            each.canvas.name(),
            each.canvas.indices(),
            *empty_canvas(each.trace, each.canvas),
            *crop_window(each.trace, each.canvas),
        ]
    return marks


def _change(n: int, panels: ComparisonPanels) -> Change:
    """Draw one step: the input cell read, and its stamp as it lands on every canvas."""
    step = panels.columns[0].trace.steps[n]
    value = ((0.0, 0.0, number(step.value)),)
    landings = [landing(each.trace.steps[n], each.trace, each.canvas) for each in panels.columns]
    return Change(
        stays=(panels.input.cell(step.cell, Cells("used", value)), *(stays for stays, _ in landings)),
        now=(panels.input.cell(step.cell, Cells("reading", value)), *(now for _, now in landings)),
    )
