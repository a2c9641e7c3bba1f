"""Lay the matrix view out: input, kernel and output in one line, and below it C, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

from tconv.core.arrays import Array
from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, SMALL, Grid, breadth
from tconv.scene import DROP, At, Cells, Frame, Mark, Numbers, Outline, Part, Pointing, Scene, Spot
from tconv.trace.convolution_matrix import MatrixStep, MatrixTrace, row_numbers
from tconv.words.numbers import number

GAP = 0.4
"""Room between the first line and C, beside what labels and indices take."""
ZERO = 0.3
"""Size of a zero, and of a row's or a column's number."""


@dataclass(frozen=True)
class Panels:
    """The grids of the view."""

    ground: Grid
    kernel: Grid
    output: Grid
    matrix: Grid
    width: float
    height: float


def matrix(trace: MatrixTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=tuple(_given(trace, panels)),
        frames=(*_preparations(trace, panels), *(_frame(step, trace, panels) for step in trace.steps)),
        output=(panels.output.x, panels.output.y),
        parts=_parts(panels),
        pointing=Pointing(
            rows=(panels.output.area(),),
            columns=(panels.ground.area(),),
            matrices=(panels.matrix.area(),),
            transposes=(),
            links=tuple(step.columns for step in trace.steps),
        ),
    )


def _parts(panels: Panels) -> tuple[Part, ...]:
    """Cut the scene into its first line and C, for a narrow page."""
    left, c = panels.ground.x - INDEX, panels.matrix
    top = c.y - INDEX - LABEL
    return (
        (left, 0, panels.output.x + panels.output.room - left + MARGIN, top),
        (c.x - INDEX, top, INDEX + c.room + MARGIN, panels.height - top),
    )


def _panels(trace: MatrixTrace) -> Panels:
    shapes = trace.ground.shape, trace.example.w.shape, trace.example.y.shape
    line: int = max(tall for tall, _ in shapes)
    across = INDEX + shapes[0][1] + SIGN + shapes[1][1] + SIGN + INDEX + shapes[2][1]
    rows, columns = trace.matrix.shape
    each = "cell of the padded input" if any(trace.example.padding) else "input cell"
    label = f"C, {rows} × {columns}: a row for each output cell, a column for each {each}"
    room = max(columns, breadth(label))
    width = max(across, INDEX + room) + 2 * MARGIN

    def top(shape: tuple[int, int]) -> float:
        return LABEL + (line - shape[0]) / 2

    x = (width - across) / 2 + INDEX
    ground = Grid("input, padded" if any(trace.example.padding) else "input", x, top(shapes[0]), *shapes[0])
    kernel = Grid("kernel", ground.x + ground.width + SIGN, top(shapes[1]), *shapes[1])
    output = Grid("output", kernel.x + kernel.width + SIGN + INDEX, top(shapes[2]), *shapes[2])
    below = LABEL + line + INDEX + GAP + LABEL + INDEX
    c = Grid(label, (width - INDEX - room) / 2 + INDEX, below, rows, columns)
    return Panels(ground, kernel, output, c, width, below + rows + MARGIN)


def _given(trace: MatrixTrace, panels: Panels) -> list[Mark]:
    """Draw what never changes, and C as it will be: faint, until its rows are made."""
    ground, c = panels.ground, panels.matrix
    spots, given = ground.spots(trace.ground), trace.given.ravel()
    label = Numbers("label", ((c.x + 0.05, c.y - INDEX - LABEL / 2, c.label),), size=SMALL)
    columns = [(c.x + k + 0.5, c.y - INDEX / 2, str(k + 1)) for k in range(c.width)]
    rows = [(c.x - INDEX / 2, c.y + r + 0.5, str(r + 1)) for r in range(c.height)]
    return [
        *(grid.name() for grid in (ground, panels.kernel, panels.output)),
        *(grid.indices() for grid in (ground, panels.output)),
        label,
        Numbers("index", (*rows, *columns), size=ZERO),
        Cells("plain", tuple(compress(spots, given))),
        Cells("zero", tuple(compress(spots, ~given)), size=ZERO),
        *by_row(panels.kernel.spots(trace.example.w), row_numbers(trace.example.w)),
        Cells("empty", panels.output.blanks()),
        Cells("empty", tuple(compress(c.blanks(), trace.kernel_rows.ravel() > 0))),
    ]


def _preparations(trace: MatrixTrace, panels: Panels) -> list[Frame]:
    """Draw the steps before the first row: the padding, then each input cell's number, its column in C."""
    ground = panels.ground
    where = tuple(compress(ground.spots(trace.ground), trace.given.ravel()))
    numbered = tuple((x + 0.92, y + 0.2, str(k + 1)) for k, (x, y, _) in enumerate(ground.blanks()))
    columns = panels.matrix
    frames = [Frame(stays=(), now=(Cells("reading", where),))] if len(trace.preparations) > 1 else []
    row = Outline("landing", columns.x, columns.y - INDEX, columns.width, INDEX)
    spots, given = ground.spots(trace.ground), trace.given.ravel()
    lowered = (
        Cells("plain", tuple(compress(spots, given)), drop=DROP),
        Cells("zero", tuple(compress(spots, ~given)), size=ZERO, drop=DROP),
    )
    return [*frames, Frame(stays=(), now=(*lowered, Numbers("place", numbered, size=0.25, room=0.8), row))]


def _frame(step: MatrixStep, trace: MatrixTrace, panels: Panels) -> Frame:
    """Draw one row: where the kernel lies on the input, its values in C, the sum in the output."""
    c, which = panels.matrix, trace.kernel_rows[step.row]
    entries = [(float(k), 0.0, number(value)) for k, value in enumerate(trace.matrix[step.row])]
    never = tuple((x + 0.5, y + 0.5, "0") for x, y, _ in compress(entries, which == 0))
    patch = compress(panels.ground.spots(trace.ground), which > 0)
    result = ((0.0, 0.0, number(step.value)),)
    target = panels.output.x + step.cell[1], panels.output.y + step.cell[0]
    laid = by_row(compress(entries, which > 0), which[which > 0])
    made: tuple[Cells | Numbers, ...] = (*laid, Numbers("never", never, size=ZERO))
    return Frame(
        stays=(At(c.x, c.y + step.row, made), At(*target, (Cells("output", result),))),
        now=(
            *by_row(patch, which[which > 0]),
            At(c.x, c.y + step.row, (Outline("landing", 0, 0, c.width, 1),)),
            At(*target, (Cells("writing", result),)),
        ),
    )


def by_row(spots: Iterable[Spot], rows: Array) -> list[Cells]:
    """Give the cells of the kernel's first, third, ... row one mark, those of its second, fourth, ... another."""
    spots = tuple(spots)
    odd = rows.ravel() % 2 == 1
    return [Cells("odd", tuple(compress(spots, odd))), Cells("even", tuple(compress(spots, ~odd)))]


def _describe(trace: MatrixTrace) -> str:
    (rows, columns), (tall, wide) = trace.matrix.shape, trace.example.y.shape
    return (
        f"In {len(trace.sentences)} steps, the flattened input is multiplied by a matrix of {rows} rows and {columns} "
        f"columns, whose rows hold the kernel; the {rows} sums are the {tall} by {wide} output."
    )
