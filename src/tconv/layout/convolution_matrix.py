"""Lay the matrix of a convolution out: input, kernel and output in one line, and below it C, row by row."""

from dataclasses import dataclass

from tconv.layout.grid import LABEL, MARGIN, SIGN, Grid, Table, breadth, by_row, corners
from tconv.layout.panels import Panels, compose
from tconv.scene import DROP, INDEX, Cells, Change, Mark, Outline, Part, Pointing, Scene
from tconv.trace.convolution_matrix import ConvolutionMatrixTrace, MatrixStep, row_numbers
from tconv.words.numbers import number

GAP = 0.4
"""Room between the first line and C, beside what labels and indices take."""
ZERO = 0.3
"""Size of a zero that padding put into the input."""


@dataclass(frozen=True, kw_only=True)
class MatrixPanels(Panels):
    """The grids of the view."""

    padded: Grid
    kernel: Grid
    output: Grid
    matrix: Table


def lay_out_convolution_matrix(trace: ConvolutionMatrixTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    (rows, columns), (tall, wide) = trace.matrix.shape, trace.example.output_shape
    return compose(
        trace,
        panels,
        idea=f"the flattened input is multiplied by a matrix of {rows} rows and {columns} columns, whose rows hold the "
        f"kernel; the {rows} sums are the {tall} by {wide} output.",
        common=_given(trace, panels),
        changes=(*_preparations(trace, panels), *(_change(step, trace, panels) for step in trace.steps)),
        output=(panels.output.x, panels.output.y),
        parts=_parts(panels),
        pointing=Pointing(
            rows=(panels.output.area,),
            columns=(panels.padded.area,),
            matrices=(panels.matrix.area,),
            transposes=(),
            links=tuple(step.columns for step in trace.steps),
        ),
    )


def _parts(panels: MatrixPanels) -> tuple[Part, ...]:
    """Cut the scene into its first line and C, for a narrow page."""
    left, c = panels.padded.x - INDEX, panels.matrix
    top = c.y - INDEX - LABEL
    return (
        (left, 0, panels.output.x + panels.output.room - left + MARGIN, top),
        (c.x - INDEX, top, INDEX + c.room + MARGIN, panels.height - top),
    )


def _panels(trace: ConvolutionMatrixTrace) -> MatrixPanels:
    example = trace.example
    shapes = trace.padded.shape, example.w.shape, example.output_shape
    line: int = max(tall for tall, _ in shapes)
    across = INDEX + shapes[0][1] + SIGN + shapes[1][1] + SIGN + INDEX + shapes[2][1]
    rows, columns = trace.matrix.shape
    input_, cell = ("input, padded", "cell of the padded input") if any(example.padding) else ("input", "input cell")
    label = f"C, {rows} × {columns}: a row for each output cell, a column for each {cell}"
    room = max(columns, breadth(label))
    width = max(across, INDEX + room) + 2 * MARGIN

    def top(shape: tuple[int, ...]) -> float:
        return LABEL + (line - shape[0]) / 2

    padded = Grid(input_, (width - across) / 2 + INDEX, top(shapes[0]), *trace.padded.shape)
    kernel = Grid("kernel", padded.right + SIGN, top(shapes[1]), *example.w.shape)
    output = Grid("output", kernel.right + SIGN + INDEX, top(shapes[2]), *example.output_shape)
    below = LABEL + line + INDEX + GAP + LABEL + INDEX
    matrix = Table(label, (width - INDEX - room) / 2 + INDEX, below, rows, columns)
    return MatrixPanels(
        padded=padded, kernel=kernel, output=output, matrix=matrix, width=width, height=matrix.bottom + MARGIN
    )


def _given(trace: ConvolutionMatrixTrace, panels: MatrixPanels) -> list[Mark]:
    """Draw what never changes, and C as it will be: faint, until its rows are made."""
    padded, c = panels.padded, panels.matrix
    return [
        *(grid.name() for grid in (padded, panels.kernel, panels.output)),
        *(grid.indices() for grid in (padded, panels.output)),
        c.title(inset=0.05),
        c.counts(),
        *_input(trace, panels),
        *by_row(panels.kernel.spots(trace.example.w), row_numbers(trace.example.w)),
        Cells("empty", panels.output.blanks()),
        Cells("empty", c.where(trace.kernel_rows > 0)),
    ]


def _input(trace: ConvolutionMatrixTrace, panels: MatrixPanels, drop: float = 0) -> tuple[Mark, Mark]:
    """Draw the padded input, its numbers lowered where others stand in the corners."""
    padded = panels.padded
    return (
        Cells("plain", padded.where(trace.is_input, trace.padded), drop=drop),
        Cells("zero", padded.where(~trace.is_input, trace.padded), size=ZERO, drop=drop),
    )


def _preparations(trace: ConvolutionMatrixTrace, panels: MatrixPanels) -> list[Change]:
    """Draw the steps before the first row: the padding, then each input cell's number, its column in C."""
    padded, c = panels.padded, panels.matrix
    places = [(x, y, str(k + 1)) for k, (x, y, _) in enumerate(padded.blanks())]
    header = Outline("landing", c.x, c.y - INDEX, c.width, INDEX)
    flatten = (*_input(trace, panels, DROP), corners("place", places, size=0.25, room=0.8), header)
    changes = [Change(stays=(), now=flatten)]
    if len(trace.preparations) > 1:
        where = padded.where(trace.is_input, trace.padded)
        changes.insert(0, Change(stays=(), now=(Cells("reading", where),)))
    return changes


def _change(step: MatrixStep, trace: ConvolutionMatrixTrace, panels: MatrixPanels) -> Change:
    """Draw one row: where the kernel lies on the input, its values in C, the sum in the output."""
    c, kernel_rows = panels.matrix, trace.kernel_rows[step.row]
    patch = panels.padded.where(kernel_rows > 0, trace.padded)
    result = ((0.0, 0.0, number(step.value)),)
    entries = c.entries(trace.matrix[[step.row]], trace.kernel_rows[[step.row]])
    return Change(
        stays=(c.row(step.row, *entries), panels.output.cell(step.cell, Cells("output", result))),
        now=(
            *by_row(patch, kernel_rows[kernel_rows > 0]),
            c.row(step.row, c.row_outline()),
            panels.output.cell(step.cell, Cells("writing", result)),
        ),
    )
