"""Turn a transposed convolution into a matrix product: flatten the input, multiply by C transposed, reshape, crop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.core.methods import convolution_matrix
from tconv.example import Example
from tconv.trace.base import Cell, Trace
from tconv.trace.canvas import Canvas
from tconv.trace.convolution_matrix import row_numbers
from tconv.words.numbers import count, factor, listed, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class TransposedMatrixStep:
    """One row of C transposed: the canvas cell that it makes, its sum, and the input cells that reach it."""

    cell: Cell
    value: float
    row: int
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class TransposedMatrixTrace(Trace):
    """All rows of C transposed.

    `matrix` is C, shape (input cells, canvas cells); `kernel_rows` has the kernel's row that an entry
    of C comes from, counted from 1, and 0 where the kernel never lies.
    """

    view: ClassVar[str] = "matrix"

    canvas: Canvas
    matrix: Array
    kernel_rows: Array
    steps: tuple[TransposedMatrixStep, ...]

    @property
    def finishes(self) -> bool:
        """Tell whether a last step is needed that makes the output of the canvas."""
        return self.canvas.cropped or bool(self.example.bias)

    @cached_property
    def grid(self) -> Array:
        """Put the sums on the canvas; cells past its end hold 0."""
        grid = np.zeros((self.canvas.height, self.canvas.width), self.example.dtype)
        for step in self.steps:
            grid[step.cell] = step.value
        return grid

    @property
    def result(self) -> Array:
        """Crop the canvas and add the bias, shape (H_out, W_out)."""
        return np.add(self.canvas.crop(self.grid), self.example.bias, dtype=self.example.dtype)

    @cached_property
    def tells(self) -> tuple[Cell | None, ...]:
        """Name no cell while flattening and cropping, and between them the output cell of each row, if it is kept."""
        cells = (self.canvas.output_cell(step.cell) for step in self.steps)
        return (None, *cells, None) if self.finishes else (None, *cells)

    @property
    def matrix_rows(self) -> dict[int, int]:
        """Map each row of C transposed to its step; the first step flattens the input."""
        return {step.row + 1: step.row + 2 for step in self.steps}

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that computes an output cell: the last, where no row does."""
        return self.tells.index(cell) + 1 if cell in self.tells else len(self.tells)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Write the flattening, each row, and how the sums become the output."""
        cells = count(self.example.x.size, "cell")
        flatten = sentence("transpose.flatten", {"what": sentence("matrix.input", {}), "cells": cells})
        rows = [self._sentence(step) for step in self.steps]
        if self.finishes:
            return (flatten, *rows, self._last_sentence())
        return (flatten, *rows[:-1], join([rows[-1], sentence("transpose.done", {})]))

    def _sentence(self, step: TransposedMatrixStep) -> Sentence:
        """Say which cell the row makes, and its sum; entries where the kernel never lies are left out."""
        values = {"row": str(step.row + 1), "cell": name(step.cell), "grid": self.canvas.name}
        total = {"sum": number(step.value)}
        if not step.inputs:
            return sentence("transpose.none", values | total)
        flat, entries = self.example.x.ravel(), self.matrix[:, step.row]
        terms = [
            sentence("matrix.term", {"kernel": factor(entries[m], first=not n), "input": factor(flat[m])})
            for n, m in enumerate(step.inputs)
        ]
        word = "columns" if len(step.inputs) > 1 else "column"
        columns = f"{word}\N{NO-BREAK SPACE}{listed([m + 1 for m in step.inputs])}"
        return sentence("transpose.row", {**values, **total, "columns": columns, "terms": join(terms, " + ")})

    def _last_sentence(self) -> Sentence:
        """Say what the crop window keeps, and where the bias comes in."""
        bias = {"bias": number(self.example.bias)}
        if not self.canvas.cropped:
            return sentence("transpose.bias", bias)
        kept = lines(self.canvas.rows, self.canvas.cols) | bias
        crop = sentence("transpose.kept" if self.example.bias else "transpose.crop", kept)
        return join([sentence("transpose.canvas", {}), crop])


def trace_transposed_matrix(example: Example) -> TransposedMatrixTrace:
    """Trace a transposed convolution as a product with C transposed, a row a step."""
    canvas = Canvas.of(example)
    rows, cols = (replace(axis, padding=0, output_padding=0) for axis in example.transposed_axes)
    matrix = convolution_matrix(example.w[None, None], rows, cols)
    kernel_rows = convolution_matrix(row_numbers(example.w)[None, None], rows, cols)
    steps = tuple(_steps(example, canvas, matrix, kernel_rows))
    return TransposedMatrixTrace(example, canvas, matrix, kernel_rows, steps)


def _steps(example: Example, canvas: Canvas, matrix: Array, kernel_rows: Array) -> Iterator[TransposedMatrixStep]:
    for row, cell in enumerate(np.ndindex(canvas.reached)):
        value = matrix[:, row] @ example.x.ravel()
        inputs = np.flatnonzero(kernel_rows[:, row])
        yield TransposedMatrixStep((cell[0], cell[1]), value.item(), row, tuple(inputs.tolist()))
