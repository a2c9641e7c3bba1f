"""Turn a row of examples.py into grids, axes and the result they lead to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tconv.ops import conv2d, conv_transpose2d
from tconv.sizes import ConvolutionAxis, TransposedAxis
from tconv.window import Array

VIEWS = {"transposed": ("scatter",), "convolution": ()}


class ExampleError(ValueError):
    """An example whose numbers or views do not fit: names the example, and what would fit."""


@dataclass(frozen=True)
class Example:
    """One operation on one input cell grid and one kernel, one channel each.

    Grids are text, as one writes them on a line: numbers apart by spaces, rows by semicolons.
    """

    name: str
    title: str
    operation: str
    input: str
    kernel: str
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)
    output_padding: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)
    bias: float = 0

    @cached_property
    def x(self) -> Array:
        """The input, shape (H, W)."""
        return self._grid("input", self.input)

    @cached_property
    def w(self) -> Array:
        """The kernel, shape (kH, kW)."""
        return self._grid("kernel", self.kernel)

    @cached_property
    def axes(self) -> tuple[TransposedAxis, TransposedAxis]:
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

    @cached_property
    def y(self) -> Array:
        """The result of the operation, shape (H_out, W_out)."""
        return self.computed()

    def computed(self, method: str | None = None) -> Array:
        """Compute the result; by one of `METHODS`, if the operation has them."""
        dtype = np.result_type(self.x, self.w, type(self.bias))
        x, w, b = (np.asarray(v, dtype) for v in (self.x[None, None], self.w[None, None], [self.bias]))
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
            raise ExampleError(f"example {self.name!r}: {error}") from None
        grid: Array = y[0, 0]
        grid.flags.writeable = False
        return grid

    def _grid(self, what: str, text: str) -> Array:
        rows = [row.split() for row in text.split(";")]
        for at, row in enumerate(rows):
            if len(row) != len(rows[0]) or not row:
                raise ExampleError(
                    f"example {self.name!r}: row {at} of the {what} has {len(row)} numbers, "
                    f"row 0 has {len(rows[0])}, in {text!r}; all rows need the same, at least 1"
                )
        try:
            values = np.array([[float(entry) for entry in row] for row in rows])
        except ValueError as error:
            raise ExampleError(f"example {self.name!r}: the {what} {text!r} is not all numbers: {error}") from None
        if not np.isfinite(values).all():
            raise ExampleError(f"example {self.name!r}: the {what} {text!r} holds a value that is not finite")
        grid = values.astype(np.int64) if (values == np.rint(values)).all() else values
        grid.flags.writeable = False
        return grid
