"""Lay examples that differ in one setting side by side: one input, and below it a canvas for each."""

from dataclasses import dataclass

from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, Grid, breadth
from tconv.layout.landing import before, landing, window
from tconv.scene import At, Cells, Frame, Mark, Numbers, Part, Scene
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


@dataclass(frozen=True)
class Panels:
    """The grids of the comparison; `kernel` only where all examples have the same."""

    input: Grid
    kernel: Grid | None
    columns: tuple[Column, ...]
    width: float
    height: float


def compare(comparison: Comparison) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(comparison)
    first = panels.columns[0]
    return Scene(
        title=comparison.title,
        description=_describe(comparison),
        width=panels.width,
        height=panels.height,
        common=tuple(_given(panels)),
        frames=tuple(_frame(n, panels) for n in range(len(comparison.traces[0].steps))),
        output=(first.canvas.x + first.trace.canvas.cols.start, first.canvas.y + first.trace.canvas.rows.start),
        parts=_parts(panels),
    )


def _parts(panels: Panels) -> tuple[Part, ...]:
    """Cut the scene into the first line and its columns, for a narrow page."""
    columns = []
    for each in panels.columns:
        top = (each.kernel or each.canvas).y - LABEL
        bottom = each.canvas.y + each.canvas.height + INDEX
        columns.append((each.canvas.x - INDEX, top, each.width + MARGIN, bottom - top))
    left, last = panels.input.x - INDEX, panels.kernel or panels.input
    return (left, 0, last.x + last.width - left + MARGIN, min(top for _, top, _, _ in columns)), *columns


def _panels(comparison: Comparison) -> Panels:
    """Centre the input, and the kernel if all have the same, above the columns."""
    x = comparison.traces[0].example.x
    shared = comparison.setting != "kernel"
    kernels = [trace.example.w.shape for trace in comparison.traces]
    labels = [
        f"{label}: output {' × '.join(map(str, trace.example.y.shape))}"
        for label, trace in zip(comparison.labels, comparison.traces, strict=True)
    ]
    widths = [
        INDEX + max(trace.canvas.width, kernel[1], breadth(label))
        for trace, kernel, label in zip(comparison.traces, kernels, labels, strict=True)
    ]
    above = INDEX + x.shape[1] + shared * (SIGN + kernels[0][1])
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
    return Panels(input_, kernel, tuple(columns), width, down + lowest + INDEX + MARGIN)


def _given(panels: Panels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernels, the canvases and their crop windows."""
    first = panels.columns[0].trace.example
    marks = [panels.input.name(), panels.input.indices(), Cells("input", panels.input.spots(first.x))]
    if panels.kernel:
        sign = (panels.kernel.x - SIGN / 2, panels.kernel.y + panels.kernel.height / 2, "×")
        marks += [panels.kernel.name(), Numbers("sign", (sign,), size=0.5)]
        marks.append(Cells("kernel", panels.kernel.spots(first.w)))
    for each in panels.columns:
        if each.kernel:
            marks += [each.kernel.name(), Cells("kernel", each.kernel.spots(each.trace.example.w))]
        marks += [
            each.canvas.name(),
            each.canvas.indices(),
            *before(each.trace, each.canvas),
            *window(each.trace, each.canvas),
        ]
    return marks


def _frame(n: int, panels: Panels) -> Frame:
    """Draw one step: the input cell read, and its stamp as it lands on every canvas."""
    step = panels.columns[0].trace.steps[n]
    source = panels.input.x + step.cell[1], panels.input.y + step.cell[0]
    value = ((0.0, 0.0, number(step.value)),)
    landings = [landing(each.trace.steps[n], each.trace, each.canvas) for each in panels.columns]
    return Frame(
        stays=(At(*source, (Cells("used", value),)), *(stays for stays, _ in landings)),
        now=(At(*source, (Cells("reading", value),)), *(now for _, now in landings)),
    )


def _describe(comparison: Comparison) -> str:
    return (
        f"In {len(comparison.sentences)} steps, the stamps of one input land on {len(comparison.traces)} canvases, "
        f"which differ in one setting: {comparison.title}."
    )
