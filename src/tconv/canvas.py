"""Turn an example into its canvas: the grid that stamps are added to, and the crop window on it."""

from dataclasses import dataclass

import numpy as np

from tconv.example import Example
from tconv.window import Array


@dataclass(frozen=True)
class Canvas:
    """Shape of the grid, and the window of it that is the output.

    The grid is the canvas of the formulas and the cells past its end that output padding adds.
    """

    height: int
    width: int
    rows: range
    cols: range
    bias: float

    @property
    def cropped(self) -> bool:
        """Whether the window leaves any cell out, or there is anything but canvas in it."""
        return (len(self.rows), len(self.cols)) != (self.height, self.width)

    @property
    def inside(self) -> Array:
        """Mask of the cells in the window, shape (height, width)."""
        inside = np.zeros((self.height, self.width), bool)
        inside[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop] = True
        return inside

    def start(self, dtype: np.dtype[np.generic]) -> Array:
        """Make the grid before the first stamp: the bias in every cell of the window."""
        return np.where(self.inside, self.bias, 0).astype(dtype)

    def crop(self, grid: Array) -> Array:
        """Cut the output out of a grid of this shape."""
        return grid[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop]


def canvas(example: Example) -> Canvas:
    """Size the canvas of a transposed convolution and place its crop window."""
    rows, cols = (range(axis.padding, axis.padding + axis.output) for axis in example.axes)
    height, width = (max(axis.canvas, axis.padding + axis.output) for axis in example.axes)
    return Canvas(height, width, rows, cols, example.bias)
