"""Lay the transposed matrix out: the grids at the left, C transposed times the input beside them, C below."""

from dataclasses import dataclass

import numpy as np

from tconv.layout.crop import crop_note, crop_outline, crop_text, note_room
from tconv.layout.grid import LABEL, MARGIN, SIGN, Grid, Table, breadth, by_row, corners, sign
from tconv.layout.panels import Panels, compose
from tconv.scene import DROP, INDEX, Area, Cells, Change, Mark, Outline, Part, Pointing, Scene
from tconv.trace.convolution_matrix import row_numbers
from tconv.trace.transposed_matrix import TransposedMatrixStep, TransposedMatrixTrace
from tconv.words.numbers import number

GAP = 0.4
"""Room between the first line and the canvas, and below it, beside what labels and indices take."""
SIDE = 0.62
"""Side of a matrix cell, in cells: the matrices have many."""
NARROWEST = 4.4
"""Width that the product takes at least, for its label."""


@dataclass(frozen=True, kw_only=True)
class TransposedMatrixPanels(Panels):
    """The grids of the view: those of the operation, those of the product, and C. `note` says what is cropped."""

    input: Grid
    kernel: Grid
    canvas: Grid
    transposed: Table
    vector: Grid
    sums: Grid
    c: Table
    note: str

    @property
    def under(self) -> float:
        """Where the canvas ends, with its indices and its note."""
        return self.canvas.bottom + INDEX + note_room(self.note)


