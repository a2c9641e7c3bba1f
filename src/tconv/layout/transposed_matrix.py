"""Lay the transposed matrix out: the grids at the left, C transposed times the input beside them, C below."""

from dataclasses import dataclass
from itertools import compress

import numpy as np

from tconv.core.arrays import Array
from tconv.layout.convolution_matrix import by_row
from tconv.layout.crop import NOTE, note, written
from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, SMALL, Grid, breadth
from tconv.scene import DROP, Area, At, Cells, Frame, Mark, Numbers, Outline, Part, Pointing, Scene
from tconv.trace.convolution_matrix import row_numbers
from tconv.trace.transposed_matrix import TransposeStep, TransposeTrace
from tconv.words.numbers import number

GAP = 0.4
SCALE = 0.62
"""Size of a matrix cell, in cells: the matrices have many."""
ZERO = 0.4
"""Size of a zero that the kernel never touches, in matrix cells."""


@dataclass(frozen=True)
class Panels:
    """The grids of the view; those of the product and C are in matrix cells, from the corners `at` and `c_at`."""

    input: Grid
    kernel: Grid
    canvas: Grid
    transposed: Grid
    vector: Grid
    sums: Grid
    c: Grid
    at: tuple[float, float]
    c_at: tuple[float, float]
    width: float
    height: float


def transpose(trace: TransposeTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    last = [_crop(trace, panels)] if trace.crops else []
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=tuple(_given(trace, panels)),
        frames=(_flatten(trace, panels), *(_frame(step, trace, panels) for step in trace.steps), *last),
        output=(panels.canvas.x + trace.canvas.cols.start, panels.canvas.y + trace.canvas.rows.start),
        parts=_parts(trace, panels),
        pointing=_pointing(trace, panels),
    )


def _pointing(trace: TransposeTrace, panels: Panels) -> Pointing:
    """Link the canvas and the sums with the rows of C transposed, the input and the vector with its columns."""
    x, y = panels.at
    return Pointing(
        rows=(Area(panels.canvas.x, panels.canvas.y, 1, *trace.canvas.reached), panels.sums.area(x, y, SCALE)),
        columns=(panels.input.area(), panels.vector.area(x, y, SCALE)),
        matrices=(panels.transposed.area(x, y, SCALE),),
        transposes=(panels.c.area(*panels.c_at, SCALE),),
        links=tuple(step.inputs for step in trace.steps),
    )


def _parts(trace: TransposeTrace, panels: Panels) -> tuple[Part, ...]:
    """Cut the scene into the grids at the left, the product and C, for a narrow page."""
    (across, _), (_, down) = panels.at, panels.c_at
    top = down - INDEX * SCALE - LABEL
    split = across - SIGN / 2
    under = panels.canvas.y + panels.canvas.height + INDEX + bool(note(trace.canvas)) * NOTE
    wide = INDEX * SCALE + max(panels.c.width * SCALE, breadth(panels.c.label)) + 2 * MARGIN
    return (0, 0, split, under), (split, 0, panels.width - split, top), (0, top, wide, panels.height - top)


def _panels(trace: TransposeTrace) -> Panels:
    example, (inputs, cells) = trace.example, trace.matrix.shape
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    line = max(tall, kernel_tall)
    remark = note(trace.canvas)
    left = max(INDEX + wide + SIGN + kernel_wide, INDEX + trace.canvas.width, breadth(remark))
    input_ = Grid("input", MARGIN + INDEX, LABEL + (line - tall) / 2, tall, wide)
    kernel = Grid("kernel", input_.x + wide + SIGN, LABEL + (line - kernel_tall) / 2, kernel_tall, kernel_wide)
    below = LABEL + line + INDEX + GAP + LABEL
    canvas = Grid(trace.canvas.name, MARGIN + INDEX, below, trace.canvas.height, trace.canvas.width)

    transposed = Grid("Cᵀ", INDEX, 0, cells, inputs)
    vector = Grid("input", transposed.x + inputs + SIGN, 0, inputs, 1)
    sums = Grid("sums", vector.x + 1 + SIGN, 0, cells, 1)
    product = max((sums.x + 1) * SCALE, 4.4)
    under = canvas.y + canvas.height + INDEX + bool(remark) * NOTE
    bottom = max(under, LABEL + INDEX * SCALE + cells * SCALE) + GAP
    c = Grid(f"C, {inputs} × {cells}: each of its columns is a row of Cᵀ", 0, 0, inputs, cells)
    width = max(left + SIGN + product, (INDEX + cells) * SCALE, INDEX * SCALE + breadth(c.label)) + 2 * MARGIN
    start = width - MARGIN - product
    c_at = MARGIN + INDEX * SCALE, bottom + LABEL + INDEX * SCALE
    return Panels(
        input_,
        kernel,
        canvas,
        transposed,
        vector,
        sums,
        c,
        (start, LABEL + INDEX * SCALE),
        c_at,
        width,
        c_at[1] + inputs * SCALE + MARGIN,
    )


