"""The transposed convolution as a matrix: flatten the input, multiply by C transposed, reshape, crop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from tconv.core.arrays import Array
from tconv.core.methods import convolution_matrix
from tconv.example import Example
from tconv.trace.base import Cell
from tconv.trace.canvas import Canvas, canvas
from tconv.trace.convolution_matrix import row_numbers
from tconv.words.numbers import count, factor, listed, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class TransposeStep:
    """One row of C transposed: the canvas cell it makes, the input cells that reach it, the sum."""

    cell: Cell
    row: int
    inputs: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class TransposeTrace:
    """All steps of the matrix view of a transposed convolution.

    `matrix` is C, shape (input cells, canvas cells); `kernel_rows` has the kernel's row that an entry
    of C comes from, counted from 1, and 0 where the kernel never lies.
    """

    example: Example
    canvas: Canvas
    matrix: Array
    kernel_rows: Array
    steps: tuple[TransposeStep, ...]

    @property
    def view(self) -> str:
        """The name of the view."""
        return "matrix"

    @property
    def crops(self) -> bool:
        """Whether a last step is needed that makes the output of the canvas."""
        return self.canvas.cropped or bool(self.example.bias)

    @property
    def grid(self) -> Array:
        """The canvas with its sums, and the cells past its end, which hold 0."""
        grid = np.zeros((self.canvas.height, self.canvas.width), self.example.y.dtype)
        for step in self.steps:
            grid[step.cell] = step.value
        return grid

    @property
    def result(self) -> Array:
        """What the crop window keeps, with the bias, shape (H_out, W_out)."""
        return np.add(self.canvas.crop(self.grid), self.example.bias, dtype=self.example.y.dtype)

    @property
    def tells(self) -> tuple[Cell | None, ...]:
        """The output cell that each step tells of."""
        told = (self.canvas.output_cell(step.cell) for step in self.steps)
        return (None, *told, None) if self.crops else (None, *told)

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that computes an output cell; the last, where the canvas does not reach."""
        return self.tells.index(cell) + 1 if cell in self.tells else len(self.tells)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What the flattening, each row and the crop say."""
        told = [_tell(step, self) for step in self.steps]
        bias = {"bias": number(self.example.bias)}
        if self.canvas.cropped:
            kept = lines(self.canvas.rows, self.canvas.cols) | bias
            window = sentence("transpose.kept" if self.example.bias else "transpose.crop", kept)
            told.append(join([sentence("transpose.canvas", {}), window]))
        elif self.example.bias:
            told.append(sentence("transpose.bias", bias))
        else:
            told[-1] = join([told[-1], sentence("transpose.done", {})])
        cells = count(self.example.x.size, "cell")
        return (sentence("transpose.flatten", {"what": sentence("matrix.input", {}), "cells": cells}), *told)


def transpose(example: Example) -> TransposeTrace:
    """Trace a transposed convolution as a product with C transposed, a row a step."""
    frame = canvas(example)
    axes = [replace(axis, padding=0, output_padding=0) for axis in example.axes]
    c = convolution_matrix(example.w[None, None], *axes)
    kernel_rows = convolution_matrix(row_numbers(example.w)[None, None], *axes)
    return TransposeTrace(example, frame, c, kernel_rows, tuple(_steps(example, frame, c, kernel_rows)))


def _steps(example: Example, frame: Canvas, c: Array, kernel_rows: Array) -> Iterator[TransposeStep]:
    for row, cell in enumerate(np.ndindex(frame.reached)):
        value = c[:, row] @ example.x.ravel()
        yield TransposeStep((cell[0], cell[1]), row, tuple(np.flatnonzero(kernel_rows[:, row]).tolist()), value.item())


def _tell(step: TransposeStep, trace: TransposeTrace) -> Sentence:
    """Say which cell the row makes, and its sum; entries where the kernel never lies are left out."""
    flat = trace.example.x.ravel()
    values = {"row": str(step.row + 1), "cell": name(step.cell), "grid": trace.canvas.name}
    if not step.inputs:
        return sentence("transpose.none", {**values, "sum": number(step.value)})
    terms = [
        sentence("matrix.term", {"kernel": factor(trace.matrix[m, step.row], first=not n), "input": factor(flat[m])})
        for n, m in enumerate(step.inputs)
    ]
    columns = f"column{'s' * (len(step.inputs) > 1)}\N{NO-BREAK SPACE}{listed([m + 1 for m in step.inputs])}"
    return sentence(
        "transpose.row", {**values, "columns": columns, "terms": join(terms, " + "), "sum": number(step.value)}
    )