def lay_out_transposed_matrix(trace: TransposedMatrixTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    inputs, cells = trace.matrix.shape
    tall, wide = trace.example.output_shape
    canvas = trace.canvas
    last = [_last(trace, panels)] if trace.finishes else []
    return compose(
        trace,
        panels,
        idea=f"the flattened input is multiplied by the transpose of C, a matrix of {cells} rows and {inputs} columns; "
        f"its {cells} sums are the canvas. The output has {tall} by {wide} cells.",
        common=_given(trace, panels),
        changes=(_flatten(trace, panels), *(_change(step, trace, panels) for step in trace.steps), *last),
        output=(panels.canvas.x + canvas.cols.start, panels.canvas.y + canvas.rows.start),
        parts=_parts(panels),
        pointing=Pointing(
            rows=(Area(panels.canvas.x, panels.canvas.y, 1, *canvas.reached), panels.sums.area),
            columns=(panels.input.area, panels.vector.area),
            matrices=(panels.transposed.area,),
            transposes=(panels.c.area,),
            links=tuple(step.inputs for step in trace.steps),
        ),
    )


def _parts(panels: TransposedMatrixPanels) -> tuple[Part, ...]:
    """Cut the scene into the grids at the left, the product and C, for a narrow page."""
    c = panels.c
    top = c.y - INDEX * SIDE - LABEL
    split = panels.transposed.x - INDEX * SIDE - SIGN / 2
    wide = INDEX * SIDE + max(c.right - c.x, breadth(c.label)) + 2 * MARGIN
    return (
        (0, 0, split, panels.under),
        (split, 0, panels.width - split, top),
        (0, top, wide, panels.height - top),
    )


def _panels(trace: TransposedMatrixTrace) -> TransposedMatrixPanels:
    example, (inputs, cells) = trace.example, trace.matrix.shape
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    line = max(tall, kernel_tall)
    note = crop_text(trace.canvas)
    input_ = Grid("input", MARGIN + INDEX, LABEL + (line - tall) / 2, tall, wide)
    kernel = Grid("kernel", input_.right + SIGN, LABEL + (line - kernel_tall) / 2, kernel_tall, kernel_wide)
    below = LABEL + line + INDEX + GAP + LABEL
    canvas = Grid(trace.canvas.name, MARGIN + INDEX, below, trace.canvas.height, trace.canvas.width)

    left = max(kernel.right, canvas.right, MARGIN + breadth(note)) - MARGIN
    product = max((INDEX + inputs + SIGN + 1 + SIGN + 1) * SIDE, NARROWEST)
    label = f"C, {inputs} × {cells}: each of its columns is a row of Cᵀ"
    width = max(left + SIGN + product, (INDEX + cells) * SIDE, INDEX * SIDE + breadth(label)) + 2 * MARGIN

    top = LABEL + INDEX * SIDE
    transposed = _table("Cᵀ × flattened input", width - MARGIN - product + INDEX * SIDE, top, cells, inputs)
    vector = Grid("input", transposed.right + SIGN * SIDE, top, inputs, 1, SIDE)
    sums = Grid("sums", vector.right + SIGN * SIDE, top, cells, 1, SIDE)
    bottom = max(canvas.bottom + INDEX + note_room(note), transposed.bottom) + GAP
    c = _table(label, MARGIN + INDEX * SIDE, bottom + LABEL + INDEX * SIDE, inputs, cells)
    return TransposedMatrixPanels(
        input=input_,
        kernel=kernel,
        canvas=canvas,
        transposed=transposed,
        vector=vector,
        sums=sums,
        c=c,
        note=note,
        width=width,
        height=c.bottom + MARGIN,
    )


def _table(label: str, x: float, y: float, height: int, width: int) -> Table:
    """Make a matrix of small cells, whose small numbers need more of their cells."""
    return Table(label, x, y, height, width, SIDE, index_size=0.36, zero_size=0.4)


def _given(trace: TransposedMatrixTrace, panels: TransposedMatrixPanels) -> list[Mark]:
    """Draw what never changes: the grids, C whole, and the places of the rows to come."""
    example, vector, sums = trace.example, panels.vector, panels.sums
    transposed, c = panels.transposed, panels.c
    return [
        *(grid.name() for grid in (panels.input, panels.kernel, panels.canvas)),
        panels.input.indices(),
        panels.canvas.indices(),
        transposed.title(),
        c.title(),
        Cells("input", panels.input.spots(example.x)),
        *by_row(panels.kernel.spots(example.w), row_numbers(example.w)),
        Cells("empty", panels.canvas.where(trace.canvas.drawn)),
        *transposed.placed(transposed.counts(), Cells("empty", transposed.where(trace.kernel_rows.T > 0))),
        *vector.placed(
            sign("×", -SIGN / 2, vector.height / 2, size=0.6),
            Cells("input", vector.spots(example.x.reshape(-1, 1))),
        ),
        *sums.placed(sign("=", -SIGN / 2, vector.height / 2, size=0.6), Cells("empty", sums.blanks())),
        *c.placed(c.counts(), *c.entries(trace.matrix, trace.kernel_rows)),
    ]


def _flatten(trace: TransposedMatrixTrace, panels: TransposedMatrixPanels) -> Change:
    """Draw the first step: the input's cells numbered, and the column of numbers they become."""
    places = [(x, y, str(n + 1)) for n, (x, y, _) in enumerate(panels.input.blanks())]
    lowered = Cells("input", panels.input.spots(trace.example.x), drop=DROP)
    column = panels.vector.placed(Outline("landing", *panels.vector.outline))
    return Change(stays=(), now=(lowered, corners("place", places, size=0.25, room=0.8), *column))


def _change(step: TransposedMatrixStep, trace: TransposedMatrixTrace, panels: TransposedMatrixPanels) -> Change:
    """Draw one row of C transposed: its entries, the column of C it is, the sum, the cell it makes."""
    transposed, sums, c = panels.transposed, panels.sums, panels.c
    row = (trace.matrix[:, [step.row]].T, trace.kernel_rows[:, [step.row]].T)
    total = ((0.0, 0.0, number(step.value)),)
    inputs = panels.input.spots(trace.example.x)
    return Change(
        stays=(
            transposed.row(step.row, *transposed.entries(*row)),
            sums.cell((step.row, 0), Cells("output", total)),
            panels.canvas.cell(step.cell, Cells("output", total)),
        ),
        now=(
            Cells("reading", tuple(inputs[m] for m in step.inputs)),
            transposed.row(step.row, transposed.row_outline()),
            sums.cell((step.row, 0), Cells("writing", total)),
            c.cell((0, step.row), c.column_outline()),
            panels.canvas.cell(step.cell, Cells("writing", total)),
        ),
    )


def _last(trace: TransposedMatrixTrace, panels: TransposedMatrixPanels) -> Change:
    """Draw the last step: the crop window, the bias in its cells, what is left out."""
    canvas, kept = panels.canvas, trace.canvas.inside
    bias = np.where(kept, trace.example.bias, 0).astype(trace.example.dtype)
    values = trace.grid + bias
    middle = max(canvas.x + canvas.width / 2, MARGIN + breadth(panels.note) / 2)
    return Change(
        stays=(
            Cells("output", canvas.where(kept, values)),
            Cells("cropped", canvas.where(trace.canvas.drawn & ~kept, values)),
            crop_outline(trace.canvas, canvas),
            *crop_note(panels.note, middle, canvas.bottom + INDEX),
        ),
        now=(),
    )
