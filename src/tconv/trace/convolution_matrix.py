"""The convolution as a matrix: flatten the padded input, one row of C for each output cell, multiply, reshape."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tconv.core.arrays import Array
from tconv.core.methods import convolution_matrix
from tconv.core.sizes import TransposedAxis
from tconv.example import Example
from tconv.trace.base import Cell
from tconv.trace.sliding import padded, padding
from tconv.words.numbers import count, factor, listed, number
from tconv.words.places import name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class MatrixStep:
    """One row of C: the output cell it belongs to, the columns where the kernel stands, the row's sum."""

    cell: Cell
    row: int
    columns: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class MatrixTrace:
    """All steps of the matrix view of a convolution.

    `matrix` is C, shape (output cells, cells of the padded input); `kernel_rows` has the kernel's row
    that an entry of C comes from, counted from 1, and 0 where the kernel never lies.
    """

    example: Example
    ground: Array
    given: Array
    matrix: Array
    kernel_rows: Array
    preparations: tuple[Sentence, ...]
    steps: tuple[MatrixStep, ...]

    @property
    def view(self) -> str:
        """The name of the view."""
        return "matrix"

    @property
    def result(self) -> Array:
        """The sums of all rows, as a grid, shape (H_out, W_out)."""
        return np.array([step.value for step in self.steps], self.example.y.dtype).reshape(self.example.y.shape)

    @property
    def tells(self) -> tuple[Cell | None, ...]:
        """The output cell that each step tells of."""
        return (*(None for _ in self.preparations), *(step.cell for step in self.steps))

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that computes an output cell."""
        return self.tells.index(cell) + 1

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each preparation and each step says."""
        told = [_tell(step, self) for step in self.steps]
        tall, wide = self.example.y.shape
        told[-1] = join([told[-1], sentence("matrix.reshape", {"rows": str(tall), "columns": str(wide)})])
        return (*self.preparations, *told)


def matrix(example: Example) -> MatrixTrace:
    """Trace a convolution as a product with the matrix C, a row a step."""
    rows, cols = example.convolution_axes
    axes = [
        TransposedAxis(a.output, a.kernel, a.stride, 0, a.padded - a.reach - a.stride * (a.output - 1), a.dilation)
        for a in (rows, cols)
    ]
    c = convolution_matrix(example.w[None, None], *axes)
    kernel_rows = convolution_matrix(row_numbers(example.w)[None, None], *axes)
    ground, given = padded(example)
    put = padding(example)
    what = sentence("matrix.padded" if put else "matrix.input", {})
    preparations = (*put, sentence("matrix.flatten", {"what": what, "cells": count(ground.size, "cell")}))
    return MatrixTrace(
        example, ground, given, c, kernel_rows, preparations, tuple(_steps(example, ground, c, kernel_rows))
    )


def row_numbers(kernel: Array) -> Array:
    """Find the row of each of the kernel's values, counted from 1."""
    rows: Array = np.indices(kernel.shape)[0] + 1
    return rows


def _steps(example: Example, ground: Array, c: Array, kernel_rows: Array) -> Iterator[MatrixStep]:
    for row, cell in enumerate(np.ndindex(example.y.shape)):
        columns = np.flatnonzero(kernel_rows[row])
        value = c[row] @ ground.ravel() + example.bias
        yield MatrixStep((cell[0], cell[1]), row, tuple(columns.tolist()), value.item())


def _tell(step: MatrixStep, trace: MatrixTrace) -> Sentence:
    """Say whose row it is, where the kernel's values stand in it, and the sum; places count from 1 here."""
    flat = trace.ground.ravel()
    terms = [
        sentence("matrix.term", {"kernel": factor(trace.matrix[step.row, k], first=not n), "input": factor(flat[k])})
        for n, k in enumerate(step.columns)
    ]
    if trace.example.bias:
        terms.append(sentence("slide.start", {"bias": factor(trace.example.bias)}))
    values = {"row": str(step.row + 1), "cell": name(step.cell), "columns": listed([k + 1 for k in step.columns])}
    laid = sentence("matrix.row" if len(step.columns) > 1 else "matrix.one", values)
    total: dict[str, str | Sentence] = {"terms": join(terms, " + "), "sum": number(step.value)}
    return join([laid, sentence("matrix.bias" if trace.example.bias else "matrix.sum", total)])
