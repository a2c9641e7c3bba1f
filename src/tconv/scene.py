"""What a figure shows, in cell units with y down: marks with roles, no colour and no pixel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal[
    "label",  # the name of a grid
    "index",  # the number of a row or a column
    "sign",
    "note",
    "window-label",
    "empty",  # a cell to be filled
    "bias",  # an output cell that holds the bias alone
    "input",
    "used",  # an input cell whose stamp has landed
    "reading",  # the input cell in use
    "kernel",
    "chosen",  # a kernel cell in use
    "zero",  # a zero that was put between or around input cells
    "factor",  # the kernel value on an input cell
    "idle",  # the kernel value on such a zero
    "sliding",  # around the kernel
    "stamp",
    "product",
    "addend",  # what a stamp adds to a cell
    "landing",  # around a stamp, and what else the step is about
    "output",
    "writing",  # the output cell that the step makes
    "cropped",
    "edge",  # where the canvas ends inside the crop window
    "window",  # the crop window
    "odd",  # an entry from the first, third, ... row of the kernel
    "even",
    "never",  # an entry that the kernel never touches
    "plain",  # an input cell beside a matrix, where colour is for the kernel's rows
    "place",  # the number of a cell in the flattened input
]
"""Says of a mark what it stands for; `output/style.py` says how that looks."""

Spot = tuple[float, float, str]
Part = tuple[float, float, float, float]
"""A rectangle of a scene: x, y, width, height."""

NUMBER = 0.42
"""Size of a number in a cell."""
DROP = 0.1
"""How far a number moves down to leave room for another in the corner of its cell."""
INDEX = 0.6
"""Room beside a grid for the numbers of its rows, and below it for its columns; they can be pointed at."""
STEPPER_PACE = 1.8
"""Seconds a step is shown while the stepper of a page plays; each has a sentence to read."""
FILE_PACE = 1.5
"""Seconds a step is shown in a file that plays by itself."""


class Cells(NamedTuple):
    """Squares of one role, one unit wide: the corner of each, and its number.

    A number stands in the middle, or `drop` lower; if it `dips`, only while the step that writes it is shown.
    """

    role: Role
    spots: tuple[Spot, ...]
    size: float = NUMBER
    room: float = 0.84
    drop: float = 0
    dips: bool = False


class Numbers(NamedTuple):
    """Text of one role, alone: `size` high, made smaller where it is wider than `room`, if given."""

    role: Role
    spots: tuple[Spot, ...]
    size: float = NUMBER
    room: float = 0


class Outline(NamedTuple):
    """A line of one role around a rectangle of cells."""

    role: Role
    x: float
    y: float
    width: float
    height: float


class At(NamedTuple):
    """Marks drawn from (x, y) on, and smaller where `scale` is below 1.

    What looks the same at every step is then written the same, and packs well.
    """

    x: float
    y: float
    marks: "tuple[Mark, ...]"
    scale: float = 1


Mark = Cells | Numbers | Outline | At


class Change(NamedTuple):
    """What one step changes: marks that stay from now on, and marks of this step alone."""

    stays: tuple[Mark, ...]
    now: tuple[Mark, ...]


@dataclass(frozen=True)
class Area:
    """A grid that can be pointed at: its corner, the side of a cell, how many rows and columns."""

    x: float
    y: float
    side: float
    height: int
    width: int


@dataclass(frozen=True)
class Pointing:
    """What a matrix links: an entry of row i and column j that the kernel lies on joins two cells.

    The cells of the grids `rows`, one after another, are the matrix's rows, those of `columns` its
    columns. `links` has the columns, from 0, that the kernel lies on in each row.
    """

    rows: tuple[Area, ...]
    columns: tuple[Area, ...]
    matrices: tuple[Area, ...]
    transposes: tuple[Area, ...]
    links: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Scene:
    """A whole figure: what all steps have in common, then what each step changes.

    `output` is the corner of the output's first cell, and `linked` the output cell that each step of a
    figure of several views tells of: it is outlined in all of them. `parts` are the rectangles that a
    narrow page shows below one another; `pointing` says what a reader can point at.
    """

    title: str
    description: str
    width: float
    height: float
    common: tuple[Mark, ...]
    changes: tuple[Change, ...]
    output: tuple[float, float]
    linked: tuple[tuple[int, int] | None, ...] = ()
    parts: tuple[Part, ...] = ()
    pointing: Pointing | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that are drawn at any step."""
        layers = (self.common, *(marks for change in self.changes for marks in (change.stays, change.now)))
        return frozenset(role for marks in layers for role in _roles(marks))


def _roles(marks: Iterable[Mark]) -> Iterator[Role]:
    """List the roles of marks; cells and numbers without a spot are not drawn."""
    for mark in marks:
        if isinstance(mark, At):
            yield from _roles(mark.marks)
        elif isinstance(mark, Outline) or mark.spots:
            yield mark.role
