"""Turn one step of a scene into an address that holds the whole picture, as short as plain text can be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tconv.output.standalone import standalone_step
from tconv.output.svg import HATCH, SQUARE
from tconv.scene import At, Cells, Mark, Scene, Spot

_NAMES = {"s": SQUARE, "h": HATCH}
_NAMED = f"<!DOCTYPE svg [<!ENTITY s '{SQUARE}'><!ENTITY h '{HATCH}'>]>"
"""Gives the outline of a cell a name, and its hatch: written out for every cell they would be half of the picture."""


def address(scene: Scene, step: int) -> str:
    """Write one step as the address of an image, a data URI, which may stand between double quotes.

    It is light, as paper: a viewer that strips scripts says nothing of its own colours. Two characters mean something
    in an address, and are escaped; base64 would escape all, at a third more bytes.
    """
    drawing = standalone_step(_alone(scene, step), 1, dark=False)
    for name, outline in _NAMES.items():
        drawing = drawing.replace(outline, f"&{name};")
    return "data:image/svg+xml," + (_NAMED + drawing.replace('"', "'")).replace("%", "%25").replace("#", "%23")


def _alone(scene: Scene, step: int) -> Scene:
    """Keep what one step shows, as the only change: of the marks below it those that no later cell covers."""
    *past, shown = scene.changes[:step]
    covered: set[tuple[float, ...]] = set()
    stays = _uncovered(shown.stays, covered)
    before = _uncovered((mark for change in past for mark in change.stays), covered)
    below = (*_uncovered(scene.common, covered), *_together(before))
    changes, linked = (shown._replace(stays=stays),), scene.linked[step - 1 : step]
    return replace(scene.redrawn(below, changes), linked=linked)


def _uncovered(
    marks: Iterable[Mark], covered: set[tuple[float, ...]], x: float = 0, y: float = 0, scale: float = 1
) -> tuple[Mark, ...]:
    """Leave out the cells whose place and size are among the covered ones, and add those of the others to them.

    The marks are drawn from (x, y) on. The later ones of a drawing must have been asked about before: they cover these.
    """
    kept: list[Mark] = []
    for mark in reversed(tuple(marks)):
        if isinstance(mark, At):
            inner = _uncovered(mark.marks, covered, x + mark.x * scale, y + mark.y * scale, scale * mark.scale)
            kept.append(mark._replace(marks=inner))
        elif isinstance(mark, Cells):
            places = [(round(x + left * scale, 3), round(y + top * scale, 3), scale) for left, top, _ in mark.spots]
            spots = (spot for spot, place in zip(mark.spots, places, strict=True) if place not in covered)
            kept.append(mark._replace(spots=tuple(spots)))
            covered.update(places)
        else:
            kept.append(mark)
    return tuple(reversed(kept))


def _together(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Draw marks in as few groups as they can be: cells of one kind together, then what is written beside them."""
    cells: dict[tuple[Cells, float], list[tuple[float, float, Spot]]] = {}
    others: list[Mark] = []
    for mark, x, y, scale in _leaves(marks):
        if isinstance(mark, Cells):
            cells.setdefault((mark._replace(spots=(), dips=False), scale), []).extend(
                (x, y, each) for each in mark.spots
            )
        else:
            others.append(At(x, y, (mark,), scale))
    for (kind, scale), placed in cells.items():
        if placed:
            left, top, _ = placed[0]
            spots = ((r + (x - left) / scale, d + (y - top) / scale, text) for x, y, (r, d, text) in placed)
            yield At(
                left, top, (kind._replace(spots=tuple((round(r, 3), round(d, 3), t) for r, d, t in spots)),), scale
            )
    yield from others


def _leaves(
    marks: Iterable[Mark], x: float = 0, y: float = 0, scale: float = 1
) -> Iterator[tuple[Mark, float, float, float]]:
    """List marks that hold no others, each with the place that it is drawn from, and its scale."""
    for mark in marks:
        if isinstance(mark, At):
            yield from _leaves(mark.marks, x + mark.x * scale, y + mark.y * scale, scale * mark.scale)
        else:
            yield mark, x, y, scale
