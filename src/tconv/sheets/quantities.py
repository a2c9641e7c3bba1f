"""Turn an example into the quantities that a sheet can show: their numbers, and the pens that fit each cell."""

from dataclasses import dataclass

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.convolution_matrix import row_numbers, trace_convolution_matrix
from tconv.trace.transposed_matrix import trace_transposed_matrix

SETTINGS = ("kernel size", "stride", "padding")
"""Quantities that are a pair of numbers; of two equal ones, one may be written."""

PLAIN = frozenset({"blue"})
_KERNEL_ROWS = (frozenset({"red"}), frozenset({"blue", "on yellow"}), frozenset({"blue", "on green"}))
"""The pens of a matrix entry, by the kernel row that it comes from: none, the first, the second."""


@dataclass(frozen=True)
class Quantity:
    """The numbers of a quantity, shape (rows, columns), and the pens that may have written each of them.

    A `vector` has one column, and may be written as a row.
    """

    numbers: Array
    pens: tuple[tuple[frozenset[str], ...], ...]
    vector: bool = False


def quantities(example: Example) -> dict[str, Quantity]:
    """Compute what a sheet about the example can show.

    The marks are those of the kernel's first two rows, yellow and green, on the first window: in the kernel, in
    the input, and in the matrix, where red is an entry that the kernel never touches. Further rows have no mark.
    """
    settings = (example.w.shape, example.stride, example.padding)
    found = {
        **{name: _plain(np.array([pair])) for name, pair in zip(SETTINGS, settings, strict=True)},
        "kernel": _marked(example.w, row_numbers(example.w)),
        "flattened input": _vector(example.x),
        "flattened output": _vector(example.y),
        "output": _plain(example.y),
    }
    if example.operation == "convolution":
        trace = trace_convolution_matrix(example)
        first = trace.kernel_rows[0].reshape(trace.padded.shape)
        found["input"] = _marked(example.x, first)
        found["matrix"] = Quantity(trace.matrix, _pens(trace.kernel_rows))
    else:
        transposed = trace_transposed_matrix(example)
        found["input"] = _plain(example.x)
        found["transposed matrix"] = Quantity(transposed.matrix.T, _pens(transposed.kernel_rows.T))
    return found


def _plain(numbers: Array) -> Quantity:
    return Quantity(numbers, tuple((PLAIN,) * numbers.shape[1] for _ in numbers))


def _vector(numbers: Array) -> Quantity:
    return Quantity(numbers.reshape(-1, 1), ((PLAIN,),) * numbers.size, vector=True)


def _marked(numbers: Array, kernel_rows: Array) -> Quantity:
    """Let the cells under each kernel row have its highlighter, and no others."""
    marks = (PLAIN, frozenset({"on yellow"}), frozenset({"on green"}))
    return Quantity(numbers, _pens(kernel_rows, marks))


def _pens(
    kernel_rows: Array, of_rows: tuple[frozenset[str], ...] = _KERNEL_ROWS
) -> tuple[tuple[frozenset[str], ...], ...]:
    """Give each cell the pens of the kernel row that lies on it, and a row beyond those no mark."""
    pens = (*of_rows, PLAIN)
    return tuple(tuple(pens[min(int(each), len(of_rows))] for each in row) for row in kernel_rows)
