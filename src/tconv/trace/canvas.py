"""Turn an example into its canvas: the grid that stamps are added to, and the crop window on it."""

from dataclasses import dataclass

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example


@dataclass(frozen=True)
class Canvas:
    """The grid that holds the canvas and the crop window, which may go past the canvas's end.

    `reached` is the canvas itself: its cells are those that a stamp can land on. `rows` and `cols`
    are the window's, counted on the grid.
    """

    height: int
    width: int
    reached: tuple[int, int]
    rows: range
    cols: range
    bias: float

    @property
    def cropped(self) -> bool:
        """Whether the output is anything else than the whole canvas."""
        return (self.rows, self.cols) != (range(self.reached[0]), range(self.reached[1]))

    @property
    def name(self) -> str:
        """The grid's word: it is called the output where nothing is cropped."""
        return "canvas" if self.cropped else "output"

    @property
    def beyond(self) -> bool:
        """Whether the window goes past the canvas's end."""
        return (self.height, self.width) != self.reached

    @property
    def drawn(self) -> Array:
        """Mask of the cells on the canvas or in the window, shape (height, width)."""
        drawn = self.inside
        drawn[: self.reached[0], : self.reached[1]] = True
        return drawn

    @property
    def inside(self) -> Array:
        """Mask of the cells in the window, shape (height, width)."""
        inside = np.zeros((self.height, self.width), bool)
        inside[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop] = True
        return inside

    def start(self, dtype: np.dtype[np.generic]) -> Array:
        """Make the grid before the first stamp: the bias in every cell of the window."""
        return np.where(self.inside, self.bias, 0).astype(dtype)

    def output_cell(self, cell: tuple[int, int]) -> tuple[int, int] | None:
        """Name a cell of the grid as a cell of the output, if it is in the window."""
        if cell[0] not in self.rows or cell[1] not in self.cols:
            return None
        return cell[0] - self.rows.start, cell[1] - self.cols.start

    def crop(self, grid: Array) -> Array:
        """Cut the output out of a grid of this shape."""
        return grid[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop]


def canvas(example: Example) -> Canvas:
    """Size the canvas of a transposed convolution and place its crop window."""
    rows, cols = (range(axis.padding, axis.padding + axis.output) for axis in example.axes)
    height, width = (max(axis.canvas, axis.padding + axis.output) for axis in example.axes)
    reached = example.axes[0].canvas, example.axes[1].canvas
    return Canvas(height, width, reached, rows, cols, example.bias)