def _given(trace: TransposeTrace, panels: Panels) -> list[Mark]:
    """Draw what never changes: the grids, C whole, and the places of the rows to come."""
    example, c = trace.example, panels.c
    x, y = panels.at
    label = (x + panels.transposed.x * SCALE, y - INDEX * SCALE - LABEL / 2, "Cᵀ × flattened input")
    c_label = (panels.c_at[0], panels.c_at[1] - INDEX * SCALE - LABEL / 2, c.label)
    touched = trace.kernel_rows.ravel() > 0
    middle = panels.vector.height / 2
    signs = (panels.vector.x - SIGN / 2, middle, "×"), (panels.sums.x - SIGN / 2, middle, "=")
    return [
        *(grid.name() for grid in (panels.input, panels.kernel, panels.canvas)),
        panels.input.indices(),
        panels.canvas.indices(),
        Numbers("label", (label, c_label), size=SMALL),
        Cells("input", panels.input.spots(example.x)),
        *by_row(panels.kernel.spots(example.w), row_numbers(example.w)),
        Cells("empty", tuple(compress(panels.canvas.blanks(), trace.canvas.drawn.ravel()))),
        At(
            x,
            y,
            (
                _count_rows(panels.transposed),
                _count_columns(panels.transposed),
                Numbers("sign", signs, size=0.6),
                Cells("input", panels.vector.spots(example.x.reshape(-1, 1))),
                Cells("empty", tuple(compress(panels.transposed.blanks(), trace.kernel_rows.T.ravel() > 0))),
                Cells("empty", panels.sums.blanks()),
            ),
            SCALE,
        ),
        At(
            *panels.c_at,
            (
                _count_rows(c),
                _count_columns(c),
                *by_row(compress(c.spots(trace.matrix), touched), trace.kernel_rows[trace.kernel_rows > 0]),
                _never(c, ~touched),
            ),
            SCALE,
        ),
    ]


def _flatten(trace: TransposeTrace, panels: Panels) -> Frame:
    """Draw the first step: the input's cells numbered, and the column of numbers they become."""
    spots = panels.input.blanks()
    numbered = tuple((x + 0.92, y + 0.21, str(n + 1)) for n, (x, y, _) in enumerate(spots))
    vector = panels.vector
    outline = Outline("landing", vector.x, vector.y, 1, vector.height)
    lowered = Cells("input", panels.input.spots(trace.example.x), drop=DROP)
    numbers = Numbers("place", numbered, size=0.25, room=0.8)
    return Frame(stays=(), now=(lowered, numbers, At(*panels.at, (outline,), SCALE)))


def _frame(step: TransposeStep, trace: TransposeTrace, panels: Panels) -> Frame:
    """Draw one row of C transposed: its entries, the column of C it is, the sum, the cell it makes."""
    x, y = panels.at
    which = trace.kernel_rows[:, step.row]
    entries = tuple((panels.transposed.x + m, 0.0, number(v)) for m, v in enumerate(trace.matrix[:, step.row]))
    never = tuple((a + 0.5, b + 0.5, "0") for a, b, _ in compress(entries, which == 0))
    value = number(step.value)
    total = ((panels.sums.x, 0.0, value),)
    target = panels.canvas.x + step.cell[1], panels.canvas.y + step.cell[0]
    row = x, y + step.row * SCALE
    spots = panels.input.spots(trace.example.x)
    reading = tuple(spots[m] for m in step.inputs)
    laid = by_row(compress(entries, which > 0), which[which > 0])
    made: tuple[Mark, ...] = (*laid, Numbers("never", never, size=ZERO), Cells("output", total))
    outline = Outline("landing", panels.transposed.x, 0, panels.transposed.width, 1)
    column = Outline("landing", 0, 0, 1, panels.c.height)
    return Frame(
        stays=(At(*row, made, SCALE), At(*target, (Cells("output", ((0.0, 0.0, value),)),))),
        now=(
            Cells("reading", reading),
            At(*row, (outline, Cells("writing", total)), SCALE),
            At(panels.c_at[0] + step.row * SCALE, panels.c_at[1], (column,), SCALE),
            At(*target, (Cells("writing", ((0.0, 0.0, value),)),)),
        ),
    )


def _crop(trace: TransposeTrace, panels: Panels) -> Frame:
    """Draw the last step: the crop window, the bias in its cells, what is left out."""
    canvas, kept = panels.canvas, trace.canvas.inside
    bias = np.where(kept, trace.example.bias, 0).astype(trace.example.y.dtype)
    spots = canvas.spots(trace.grid + bias)
    rows, cols = trace.canvas.rows, trace.canvas.cols
    window = Outline("window", canvas.x + cols.start, canvas.y + rows.start, len(cols), len(rows))
    out = trace.canvas.drawn & ~kept
    remark = note(trace.canvas)
    middle = max(canvas.x + canvas.width / 2, MARGIN + breadth(remark) / 2)
    return Frame(
        stays=(
            Cells("output", tuple(compress(spots, kept.ravel()))),
            Cells("cropped", tuple(compress(spots, out.ravel()))),
            window,
            *written(remark, middle, canvas.y + canvas.height + INDEX),
        ),
        now=(),
    )


def _count_rows(grid: Grid) -> Mark:
    places = ((grid.x - INDEX / 2, grid.y + n + 0.5, str(n + 1)) for n in range(grid.height))
    return Numbers("index", tuple(places), size=0.36)


def _count_columns(grid: Grid) -> Mark:
    places = ((grid.x + n + 0.5, grid.y - INDEX / 2, str(n + 1)) for n in range(grid.width))
    return Numbers("index", tuple(places), size=0.36)


def _never(grid: Grid, where: Array) -> Numbers:
    return Numbers("never", tuple((x + 0.5, y + 0.5, "0") for x, y, _ in compress(grid.blanks(), where)), size=ZERO)


def _describe(trace: TransposeTrace) -> str:
    inputs, cells = trace.matrix.shape
    tall, wide = trace.example.y.shape
    return (
        f"In {len(trace.sentences)} steps, the flattened input is multiplied by the transpose of C, a matrix of "
        f"{cells} rows and {inputs} columns; its {cells} sums are the canvas. The output has {tall} by {wide} cells."
    )
