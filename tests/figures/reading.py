"""Read a drawn SVG back: which text of which role stands where, at each step."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tconv.core.arrays import Array
from tconv.scene import INDEX
from tconv.words.numbers import number

Spots = dict[tuple[float, float], str]


Place = tuple[float, float, float]
"""Where the marks of a group are drawn: x, y and scale."""


def parts(part: Iterable[ET.Element], place: Place = (0, 0, 1)) -> Iterator[tuple[ET.Element, Place]]:
    """List what stands in a part of the picture, each with the place it is drawn at; steps stay whole."""
    for each in part:
        moved = re.fullmatch(r"translate\((\S+) (\S+)\)(?: scale\((\S+)\))?", each.get("transform", ""))
        if moved:
            x, y, scale = place
            yield from parts(each, (x + float(moved[1]), y + float(moved[2]), scale * float(moved[3] or 1)))
        else:
            yield each, place


def middles(text: ET.Element, group: ET.Element) -> list[tuple[float, float, float, str]]:
    """Find the middle of a text's digits, which stands above its line by 0.36 of its size: x, y, size, text.

    A text with several places has a character at each; they stay on the last line.
    """
    size, said = float(text.get("font-size") or group.get("font-size") or 0.42), "".join(text.itertext())
    xs, ys = (text.get(name, "").split() for name in ("x", "y"))
    assert len(xs) in (1, len(said)) and 0 < len(ys) <= len(xs)
    ys += ys[-1:] * (len(xs) - len(ys))
    parts = said if len(xs) > 1 else [said]
    return [
        (float(x), round(float(y) - round(0.36 * size, 2), 2), size, each)
        for x, y, each in zip(xs, ys, parts, strict=True)
    ]


def texts(part: ET.Element, role: str) -> Spots:
    """Read the texts of one role in a part of the picture, by row and column: (y, x) -> text."""
    found: Spots = {}
    for group, (x, y, scale) in parts(part):
        if group.get("class", "").split()[:1] == [role]:
            for each in group.iter("text"):
                for right, down, _, text in middles(each, group):
                    found[round(down * scale + y, 6), round(right * scale + x, 6)] = text
    return found


def outlines(part: ET.Element, role: str) -> list[tuple[float, ...]]:
    """Read the outlines of one role: y, x, height, width."""
    found: list[tuple[float, ...]] = []
    for rect, (x, y, scale) in parts(part):
        if rect.tag == "rect" and rect.get("class") == role:
            top, left, height, width = (float(rect.get(key, "0")) * scale for key in ("y", "x", "height", "width"))
            found.append((top + y, left + x, height, width))
    return found


def in_order(spots: Spots) -> list[str]:
    return [spots[place] for place in sorted(spots)]


def numbers(values: Array) -> list[str]:
    return [number(value) for value in values.flat]


def steps(scene: ET.Element) -> list[ET.Element]:
    found = [group for group in scene.findall("g") if group.get("class") == "step"]
    assert [group.get("style") for group in found] == [f"--n:{n}" for n in range(1, len(found) + 1)]
    return found


def indices(scene: ET.Element) -> list[ET.Element]:
    """Wrap each grid's indices, so that they are read like a part: the input's, then the canvas's."""
    wrapped = []
    for group in (group for group in scene.findall("g") if group.get("class") == "index"):
        wrapped.append(ET.Element("g"))
        wrapped[-1].append(group)
    return wrapped


def corner(first_index: tuple[float, float]) -> tuple[float, float]:
    """Find a grid's corner from the number of its first column, which stands above the middle of its cells."""
    return first_index[0] + INDEX / 2, first_index[1] - 0.5


def near(place: tuple[float, ...]) -> Any:
    """Accept a place that a reader would take for this one: a quarter of a cell beside it."""
    return pytest.approx(place, abs=0.25)
