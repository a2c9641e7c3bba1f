"""Turn arrays into marks: a grid with its label and the numbers of its rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from tconv.core.arrays import Array
from tconv.scene import Area, Mark, Numbers, Spot
from tconv.words.numbers import numbers

LABEL = 0.75
"""Room above a grid for its label."""
INDEX = 0.6
"""Room beside a grid for the numbers of its rows, and below it for its columns."""
MARGIN = 0.15
"""Room around a scene."""
SIGN = 1.0
"""Room for the sign between two grids."""
SMALL = 0.37
"""Size of words in a figure."""
LETTER = 0.54
"""Width of a letter, in font sizes."""


@dataclass(frozen=True)
class Grid:
    """A rectangle of cells at (x, y), with a label above it."""

    label: str
    x: float
    y: float
    height: int
    width: int

    @property
    def room(self) -> float:
        """How wide its cells or its label are."""
        return max(self.width, breadth(self.label) + MARGIN)

    def spots(self, values: Array, rows: Sequence[int] = (), cols: Sequence[int] = ()) -> tuple[Spot, ...]:
        """Put the values on the grid's cells, or on those of the given rows and columns."""
        places = [(row, col) for row in rows or range(self.height) for col in cols or range(self.width)]
        return tuple(
            (self.x + col, self.y + row, text) for (row, col), text in zip(places, numbers(values), strict=True)
        )

    def blanks(self) -> tuple[Spot, ...]:
        """List the grid's cells, without numbers."""
        return tuple((self.x + col, self.y + row, "") for row in range(self.height) for col in range(self.width))

    def name(self) -> Mark:
        """Write the label above the first cell."""
        return Numbers("label", ((self.x + 0.05, self.y - LABEL / 2, self.label),), size=SMALL)

    def indices(self) -> Mark:
        """Write row numbers at the left, column numbers below."""
        rows = [(self.x - INDEX / 2, self.y + row + 0.5, str(row)) for row in range(self.height)]
        cols = [(self.x + col + 0.5, self.y + self.height + INDEX / 2, str(col)) for col in range(self.width)]
        return Numbers("index", (*rows, *cols), size=0.3)

    def area(self, x: float = 0, y: float = 0, side: float = 1) -> Area:
        """Say where to point at the grid, if it is drawn from (x, y) on with cells of this side."""
        return Area(x + self.x * side, y + self.y * side, side, self.height, self.width)


def breadth(text: str) -> float:
    """Estimate the width of a text, in whole fifths, so that what is centred stays on even places."""
    return ceil(len(text) * LETTER * SMALL * 5) / 5


def wide_enough(width: float, *grids: Grid | None) -> float:
    """Widen a scene that the label of one of its grids would leave."""
    return max(width, *(grid.x + grid.room + MARGIN for grid in grids if grid))
