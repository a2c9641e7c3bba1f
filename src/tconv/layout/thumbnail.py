"""Turn an example into a thumbnail: a small drawing without numbers that shows one idea at a glance."""

from dataclasses import replace
from itertools import compress

import numpy as np

from tconv.core.methods import spread
from tconv.example import Example
from tconv.layout.crop import crop_outline
from tconv.layout.grid import Grid, by_row
from tconv.scene import At, Cells, Mark, Numbers, Outline, Panel, Role, Scene, Spot
from tconv.trace.canvas import Canvas
from tconv.trace.convolution_matrix import trace_convolution_matrix
from tconv.trace.scatter import ScatterStep, trace_scatter

BETWEEN = 1.4
"""Room between two grids, for the sign."""
MARGIN = 0.1
"""Room around the drawing."""


def lay_out_thumbnail(example: Example, idea: str) -> Scene:
    """Draw an idea, one of `THUMBNAILS`, as one still scene."""
    marks, width, height = THUMBNAILS[idea](example)
    size = width + 2 * MARGIN, height + 2 * MARGIN
    return Scene(
        title=f"{example.title}: {idea}",
        description=f"The idea of {idea}, without numbers.",
        width=size[0],
        height=size[1],
        panels=(Panel("idea", 0, 0, *size, (At(MARGIN, MARGIN, tuple(marks)),)),),
        output=(0, 0),
        wide=size,
        narrow=size,
    )


Drawn = tuple[list[Mark], float, float]
"""Marks, and the width and height that they take."""


def _scatter(example: Example) -> Drawn:
    """Draw the second stamp, where it lands beside the first."""
    first, second, *_ = trace_scatter(example).steps
    canvas = Canvas.of(example)
    grid = Grid("", 0, 0, canvas.height, canvas.width)
    marks: list[Mark] = [Cells("empty", grid.blanks())]
    stamps: tuple[tuple[ScatterStep, Role], ...] = (first, "output"), (second, "stamp")
    for step, role in stamps:
        marks.append(Cells(role, tuple((float(col), float(row), "") for row in step.rows for col in step.cols)))
    height, width = second.stamp.shape
    return [*marks, Outline("landing", second.cols[0], second.rows[0], width, height)], canvas.width, canvas.height


def _gather(example: Example) -> Drawn:
    """Draw the input, spread, and the output that comes of it."""
    given = spread(np.ones_like(example.x)[None, None], *example.transposed_axes)[0, 0] == 1
    (tall, wide), (out_tall, out_wide) = given.shape, example.output_shape
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
    kernel_rows = trace_convolution_matrix(line).kernel_rows
    rows, columns = kernel_rows.shape
    c, transposed = Grid("", 0, (columns - rows) / 2, rows, columns), Grid("", columns + BETWEEN, 0, columns, rows)
    marks: list[Mark] = [_sign("→", columns + BETWEEN / 2, columns / 2)]
    for grid, entries in ((c, kernel_rows), (transposed, kernel_rows.T)):
        lies = entries.ravel() > 0
        marks += [*by_row(compress(grid.blanks(), lies), entries[entries > 0]), Cells("empty", _others(grid, lies))]
    return marks, columns + BETWEEN + rows, columns


def _marks(example: Example) -> Drawn:
    """Draw the patch of the input that one row of C reads, in the author's colours, and the output cell it makes."""
    trace = trace_convolution_matrix(example)
    *_, step = trace.steps
    kernel_rows, (tall, wide) = trace.kernel_rows[step.row], trace.padded.shape
    ground = Grid("", 0, 0, tall, wide)
    output = Grid("", wide + BETWEEN, (tall - example.output_shape[0]) / 2, *example.output_shape)
    made = ((output.x + step.cell[1], output.y + step.cell[0], ""),)
    marks: list[Mark] = [
        Cells("input", _others(ground, kernel_rows > 0)),
        *by_row(compress(ground.blanks(), kernel_rows > 0), kernel_rows[kernel_rows > 0]),
        _sign("→", wide + BETWEEN / 2, tall / 2),
        Cells("output", output.blanks()),
        Cells("writing", made),
    ]
    return marks, wide + BETWEEN + output.width, tall


def _padding(example: Example) -> Drawn:
    """Draw the canvas, and the crop window on it."""
    canvas = Canvas.of(example)
    grid, inside = Grid("", 0, 0, canvas.height, canvas.width), canvas.inside
    marks: list[Mark] = [
        Cells("cropped", _others(grid, inside.ravel())),
        Cells("output", tuple(compress(grid.blanks(), inside.ravel()))),
        crop_outline(canvas, grid),
    ]
    return marks, canvas.width, canvas.height


def _decoder(example: Example) -> Drawn:
    """Draw the way down to a small grid and up again."""
    (tall, wide), (small_tall, small_wide) = example.x.shape, example.output_shape
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


THUMBNAILS = {
    "scatter": _scatter,
    "gather": _gather,
    "matrix": _matrix,
    "marks": _marks,
    "padding": _padding,
    "decoder": _decoder,
}
"""The function that draws each idea, by its name."""
