"""Turn arrays into marks: a grid that knows where it stands and how large its cells are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, product
from math import ceil
from typing import NamedTuple

from tconv.core.arrays import Array
from tconv.scene import CORNER, INDEX, Area, At, Cells, Mark, Numbers, Outline, Role, Spot
from tconv.words.numbers import numbers

LABEL = 0.5
"""Room above a grid, and above the numbers of its columns, for its label."""
MARGIN = 0.06
"""Room around a scene: half the width of a frame's line, and more."""
SIGN = 0.6
"""Room for the sign between two grids."""
SMALL = 0.33
"""Size of words in a figure."""
COUNT = 0.28
"""Size of the numbers of rows and columns, in a grid's cells."""
LETTER = 0.54
"""Width of a letter, in font sizes."""


class Box(NamedTuple):
    """A rectangle of a scene: x, y, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, down."""
        return self.y + self.height


@dataclass(frozen=True)
class Grid:
    """A rectangle of cells with a label above it, and numbers at its rows and columns if it is `numbered`.

    Its corner (x, y) and the `side` of a cell are in units of the scene. Cells of side 1 are drawn where
    they stand in the scene; a grid of other cells counts in these, from its own corner, and `placed` brings
    its marks into the scene.
    """

    label: str
    x: float
    y: float
    height: int
    width: int
    side: float = 1
    numbered: bool = False

    @property
    def above(self) -> float:
        """How much room its label and the numbers of its columns take above it."""
        return (LABEL if self.label else 0) + self.before

    @property
    def before(self) -> float:
        """How much room the numbers of its rows take before it."""
        return INDEX * self.side if self.numbered else 0

    @property
    def room(self) -> float:
        """How wide its cells or its label are."""
        return max(self.width * self.side, breadth(self.label) if self.label else 0)

    @property
    def right(self) -> float:
        """Where its last column ends."""
        return self.x + self.width * self.side

    @property
    def bottom(self) -> float:
        """Where its last row ends."""
        return self.y + self.height * self.side

    @property
    def middle(self) -> float:
        """How far down the middle of its rows lies."""
        return self.y + self.height * self.side / 2

    @property
    def origin(self) -> tuple[float, float]:
        """Where its marks count from."""
        return (self.x, self.y) if self.side == 1 else (0, 0)

    @property
    def area(self) -> Area:
        """Say where to point at the grid."""
        return Area(self.x, self.y, self.side, self.height, self.width)

    @property
    def outline(self) -> tuple[float, float, float, float]:
        """Outline the whole grid: x, y, width and height for an outline."""
        return (*self.origin, self.width, self.height)

    @property
    def box(self) -> Box:
        """Bound the grid, its label and its numbers."""
        return Box(
            self.x - self.before,
            self.y - self.above,
            self.room + self.before,
            self.height * self.side + self.above,
        )

    def cell(self, place: tuple[int, int], *marks: Mark) -> At:
        """Draw marks on one cell, from its corner on."""
        row, col = place
        return At(self.x + col * self.side, self.y + row * self.side, marks, self.side)

    def placed(self, *marks: Mark) -> tuple[Mark, ...]:
        """Bring marks that count in this grid's cells into the scene."""
        return marks if self.side == 1 else (At(self.x, self.y, marks, self.side),)

    def spots(self, values: Array, rows: Sequence[int] = (), cols: Sequence[int] = ()) -> tuple[Spot, ...]:
        """Put the values on the grid's cells, or on those of the given rows and columns."""
        return tuple((x, y, text) for (x, y), text in zip(self._corners(rows, cols), numbers(values), strict=True))

    def blanks(self) -> tuple[Spot, ...]:
        """List the grid's cells, without numbers."""
        return tuple((x, y, "") for x, y in self._corners((), ()))

    def where(self, mask: Array, values: Array | None = None) -> tuple[Spot, ...]:
        """List the cells where a mask is true, with the values there, if given."""
        return tuple(compress(self.blanks() if values is None else self.spots(values), mask.ravel()))

    def name(self) -> Mark:
        """Write the label above the first cell, and above the numbers of the columns."""
        place = (self.x + 0.05, self.y - self.before - LABEL / 2, self.label)
        return Numbers("label", (place,), size=SMALL)

    def indices(self) -> Mark:
        """Write row numbers at the left, column numbers above, from 0."""
        rows = [(self.x - INDEX / 2, self.y + row + 0.5, str(row)) for row in range(self.height)]
        cols = [(self.x + col + 0.5, self.y - INDEX / 2, str(col)) for col in range(self.width)]
        return Numbers("index", (*rows, *cols), size=COUNT)

    def _corners(self, rows: Sequence[int], cols: Sequence[int]) -> Iterator[tuple[float, float]]:
        x, y = self.origin
        return ((x + col, y + row) for row, col in product(rows or range(self.height), cols or range(self.width)))


