"""What a figure shows, in cell units with y down: marks with roles, no colour and no pixel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Role = Literal[
    "label",  # the name of a grid
    "index",  # the number of a row or a column
    "sign",
    "note",
    "empty",  # a cell to be filled
    "bias",  # an output cell that holds the bias alone
    "input",
    "used",  # an input cell whose stamp has landed
    "reading",  # the input cell in use
    "hole",  # where a cell was that is lifted out of the input
    "lift",  # leads from there to the lifted cell
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
    "ribbon",  # from a stamp to where it lands
    "output",
    "writing",  # the output cell that the step makes
    "cropped",
    "edge",  # where the canvas ends inside the crop window
    "window",  # the crop window
    "row-1",  # a value of the kernel's first, fourth, ... row, where its rows are told apart
    "row-2",
    "row-3",
    "never",  # an entry that the kernel never touches
    "place",  # the number of a cell in the flattened input
]
"""Says of a mark what it stands for; `output/style.py` says how that looks."""

Spot = tuple[float, float, str]

NUMBER = 0.42
"""Size of a number in a cell."""
CORNER = 0.32
"""Size of a number in the corner of a cell: 11 pixels in a cell of 36."""
DROP = 0.14
"""How far a number moves down to leave room for another in the corner of its cell."""
INDEX = 0.5
"""Room beside a grid for the numbers of its rows, and above it for its columns; they can be pointed at."""
SIDE = 0.8
"""Side of a matrix's cell, in cells: the matrices have many."""
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


class Arc(NamedTuple):
    """An arrow of one role that goes straight down from (x, y) to `foot`, hangs in a curve `sag` deep, and comes up."""

    role: Role
    x: float
    y: float
    foot: float
    to_x: float
    to_y: float
    sag: float


class Ribbon(NamedTuple):
    """A band of one role between two level edges: from x, y and width to another place."""

    role: Role
    x: float
    y: float
    width: float
    to_x: float
    to_y: float
    to_width: float


class At(NamedTuple):
    """Marks drawn from (x, y) on, and smaller where `scale` is below 1.

    What looks the same at every step is then written the same, and packs well.
    """

    x: float
    y: float
    marks: "tuple[Mark, ...]"
    scale: float = 1


Mark = Cells | Numbers | Outline | Arc | Ribbon | At


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


class Most(NamedTuple):
    """How much of a panel is seen at once, in units of the scene: width and height."""

    wide: tuple[float, float]
    narrow: tuple[float, float]


@dataclass(frozen=True)
class Panel:
    """A window of a scene, which a page places by itself: what all steps have in common there, then what each changes.

    What all have in common and no step covers is drawn `over` the rest.

    Its marks count in the units of the scene, in which it lies at (x, y). A page shows it at `wide`, its place in the
    scene if none is given; on a narrow page it stands at `narrow`, its cells `scale` times as large as a cell there,
    and without a place it is not shown. Of a panel with `most` no more than this width and height is seen at once:
    where there is room, and on a narrow page. Each step brings one of its `middles`, from the panel's corner on, to the
    middle of what is seen.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    common: tuple[Mark, ...] = ()
    changes: tuple[Change, ...] = ()
    over: tuple[Mark, ...] = ()
    wide: tuple[float, float] | None = None
    narrow: tuple[float, float] | None = None
    scale: float = 1
    most: Most | None = None
    middles: tuple[tuple[float, float], ...] = ()

    def seen(self, narrow: bool) -> tuple[float, float]:
        """Find how much of it is seen at once, on a narrow page or on another: width and height."""
        if self.most is None:
            return self.width, self.height
        most = self.most.narrow if narrow else self.most.wide
        return min(self.width, most[0]), min(self.height, most[1])

    def holds(self, place: tuple[float, float]) -> bool:
        """Tell whether a point of the scene lies in the panel."""
        return self.x <= place[0] < self.x + self.width and self.y <= place[1] < self.y + self.height


@dataclass(frozen=True)
class Scene:
    """A whole figure: its panels, as they lie where there is room, and on a narrow page.

    `output` is the corner of the output's first cell, and `linked` the output cell that each step of a
    figure of several views tells of: it is outlined in all of them. `wide` and `narrow` are the sizes of the
    scene on a page with room and on a narrow one, in cells. `pointing` says what a reader can point at, and
    `aside` is the size of its empty lower left corner, if it has one that words fit into.
    """

    title: str
    description: str
    width: float
    height: float
    panels: tuple[Panel, ...]
    output: tuple[float, float]
    wide: tuple[float, float]
    narrow: tuple[float, float]
    linked: tuple[tuple[int, int] | None, ...] = ()
    pointing: Pointing | None = None
    aside: tuple[float, float] | None = None

    @property
    def common(self) -> tuple[Mark, ...]:
        """The marks that all steps have in common, in the order they are painted."""
        return tuple(mark for panel in self.panels for mark in panel.common)

    @property
    def over(self) -> tuple[Mark, ...]:
        """The marks that are painted last, at every step."""
        return tuple(mark for panel in self.panels for mark in panel.over)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What each step changes, in all panels."""
        return tuple(
            Change(*(tuple(mark for change in panels for mark in change[at]) for at in (0, 1)))
            for panels in zip(*(panel.changes for panel in self.panels if panel.changes), strict=True)
        )

    def redrawn(self, common: tuple[Mark, ...], changes: tuple[Change, ...]) -> "Scene":
        """Draw other marks below those that are over all, in one panel."""
        return replace(self, panels=(Panel("whole", 0, 0, self.width, self.height, common, changes, self.over),))

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that are drawn at any step."""
        layers = (self.common, self.over, *(marks for change in self.changes for marks in change))
        return frozenset(role for marks in layers for role in _roles(marks))


def _roles(marks: Iterable[Mark]) -> Iterator[Role]:
    """List the roles of marks; cells and numbers without a spot are not drawn."""
    for mark in marks:
        if isinstance(mark, At):
            yield from _roles(mark.marks)
        elif not isinstance(mark, Cells | Numbers) or mark.spots:
            yield mark.role
