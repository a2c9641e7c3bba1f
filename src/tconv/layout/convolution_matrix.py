"""Lay the matrix of a convolution out: input, kernel and output in one line, and below it C, row by row."""

from tconv.layout.grid import LABEL, SIGN, Grid, Table, by_row, corners, numbered
from tconv.layout.panels import NARROW, NOTHING, Block, compose, panel
from tconv.layout.tables import table, wide_table
from tconv.scene import DROP, INDEX, SIDE, Cells, Change, Outline, Panel, Pointing, Scene
from tconv.trace.convolution_matrix import ConvolutionMatrixTrace, MatrixStep, row_numbers
from tconv.words.numbers import number

GAP = 0.3
"""Room between the first line and C, beside what labels and indices take."""
ZERO = 0.34
"""Size of a zero that padding put into the input."""
SMALLER = 0.8
"""How large the grids beside a matrix are on a narrow page."""


def lay_out_convolution_matrix(trace: ConvolutionMatrixTrace) -> Scene:
    """Place the grids and every step's marks."""
    example, top = trace.example, LABEL + INDEX
    shapes = trace.padded.shape, example.w.shape, example.output_shape
    (rows, columns), (tall, wide) = trace.matrix.shape, example.output_shape
    line: int = max(height for height, _ in shapes)
    label, cells = ("input, padded", "padded cells") if any(example.padding) else ("input", "input cells")
    padded = numbered(label, INDEX, top + (line - shapes[0][0]) / 2, trace.padded.shape)
    kernel = Grid("kernel", padded.box.right + SIGN, top + (line - shapes[1][0]) / 2, *shapes[1])
    output = numbered("output", kernel.box.right + SIGN + INDEX, top + (line - shapes[2][0]) / 2, shapes[2])
    below = top + line + GAP + LABEL + INDEX * SIDE
    c = table(f"C, {rows} × {columns}: output cells by {cells}", INDEX * SIDE, below, rows, columns)
    given = _padded(trace, padded, c), _kernel(trace, kernel), _output(trace, output)
    return compose(
        trace,
        [*(Block((each,), SMALLER) for each in given), Block(_c(trace, c))],
        idea=f"the flattened input is multiplied by a matrix of {rows} rows and {columns} columns, whose rows hold the "
        f"kernel; the {rows} sums are the {tall} by {wide} output.",
        output=(output.x, output.y),
        room=NARROW,
        pointing=Pointing(
            rows=(output.area,),
            columns=(padded.area,),
            matrices=(c.area,),
            transposes=(),
            links=tuple(step.columns for step in trace.steps),
        ),
    )


def _padded(trace: ConvolutionMatrixTrace, grid: Grid, c: Table) -> Panel:
    """Draw the padded input; at each step the kernel's rows where they lie on it."""
    is_input = trace.is_input
    zeros = grid.where(~is_input, trace.padded)
    given = (
        grid.name(),
        grid.indices(),
        Cells("input", grid.where(is_input, trace.padded)),
        Cells("zero", zeros, size=ZERO),
    )
    places = [(x, y, str(k + 1)) for k, (x, y, _) in enumerate(grid.blanks())]
    lowered = Cells("input", grid.where(is_input, trace.padded), drop=DROP), Cells("zero", zeros, size=ZERO, drop=DROP)
    changes = [Change((), (*lowered, corners("place", places)))]
    if len(trace.preparations) > 1:
        changes.insert(0, Change((), (Cells("reading", grid.where(is_input, trace.padded)),)))
    changes += [Change((), tuple(_patch(step, trace, grid))) for step in trace.steps]
    return panel("input", grid.box, given, changes)


def _patch(step: MatrixStep, trace: ConvolutionMatrixTrace, grid: Grid) -> list[Cells]:
    kernel_rows = trace.kernel_rows[step.row]
    return by_row(grid.where(kernel_rows > 0, trace.padded), kernel_rows[kernel_rows > 0])


def _kernel(trace: ConvolutionMatrixTrace, grid: Grid) -> Panel:
    """Draw the kernel, its rows told apart."""
    weights = trace.example.w
    return panel("kernel", grid.box, (grid.name(), *by_row(grid.spots(weights), row_numbers(weights))))


def _output(trace: ConvolutionMatrixTrace, grid: Grid) -> Panel:
    """Draw the output, a cell a step."""
    given = (grid.name(), grid.indices(), Cells("empty", grid.blanks()))
    prepared = [NOTHING] * len(trace.preparations)
    return panel("output", grid.box, given, (*prepared, *(_made(step, grid) for step in trace.steps)))


def _made(step: MatrixStep, grid: Grid) -> Change:
    result = ((0.0, 0.0, number(step.value)),)
    return Change((grid.cell(step.cell, Cells("output", result)),), (grid.cell(step.cell, Cells("writing", result)),))


def _c(trace: ConvolutionMatrixTrace, c: Table) -> tuple[Panel, Panel]:
    """Draw C as it will be: empty, until its rows are made."""
    header = c.placed(Outline("landing", 0, -INDEX, c.width, INDEX))
    prepared = [NOTHING] * (len(trace.preparations) - 1) + [Change((), header)]
    middles = [0.0] * len(prepared) + [
        (step.columns[0] + step.columns[-1]) / 2 if step.columns else 0 for step in trace.steps
    ]
    return wide_table(
        "c",
        c,
        c.placed(Cells("empty", c.where(trace.kernel_rows > 0))),
        (*prepared, *(_row(step, trace, c) for step in trace.steps)),
        middles,
        narrow=NARROW - c.before,
    )


def _row(step: MatrixStep, trace: ConvolutionMatrixTrace, c: Table) -> Change:
    """Draw one row: the kernel's values where they lie, and zeros elsewhere."""
    entries = c.entries(trace.matrix[[step.row]], trace.kernel_rows[[step.row]])
    return Change((c.row(step.row, *entries),), (c.row(step.row, c.row_outline()),))
