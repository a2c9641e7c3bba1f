"""Turn a row of examples.py into grids, axes and the result they lead to."""

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Literal, get_args

import numpy as np

from tconv.core.arguments import pair
from tconv.core.arrays import Array
from tconv.core.ops import conv2d, conv_transpose2d
from tconv.core.sizes import ConvolutionAxis, TransposedAxis

Operation = Literal["transposed", "convolution"]
OPERATIONS: tuple[Operation, ...] = get_args(Operation)

SMALLEST, LARGEST = 1e-5, 10**6
"""Larger or smaller numbers do not fit in a cell. Within these limits sums of integers are exact in float64."""
MAGNITUDE = f"must be 0, or between {SMALLEST:.5f} and {LARGEST:,} in size"

CELLS, SIDE = 2500, 100
"""Most cells of a grid, and most on a side: a larger one is unreadable as a figure, and slow."""


class ExampleError(ValueError):
    """An example whose numbers or views do not fit: names the example, and what would fit."""


@dataclass(frozen=True)
class Example:
    """One operation on one input cell grid and one kernel, one channel each.

    Grids are text, as one writes them on a line: numbers apart by spaces, rows by semicolons.
    """

    name: str
    title: str
    operation: Operation
    input: str
    kernel: str
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)
    output_padding: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)
    bias: float = 0

    def check(self) -> None:
        """Refuse what no figure can be drawn of."""
        if self.operation not in OPERATIONS:
            raise self._error(f"unknown operation {self.operation!r}; there are: {', '.join(OPERATIONS)}")
        try:
            for name, least in (("stride", 1), ("padding", 0), ("output_padding", 0), ("dilation", 1)):
                value = getattr(self, name)
                if pair(name, value, least) != value:
                    raise ValueError(f"{name} must be written as a pair, got {value!r}")
        except (TypeError, ValueError) as error:
            raise self._error(str(error)) from None
        if self.operation == "convolution" and any(self.output_padding):
            raise self._error(f"a convolution has no output padding, got {self.output_padding}")
        if not _fits(self.bias):
            raise self._error(f"bias {MAGNITUDE}, got {self.bias!r}")
        if prod(sizes := self._largest()) > CELLS or max(sizes) > SIDE:
            shape = " × ".join(map(str, sizes))
            most = f"{CELLS:,} cells and {SIDE} on a side are the most"
            raise self._error(f"a grid of {shape} cells is too large for a figure; {most}")
        self.computed()  # the operation refuses settings that do not fit one another, in its own words

    @cached_property
    def x(self) -> Array:
        """The input, shape (H, W)."""
        return self._grid("input", self.input)

    @cached_property
    def w(self) -> Array:
        """The kernel, shape (kH, kW)."""
        return self._grid("kernel", self.kernel)

    @cached_property
    def transposed_axes(self) -> tuple[TransposedAxis, TransposedAxis]:
        """Rows and columns of a transposed convolution."""
        rows, cols = map(
            TransposedAxis,
            self.x.shape,
            self.w.shape,
            self.stride,
            self.padding,
            self.output_padding,
            self.dilation,
        )
        return rows, cols

    @cached_property
    def convolution_axes(self) -> tuple[ConvolutionAxis, ConvolutionAxis]:
        """Rows and columns of a convolution."""
        rows, cols = map(ConvolutionAxis, self.x.shape, self.w.shape, self.stride, self.padding, self.dilation)
        return rows, cols

    @property
    def axes(self) -> tuple[ConvolutionAxis, ConvolutionAxis] | tuple[TransposedAxis, TransposedAxis]:
        """Rows and columns of this example's operation."""
        return self.convolution_axes if self.operation == "convolution" else self.transposed_axes

    @property
    def output_shape(self) -> tuple[int, int]:
        """Height and width of the output, from the sizes alone."""
        rows, cols = self.axes
        return rows.output, cols.output

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """The type that holds input, kernel and bias: every sum of the example is of it."""
        return np.result_type(self.x, self.w, type(self.bias))

    @cached_property
    def y(self) -> Array:
        """The result of the operation, shape (H_out, W_out)."""
        return self.computed()

    def computed(self, method: str | None = None) -> Array:
        """Compute the result; by one of `METHODS`, if the operation has them."""
        x, w, b = (np.asarray(v, self.dtype) for v in (self.x[None, None], self.w[None, None], [self.bias]))
        try:
            if self.operation == "convolution":
                y = conv2d(x, w, b, self.stride, self.padding, self.dilation)
            else:
                y = conv_transpose2d(
                    x,
                    w,
                    b,
                    self.stride,
                    self.padding,
                    self.output_padding,
                    dilation=self.dilation,
                    method=method,
                )
        except (TypeError, ValueError) as error:
            raise self._error(str(error)) from None
        grid: Array = y[0, 0]
        grid.flags.writeable = False
        return grid

    def _largest(self) -> list[int]:
        """Size the largest grid of any view: what the kernel slides over, or the canvas."""
        if self.operation == "convolution":
            return [max(axis.padded, axis.output) for axis in self.convolution_axes]
        return [max(axis.canvas, axis.output + axis.reach - 1) for axis in self.transposed_axes]

    def _grid(self, what: str, text: str) -> Array:
        """Read a grid, or say which row or number is wrong."""
        rows = [row.split() for row in text.split(";")]
        for at, row in enumerate(rows):
            if not row:
                raise self._error(f"row {at} of the {what} {text!r} is empty; write numbers, apart by spaces")
            if len(row) != len(rows[0]):
                raise self._error(
                    f"row {at} of the {what} has length {len(row)}, row 0 has {len(rows[0])}, in {text!r}; "
                    "all rows need the same"
                )
        try:
            values = [[_read(entry) for entry in row] for row in rows]
        except ValueError as error:
            raise self._error(f"the {what} {text!r} is not all numbers: {error}") from None
        for value in (value for row in values for value in row):
            if not _fits(value):
                raise self._error(f"the {what} holds {value}; a number {MAGNITUDE}")
        grid = np.array(values)
        grid.flags.writeable = False
        return grid

    def _error(self, what: str) -> ExampleError:
        return ExampleError(f"example {self.name!r}: {what}")


def _fits(value: float) -> bool:
    return value == 0 or SMALLEST <= abs(value) <= LARGEST


def _read(entry: str) -> float:
    """Read a number: exactly, if it is written as an integer."""
    try:
        return int(entry)
    except ValueError:
        return float(entry)
