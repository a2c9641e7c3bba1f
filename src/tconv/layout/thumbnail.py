"""Turn an example and a view into a small picture without numbers: the idea of the view at one glance."""

from dataclasses import replace
from itertools import compress

import numpy as np

from tconv.core.methods import spread
from tconv.example import Example
from tconv.layout.convolution_matrix import by_row
from tconv.layout.grid import Grid
from tconv.scene import At, Cells, Mark, Numbers, Outline, Scene, Spot
from tconv.trace.canvas import canvas
from tconv.trace.convolution_matrix import matrix as trace_matrix
from tconv.trace.scatter import scatter as trace_scatter

BETWEEN = 1.4
"""Room between two grids, for the sign."""
MARGIN = 0.1
"""Room around the picture."""


def picture(example: Example, view: str) -> Scene:
    """Draw what the view is about, as one still scene."""
    marks, width, height = PICTURES[view](example)
    return Scene(
        title=f"{example.title}: {view}",
        description=f"The idea of {view}, without numbers.",
        width=width + 2 * MARGIN,
        height=height + 2 * MARGIN,
        common=(At(MARGIN, MARGIN, tuple(marks)),),
        frames=(),
        output=(0, 0),
    )


Drawn = tuple[list[Mark], float, float]


def _scatter(example: Example) -> Drawn:
    """Draw the second stamp, where it lands beside the first."""
    first, second, *_ = trace_scatter(example).steps
    whole = canvas(example)
    grid = Grid("", 0, 0, whole.height, whole.width)
    marks: list[Mark] = [Cells("empty", grid.blanks())]
    for step, role in ((first, "output"), (second, "stamp")):
        marks.append(Cells(role, tuple((float(col), float(row), "") for row in step.rows for col in step.cols)))
    height, width = second.stamp.shape
    return [*marks, Outline("landing", second.cols[0], second.rows[0], width, height)], whole.width, whole.height


def _gather(example: Example) -> Drawn:
    """Draw the input, spread, and the output that comes of it."""
    given = spread(np.ones_like(example.x)[None, None], *example.axes)[0, 0] == 1
    (tall, wide), (out_tall, out_wide) = given.shape, example.y.shape
    ground = Grid("", 0, 0, tall, wide)
    output = Grid("", wide + BETWEEN, (tall - out_tall) / 2, out_tall, out_wide)
    marks: list[Mark] = [
        Cells("empty", tuple(compress(ground.blanks(), ~given.ravel()))),
        Cells("reading", tuple(compress(ground.blanks(), given.ravel()))),
        _sign("→", wide + BETWEEN / 2, tall / 2),
        Cells("output", output.blanks()),
    ]
    return marks, wide + BETWEEN + out_wide, tall


def _matrix(example: Example) -> Drawn:
    """Draw C, and C with its rows and columns exchanged, for the example's first row alone: it is small."""
    line = replace(example, input=example.input.partition(";")[0], kernel=example.kernel.partition(";")[0])
    which = trace_matrix(line).kernel_rows
    rows, columns = which.shape
    c, transposed = Grid("", 0, (columns - rows) / 2, rows, columns), Grid("", columns + BETWEEN, 0, columns, rows)
    marks: list[Mark] = [_sign("→", columns + BETWEEN / 2, columns / 2)]
    for grid, entries in ((c, which), (transposed, which.T)):
        lies = entries.ravel() > 0
        marks += [*by_row(compress(grid.blanks(), lies), entries[entries > 0]), Cells("empty", _others(grid, lies))]
    return marks, columns + BETWEEN + rows, columns


def _marks(example: Example) -> Drawn:
    """Draw the patch of the input that one row of C reads, in the author's colours, and the output cell it makes."""
    trace = trace_matrix(example)
    *_, step = trace.steps
    which, (tall, wide) = trace.kernel_rows[step.row], trace.ground.shape
    ground = Grid("", 0, 0, tall, wide)
    output = Grid("", wide + BETWEEN, (tall - len(example.y)) / 2, *example.y.shape)
    made = ((output.x + step.cell[1], output.y + step.cell[0], ""),)
    marks: list[Mark] = [
        Cells("plain", _others(ground, which > 0)),
        *by_row(compress(ground.blanks(), which > 0), which[which > 0]),
        _sign("→", wide + BETWEEN / 2, tall / 2),
        Cells("output", output.blanks()),
        Cells("writing", made),
    ]
    return marks, wide + BETWEEN + output.width, tall


def _padding(example: Example) -> Drawn:
    """Draw the canvas, and the crop window on it."""
    whole = canvas(example)
    grid, inside = Grid("", 0, 0, whole.height, whole.width), whole.inside
    marks: list[Mark] = [
        Cells("cropped", _others(grid, inside.ravel())),
        Cells("output", tuple(compress(grid.blanks(), inside.ravel()))),
        Outline("window", whole.cols.start, whole.rows.start, len(whole.cols), len(whole.rows)),
    ]
    return marks, whole.width, whole.height


def _decoder(example: Example) -> Drawn:
    """Draw the way down to a small grid and up again."""
    (tall, wide), (small_tall, small_wide) = example.x.shape, example.y.shape
    small = Grid("", wide + BETWEEN, (tall - small_tall) / 2, small_tall, small_wide)
    back = small.x + small_wide + BETWEEN
    marks: list[Mark] = [
        Cells("input", Grid("", 0, 0, tall, wide).blanks()),
        _sign("→", wide + BETWEEN / 2, tall / 2),
        Cells("reading", small.blanks()),
        _sign("→", back - BETWEEN / 2, tall / 2),
        Cells("output", Grid("", back, 0, tall, wide).blanks()),
    ]
    return marks, back + wide, tall


def _others(grid: Grid, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[Spot, ...]:
    return tuple(compress(grid.blanks(), ~where))


def _sign(text: str, x: float, y: float) -> Numbers:
    return Numbers("sign", ((x, y, text),), size=0.9)


PICTURES = {
    "scatter": _scatter,
    "gather": _gather,
    "matrix": _matrix,
    "marks": _marks,
    "padding": _padding,
    "decoder": _decoder,
}
"""What draws each small picture, by its name."""
