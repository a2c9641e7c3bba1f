"""Turn an example into its canvas: the grid that stamps are added to, and the crop window on it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example


@dataclass(frozen=True)
class Canvas:
    """A grid that holds the canvas and the crop window, which may go past the canvas's end.

    `reached`: height and width of the canvas proper, the cells that a stamp can land on. The grid is
    larger only if the crop window ends beyond it. `rows` and `cols` are the window's, on the grid.
    """

    height: int
    width: int
    reached: tuple[int, int]
    rows: range
    cols: range
    bias: float
    dtype: np.dtype[np.generic]

    @classmethod
    def of(cls, example: Example) -> "Canvas":
        """Size the canvas of a transposed convolution and place its crop window."""
        down, across = example.transposed_axes
        rows, cols = (range(axis.padding, axis.padding + axis.output) for axis in (down, across))
        height, width = max(down.canvas, rows.stop), max(across.canvas, cols.stop)
        return cls(height, width, (down.canvas, across.canvas), rows, cols, example.bias, example.dtype)

    @property
    def cropped(self) -> bool:
        """Tell whether the output is anything else than the whole canvas."""
        return (self.rows, self.cols) != (range(self.reached[0]), range(self.reached[1]))

    @property
    def name(self) -> str:
        """Name the grid for a reader: it is the output itself where nothing is cropped."""
        return "canvas" if self.cropped else "output"

    @property
    def beyond(self) -> bool:
        """Tell whether the window goes past the canvas's end."""
        return (self.height, self.width) != self.reached

    @cached_property
    def drawn(self) -> Array:
        """Mask the cells on the canvas or in the window, shape (height, width)."""
        drawn = self.inside.copy()
        drawn[: self.reached[0], : self.reached[1]] = True
        return drawn

    @cached_property
    def inside(self) -> Array:
        """Mask the cells in the window, shape (height, width)."""
        inside = np.zeros((self.height, self.width), bool)
        inside[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop] = True
        return inside

    @cached_property
    def start(self) -> Array:
        """Make the grid before the first stamp: the bias in every cell of the window."""
        return np.where(self.inside, self.bias, 0).astype(self.dtype)

    def output_cell(self, cell: tuple[int, int]) -> tuple[int, int] | None:
        """Name a cell of the grid as a cell of the output, if it is in the window."""
        if cell[0] not in self.rows or cell[1] not in self.cols:
            return None
        return cell[0] - self.rows.start, cell[1] - self.cols.start

    def grid_cell(self, cell: tuple[int, int]) -> tuple[int, int]:
        """Name a cell of the output as a cell of the grid."""
        return cell[0] + self.rows.start, cell[1] + self.cols.start

    def crop(self, grid: Array) -> Array:
        """Cut the output out of a grid of this shape."""
        return grid[self.rows.start : self.rows.stop, self.cols.start : self.cols.stop]
