"""Turn a convolution into a matrix product: flatten the padded input, a row of C for each output cell, reshape."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.core.methods import convolution_matrix
from tconv.core.sizes import ConvolutionAxis, TransposedAxis
from tconv.example import Example
from tconv.trace.base import CellStep, CellTrace
from tconv.trace.window import padded_input, padding_sentences
from tconv.words.numbers import count, factor, listed, number
from tconv.words.places import name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class MatrixStep(CellStep):
    """One row of C: the output cell that it makes, and the columns where the kernel stands."""

    row: int
    columns: tuple[int, ...]


@dataclass(frozen=True)
class ConvolutionMatrixTrace(CellTrace):
    """All rows of the matrix C of a convolution.

    `matrix` is C, shape (output cells, cells of the padded input); `kernel_rows` has the kernel's row
    that an entry of C comes from, counted from 1, and 0 where the kernel never lies.
    """

    view: ClassVar[str] = "matrix"

    steps: tuple[MatrixStep, ...]
    padded: Array
    is_input: Array
    matrix: Array
    kernel_rows: Array

    @property
    def matrix_rows(self) -> dict[int, int]:
        """Map each row of C to its step."""
        return {step.row + 1: step.row + 1 + len(self.preparations) for step in self.steps}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Write the preparations, each row, and after the last row how the sums become a grid."""
        *parts, last = super().sentences
        tall, wide = self.example.output_shape
        reshape = sentence("matrix.reshape", {"rows": str(tall), "columns": str(wide)})
        return (*parts, join([last, reshape]))

    def _sentence(self, at: int) -> Sentence:
        """Say whose row it is, where the kernel's values stand in it, and the sum; places count from 1 here."""
        step, bias, flat = self.steps[at], self.example.bias, self.padded.ravel()
        terms = [
            sentence("matrix.term", {"kernel": factor(self.matrix[step.row, k], first=not n), "input": factor(flat[k])})
            for n, k in enumerate(step.columns)
        ]
        if bias:
            terms.append(sentence("slide.start", {"bias": factor(bias)}))
        values = {"row": str(step.row + 1), "cell": name(step.cell), "columns": listed([k + 1 for k in step.columns])}
        row = sentence("matrix.row" if len(step.columns) > 1 else "matrix.one", values)
        total: dict[str, str | Sentence] = {"terms": join(terms, " + "), "sum": number(step.value)}
        return join([row, sentence("matrix.bias" if bias else "matrix.sum", total)])


def trace_convolution_matrix(example: Example) -> ConvolutionMatrixTrace:
    """Trace a convolution as a product with the matrix C, a row a step."""
    rows, cols = map(_backwards, example.convolution_axes)
    matrix = convolution_matrix(example.w[None, None], rows, cols)
    kernel_rows = convolution_matrix(row_numbers(example.w)[None, None], rows, cols)
    padded, is_input = padded_input(example)
    padding = padding_sentences(example)
    what = sentence("matrix.padded" if padding else "matrix.input", {})
    flatten = sentence("matrix.flatten", {"what": what, "cells": count(padded.size, "cell")})
    steps = tuple(_steps(example, padded, matrix, kernel_rows))
    return ConvolutionMatrixTrace(example, (*padding, flatten), steps, padded, is_input, matrix, kernel_rows)


def row_numbers(kernel: Array) -> Array:
    """Make a kernel of row numbers, from 1: the matrix built of it tells which row an entry comes from."""
    rows: Array = np.indices(kernel.shape)[0] + 1
    return rows


def _backwards(axis: ConvolutionAxis) -> TransposedAxis:
    """Make the axis that leads from this convolution's output back to its padded input.

    C is defined by the transposed convolution. Output padding stands for the cells at the end of the
    padded input that no window reaches.
    """
    unreached = axis.padded - axis.reach - axis.stride * (axis.output - 1)
    return TransposedAxis(axis.output, axis.kernel, axis.stride, 0, unreached, axis.dilation)


def _steps(example: Example, padded: Array, matrix: Array, kernel_rows: Array) -> Iterator[MatrixStep]:
    for row, cell in enumerate(np.ndindex(example.output_shape)):
        columns = np.flatnonzero(kernel_rows[row])
        value = matrix[row] @ padded.ravel() + example.bias
        yield MatrixStep((cell[0], cell[1]), value.item(), row, tuple(columns.tolist()))
