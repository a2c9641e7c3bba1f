"""Join the panels of a view into its scene, and place them once more for a narrow page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import add
from typing import NamedTuple

from tconv.layout.grid import MARGIN, SIGN, Box, Grid, bounds, sign
from tconv.scene import Cells, Change, Mark, Panel, Pointing, Scene
from tconv.trace.base import Trace

NARROW = 9.25
"""Width of a narrow page, in its cells."""
NARROWEST = 10.3
"""Width of a narrow page in its smallest cells, in which the number in a corner can still be read."""
FIT = 0.76
"""Width over height of what a narrow page shows at once beside header, controls and sentence."""
BESIDE = 0.2
"""Room between two blocks of a narrow page that stand side by side."""
BELOW = 0.2
"""Room between two blocks of a narrow page that stand below one another."""

NOTHING = Change((), ())


class Block(NamedTuple):
    """Panels that keep their places to one another on a narrow page, there `scale` times as large as in the scene."""

    panels: tuple[Panel, ...]
    scale: float = 1

    @property
    def box(self) -> Box:
        """Bound what is seen of the panels at once, in units of the scene."""
        return bounds(*map(_seen, self.panels))

    @property
    def width(self) -> float:
        """How wide it is on a narrow page."""
        return self.box.width * self.scale

    @property
    def height(self) -> float:
        """How high it is on a narrow page."""
        return self.box.height * self.scale


Column = Sequence[Block]
"""Blocks that stand below one another."""


def panel(
    name: str, box: Box, common: Iterable[Mark] = (), changes: Iterable[Change] = (), over: Iterable[Mark] = ()
) -> Panel:
    """Make the panel of this rectangle."""
    return Panel(name, *box, tuple(common), tuple(changes), tuple(over))


def filled(name: str, grid: Grid, changes: Iterable[Change]) -> Panel:
    """Make the panel of a grid that is empty until the steps fill it, with an arrow that leads to it."""
    x, y, width, height = grid.box
    arrow = sign("→", x - SIGN / 2, grid.middle)
    given = (grid.name(), grid.indices(), arrow, Cells("empty", grid.blanks()))
    return panel(name, Box(x - SIGN, y, width + SIGN, height), given, changes)


def compose(
    trace: Trace,
    blocks: Sequence[Block],
    *,
    idea: str,
    output: tuple[float, float],
    pointing: Pointing | None = None,
    wide_only: Sequence[Panel] = (),
    room: float = NARROWEST,
) -> Scene:
    """Make the scene of a trace: `idea` says what its steps do, `output` is the corner of the output's first cell.

    The panels of `wide_only` lie behind the others, and are left out of a narrow page.
    """
    return scene(
        blocks,
        title=f"{trace.example.title}: {trace.view}",
        description=f"In {len(trace.tells)} steps, {idea}",
        output=output,
        pointing=pointing,
        wide_only=wide_only,
        room=room,
    )


def scene(
    blocks: Sequence[Block],
    *,
    title: str,
    description: str,
    output: tuple[float, float],
    pointing: Pointing | None = None,
    wide_only: Sequence[Panel] = (),
    room: float = NARROWEST,
) -> Scene:
    """Make a scene of blocks: as large as they are, with a place for each on a narrow page of that `room`."""
    placed, narrow = flowed(blocks, room)
    panels = (*wide_only, *placed)
    whole = bounds(*(Box(each.x, each.y, each.width, each.height) for each in panels))
    seen = bounds(*(Box(*(each.wide or (each.x, each.y)), *each.seen(narrow=False)) for each in panels))
    return Scene(
        title=title,
        description=description,
        width=round(whole.right + MARGIN, 2),
        height=round(whole.bottom + MARGIN, 2),
        panels=panels,
        output=output,
        wide=(round(seen.right + MARGIN, 2), round(seen.bottom + MARGIN, 2)),
        narrow=narrow,
        pointing=pointing,
    )


def flowed(blocks: Sequence[Block], room: float) -> tuple[list[Panel], tuple[float, float]]:
    """Place blocks as text is read: beside one another while there is room, then below.

    A block may also stand below a low neighbour of a tall block. Columns that stand on one line of the scene stay on
    one level, others are centred on their line, and each line is centred. What is too high for the page is as wide as
    there is room, so that its cells are smaller.
    """
    lines: list[list[list[Block]]] = []
    for block in blocks:
        line = lines[-1] if lines else []
        if line and _breadth([*line, [block]]) <= room:
            line.append([block])
        elif len(line) > 1 and _stacks(line, block, room):
            line[-1].append(block)
        else:
            lines.append([[block]])
    heights = (max(map(add, _levels(line), map(_height, line))) for line in lines)
    width = max(*map(_breadth, lines), min(room, FIT * sum(heights, BELOW * (len(lines) - 1))))
    top = 0.0
    placed: list[Panel] = []
    for line in lines:
        left, levels = (width - _breadth(line)) / 2, _levels(line)
        for column, level in zip(line, levels, strict=True):
            down = top + level
            for block in column:
                placed += _moved(block, left, down)
                down += block.height + BELOW
            left += _breadth([column]) + BESIDE
        top += max(map(add, levels, map(_height, line))) + BELOW
    return placed, (round(width, 2), round(top - BELOW, 2))


def _stacks(line: Sequence[Column], block: Block, room: float) -> bool:
    """Tell whether a block fits below the last column of a line, which then grows by three quarters of it at most."""
    *_, last = line
    grown = _height([*last, block]) - max(map(_height, line))
    return grown <= block.height * 0.75 and _breadth([*line[:-1], [*last, block]]) <= room


def _levels(line: Sequence[Column]) -> list[float]:
    """Find how far down each column of a line stands in it."""
    boxes = [column[0].box for column in line]
    if all(len(column) == 1 for column in line) and max(box.y for box in boxes) < min(box.bottom for box in boxes):
        top = min(box.y for box in boxes)
        return [(box.y - top) * column[0].scale for box, column in zip(boxes, line, strict=True)]
    heights = [_height(column) for column in line]
    return [(max(heights) - height) / 2 for height in heights]


def _moved(block: Block, left: float, top: float) -> list[Panel]:
    """Place the panels of a block on a narrow page, the corner of the block at (left, top)."""
    box, scale = block.box, block.scale
    return [
        replace(each, narrow=(left + (each.x - box.x) * scale, top + (each.y - box.y) * scale), scale=scale)
        for each in block.panels
    ]


def _height(column: Column) -> float:
    return sum(block.height for block in column) + BELOW * (len(column) - 1)


def _breadth(line: Sequence[Column]) -> float:
    widest = (max(block.width for block in column) for column in line)
    return round(sum(widest) + BESIDE * (len(line) - 1), 6)


def _seen(panel: Panel) -> Box:
    """Bound what is seen of a panel at once on a narrow page."""
    return Box(panel.x, panel.y, *panel.seen(narrow=True))