def numbered(label: str, x: float, y: float, shape: tuple[int, ...]) -> Grid:
    """Make a grid of this height and width whose rows and columns are numbered from 0."""
    height, width = shape
    return Grid(label, x, y, height, width, numbered=True)


@dataclass(frozen=True)
class Table(Grid):
    """A matrix: its rows and columns are numbered from 1, at the left and above; its entries show the kernel's rows.

    `zero_size` is the size, in its own cells, of the zeros where the kernel never lies.
    """

    numbered: bool = True
    zero_size: float = 0.4

    def row_numbers(self) -> Numbers:
        """Write the numbers of the rows."""
        x, y = self.origin
        return Numbers("index", tuple((x - INDEX / 2, y + row + 0.5, str(row + 1)) for row in range(self.height)), 0.35)

    def column_numbers(self) -> Numbers:
        """Write the numbers of the columns."""
        x, y = self.origin
        return Numbers("index", tuple((x + col + 0.5, y - INDEX / 2, str(col + 1)) for col in range(self.width)), 0.35)

    def row(self, at: int, *marks: Mark) -> At:
        """Draw marks on one row, from its first cell on."""
        return self.cell((at, 0), *marks)

    def entries(self, values: Array, kernel_rows: Array) -> tuple[Mark, ...]:
        """Draw rows of entries from (0, 0) on: what the kernel's rows put there, and zeros where it never lies."""
        spots = [(float(col), float(row), text) for (row, col), text in _texts(values)]
        lies = kernel_rows.ravel() > 0
        never = tuple((x + 0.5, y + 0.5, "0") for x, y, _ in compress(spots, ~lies))
        marks = by_row(compress(spots, lies), kernel_rows[kernel_rows > 0])
        return (*marks, Numbers("never", never, size=self.zero_size))

    def row_outline(self) -> Outline:
        """Outline one row, from its first cell on."""
        return Outline("landing", 0, 0, self.width, 1)

    def column_outline(self) -> Outline:
        """Outline one column, from its first cell on."""
        return Outline("landing", 0, 0, 1, self.height)


KERNEL_ROWS: tuple[Role, ...] = ("row-1", "row-2", "row-3")
"""The roles of the kernel's rows where they are told apart; the fourth looks like the first."""


def by_row(spots: Iterable[Spot], rows: Array) -> list[Cells]:
    """Give the cells of each row of the kernel a mark that tells it from its neighbours; `rows` counts from 1."""
    spots = tuple(spots)
    role = (rows.ravel() - 1) % len(KERNEL_ROWS)
    marks = [Cells(name, tuple(compress(spots, role == at))) for at, name in enumerate(KERNEL_ROWS)]
    return [mark for mark in marks if mark.spots]


def corners(role: Role, texts: Iterable[Spot]) -> At:
    """Write numbers in the upper right corners of cells, which leaves the middle to another number.

    Their lines count from where those of numbers in the middle are, and are moved together: so both are written alike.
    """
    spots = tuple((x + 0.5, y + 0.53, text) for x, y, text in texts)
    return At(0.42, -0.3, (Numbers(role, spots, size=CORNER, room=0.85),))


def sign(text: str, x: float, y: float, size: float = 0.5) -> Numbers:
    """Write a sign between two grids, its middle at (x, y)."""
    return Numbers("sign", ((x, y, text),), size=size)


def breadth(text: str) -> float:
    """Estimate a text's width, rounded up to 0.2 so that centred grids keep short coordinates."""
    return ceil(len(text) * LETTER * SMALL * 5) / 5


def bounds(*boxes: Box) -> Box:
    """Bound several rectangles."""
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _texts(values: Array) -> Iterator[tuple[tuple[int, int], str]]:
    rows, cols = values.shape
    return zip(product(range(rows), range(cols)), numbers(values), strict=True)
