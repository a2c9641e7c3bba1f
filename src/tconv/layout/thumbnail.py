"""Turn an example into a thumbnail: a small drawing without numbers that shows one idea at a glance."""

from dataclasses import replace
from itertools import compress, product

import numpy as np

from tconv.core.methods import spread
from tconv.example import Example
from tconv.layout.crop import crop_outline
from tconv.layout.grid import Grid
from tconv.scene import At, Cells, Mark, Numbers, Outline, Panel, Scene, Spot
from tconv.trace.canvas import Canvas
from tconv.trace.convolution_matrix import trace_convolution_matrix
from tconv.trace.scatter import trace_scatter

BETWEEN = 1.4
"""Room between two grids, for the sign."""
MARGIN = 0.12
"""Room around the drawing."""
TALL = 5
"""Rows that every drawing has room for, so that all of them have cells of one size on a page."""


def lay_out_thumbnail(example: Example, idea: str) -> Scene:
    """Draw an idea, one of `THUMBNAILS`, as one still scene, in the middle of its height."""
    marks, width, height = THUMBNAILS[idea](example)
    whole = max(TALL, height)
    size = width + 2 * MARGIN, whole + 2 * MARGIN
    drawn = At(MARGIN, MARGIN + (whole - height) / 2, tuple(marks))
    return Scene(
        title=f"{example.title}: {idea}",
        description=f"The idea of {idea}, without numbers.",
        width=size[0],
        height=size[1],
        panels=(Panel("idea", 0, 0, *size, (drawn,)),),
        output=(0, 0),
        wide=size,
        narrow=size,
    )


Drawn = tuple[list[Mark], float, float]
"""Marks, and the width and height that they take."""


def _scatter(example: Example) -> Drawn:
    """Draw the first stamp of the second row, where it lands on those before."""
    *before, stamp = trace_scatter(example).steps[: example.x.shape[1] + 1]
    canvas = Canvas.of(example)
    grid = Grid("", 0, 0, canvas.height, canvas.width)
    reached = {cell for step in before for cell in product(step.rows, step.cols)}
    hit = set(product(stamp.rows, stamp.cols))
    height, width = stamp.stamp.shape
    marks: list[Mark] = [
        Cells("empty", _at(set(product(range(canvas.height), range(canvas.width))) - reached - hit)),
        Cells("writing", _at(reached - hit)),
        Cells("stamp", _at(hit)),
        Outline("landing", stamp.cols[0], stamp.rows[0], width, height),
    ]
    return marks, grid.width, grid.height


def _gather(example: Example) -> Drawn:
    """Draw the input, spread in a ring of zeros, the kernel in the middle of it, and the output cell that it makes."""
    spaced = spread(np.ones_like(example.x)[None, None], *example.transposed_axes)[0, 0] == 1
    (top, bottom), (left, right) = ((lines[0], lines[-1] + 1) for lines in map(np.unique, spaced.nonzero()))
    given = np.pad(spaced[top:bottom, left:right], 1)
    (tall, wide), (rows, columns) = given.shape, example.w.shape
    ground = Grid("", 0, 0, tall, wide)
    marks: list[Mark] = [
        Cells("empty", tuple(compress(ground.blanks(), ~given.ravel()))),
        Cells("reading", tuple(compress(ground.blanks(), given.ravel()))),
        Outline("sliding", (wide - columns) // 2, (tall - rows) // 2, columns, rows),
        _sign("→", wide + BETWEEN / 2, tall / 2),
        Cells("writing", ((wide + BETWEEN, (tall - 1) / 2, ""),)),
    ]
    return marks, wide + BETWEEN + 1, tall


def _matrix(example: Example) -> Drawn:
    """Draw C, and C with its rows and columns exchanged, for the example's first row and stride 1: it is small."""
    line = replace(example, input=example.input.split(";")[0], kernel=example.kernel.split(";")[0], stride=(1, 1))
    kernel_rows = trace_convolution_matrix(replace(line, padding=(0, 0))).kernel_rows
    rows, columns = kernel_rows.shape
    c, transposed = Grid("", 0, (columns - rows) / 2, rows, columns), Grid("", columns + BETWEEN, 0, columns, rows)
    marks: list[Mark] = [_sign("→", columns + BETWEEN / 2, columns / 2)]
    for grid, entries in ((c, kernel_rows), (transposed, kernel_rows.T)):
        lies = entries.ravel() > 0
        marks += [Cells("chosen", tuple(compress(grid.blanks(), lies))), Cells("empty", _others(grid, lies))]
    return marks, columns + BETWEEN + rows, columns


def _padding(example: Example) -> Drawn:
    """Draw the canvas, and the crop window on it."""
    canvas = Canvas.of(example)
    grid, inside = Grid("", 0, 0, canvas.height, canvas.width), canvas.inside
    marks: list[Mark] = [
        Cells("empty", _others(grid, inside.ravel())),
        Cells("writing", tuple(compress(grid.blanks(), inside.ravel()))),
        crop_outline(canvas, grid),
    ]
    return marks, canvas.width, canvas.height


def _decoder(example: Example) -> Drawn:
    """Draw the heights of the grids on the way down to one row, and up again."""
    down = [example.x.shape[0], example.output_shape[0], 1]
    marks: list[Mark] = []
    for n, height in enumerate([*down, *down[-2::-1]]):
        spots = tuple((n * APART, (down[0] - height) / 2 + row, "") for row in range(height))
        marks.append(Cells("reading" if n < len(down) else "writing", spots))
    return marks, (2 * len(down) - 2) * APART + 1, down[0]


APART = 1.4
"""From one height to the next."""


def _at(cells: set[tuple[int, int]]) -> tuple[Spot, ...]:
    return tuple((float(column), float(row), "") for row, column in sorted(cells))


def _others(grid: Grid, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[Spot, ...]:
    return tuple(compress(grid.blanks(), ~where))


def _sign(text: str, x: float, y: float) -> Numbers:
    return Numbers("sign", ((x, y, text),), size=0.9)


THUMBNAILS = {
    "scatter": _scatter,
    "gather": _gather,
    "matrix": _matrix,
    "padding": _padding,
    "decoder": _decoder,
}
"""The function that draws each idea, by its name."""
