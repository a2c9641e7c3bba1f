"""No text leaves its picture, meets another or is larger than its cell."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from cases import every_figure, random_examples
from reading import middles, parts

from tconv.example import Example
from tconv.output.svg import svg
from tconv.scene import DROP, Scene
from tconv.views import VIEWS, layout, trace

Box = tuple[float, float, float, float, str, str]
"""Left, top, right, bottom, role and text."""
WORDS = ("label", "index", "sign", "kernel", "input", "zero")
SOLID = ("reading", "hole", "writing", "row-1", "row-2", "row-3", "chosen", "output")
"""Cells painted over what stands there."""


@every_figure
def test_texts_stay_in_the_picture_and_apart(example: Example, view: str) -> None:
    check_texts(example, view)


def test_texts_stay_in_the_picture_and_apart_for_random_numbers(seed: int) -> None:
    for example in random_examples(seed, 25):
        for view in VIEWS[example.operation]:
            check_texts(example, view)


def check_texts(example: Example, view: str) -> None:
    """At every step no two texts overlap, by the width a digit can have, and none leaves the picture."""
    scene = layout(trace(example, view))
    root = ET.fromstring(svg(scene, "id"))
    common = root.find("g")
    assert common is not None
    still = boxes(common)
    for box in still:
        assert inside(box, scene), box
    for at, one in enumerate(words := [box for box in still if box[4] in WORDS]):
        assert all(apart(one, other) for other in words[at + 1 :]), one
    for step in (part for part in common if part.get("class") == "step"):
        stays, change = step.findall("g")
        hit = [
            (left, top + DROP, right, bottom + DROP, role, text)
            for left, top, right, bottom, role, text in boxes(stays)
            if role in ("output", "cropped") and view == "scatter"
        ]
        now = boxes(change) + hit
        for box in now:
            assert inside(box, scene), box
        painted = squares(change)
        words = [box for box in still if box[4] in WORDS and not any(covers(square, box) for square in painted)]
        moving = [box for box in now if box[4] not in SOLID]
        for at, one in enumerate(moving):
            for other in words + moving[at + 1 :]:
                assert apart(one, other), (one, other)


def inside(box: Box, scene: Scene) -> bool:
    left, top, right, bottom, *_ = box
    return -0.01 <= left and right <= scene.width + 0.01 and -0.01 <= top and bottom <= scene.height + 0.01


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def squares(part: ET.Element) -> list[tuple[float, float, float]]:
    """List the cells painted in a part of the picture: left, top, side."""
    found = []
    for group, (right, down, scale) in parts(part):
        for path in group.findall("path"):
            x, y = 0.17, 0.05
            for command, dx, dy in re.findall(r"([Mm])(\S+) ([^h]+)h", path.get("d", "")):
                x, y = (float(dx), float(dy)) if command == "M" else (x + float(dx), y + float(dy))
                found.append(((x - 0.17) * scale + right, (y - 0.05) * scale + down, scale))
    return found


def covers(square: tuple[float, float, float], box: Box) -> bool:
    """Tell whether the middle of a text lies in a painted cell, which then hides it."""
    left, top, side = square
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return bool(left < x < left + side and top < y < top + side)


def boxes(part: Iterable[ET.Element]) -> list[Box]:
    """Bound each text in a part of the picture: left, top, right, bottom, role, text."""
    found = []
    for group, (right, down, scale) in parts(part):
        if group.get("class") == "step":
            continue
        role = group.get("class", "").split()[0] if group.get("class") else ""
        for *place, text in (spot for each in group.iter("text") for spot in middles(each, group)):
            x, y, size = (value * scale for value in place)
            x, y = x + right, y + down
            width = (0.54 if "label" in role or role == "note" else 0.6) * size * len(text)
            starts = {"label": 0, "note": 0, "addend": width, "factor": width, "idle": width, "place": width}
            left = x - starts.get(role, width / 2)
            found.append((left, y - 0.36 * size, left + width, y + 0.36 * size, role, text))
    return found


def test_long_numbers_fit_their_cells() -> None:
    wide = Example("wide", "Long numbers", "transposed", "123456.125 -98765", "-0.125 1000")
    groups = ET.fromstring(svg(layout(trace(wide, "scatter")), "id")).iter("g")
    for box in boxes([group for group in groups if group.get("class") in ("output", "addend", "product", "reading")]):
        assert box[2] - box[0] <= 0.9, box
