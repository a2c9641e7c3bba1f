"""Turn a wide matrix into panels: its columns scroll where they need more room than there is, its numbers stay."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tconv.layout.grid import MARGIN, Box, Table, breadth
from tconv.layout.panels import panel
from tconv.scene import INDEX, SIDE, Change, Mark, Most, Panel

WIDE = 24
"""Width of a page with room, in cells."""


def table(label: str, x: float, y: float, height: int, width: int) -> Table:
    """Make a matrix of small cells."""
    return Table(label, x, y, height, width, SIDE)


def wide_table(
    name: str,
    grid: Table,
    entries: Iterable[Mark],
    changes: Iterable[Change],
    middles: Sequence[float],
    narrow: float,
) -> tuple[Panel, Panel]:
    """Draw a matrix whose columns scroll where it is wider than `narrow`; its label and row numbers stand beside it.

    `middles` has the column, or the place between two, that each step brings to the middle.
    """
    marks = (grid.name(), *grid.placed(grid.row_numbers()))
    beside = panel(
        f"{name}-rows", Box(grid.box.x, grid.box.y, grid.before + breadth(grid.label), grid.box.height), marks
    )
    top = grid.y - INDEX * SIDE
    body = panel(
        name,
        framed(Box(grid.x, top, grid.width * SIDE, grid.bottom - top)),
        (*grid.placed(grid.column_numbers()), *entries),
        changes,
    )
    if body.width > min(narrow, WIDE):
        most = Most((WIDE, body.height), (whole_columns(narrow), body.height))
        body = replace(
            body, most=most, middles=tuple((round((each + 0.5) * SIDE + MARGIN, 2), 0.0) for each in middles)
        )
    return beside, body


def whole_columns(room: float) -> float:
    """Find how wide as many columns are as there is room for, with the line of a frame around them."""
    return round((room + 1e-6) // SIDE * SIDE + 2 * MARGIN, 2)


def framed(box: Box) -> Box:
    """Leave room for the line of a frame around cells that are seen through a window."""
    return Box(box.x - MARGIN, box.y - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN)
