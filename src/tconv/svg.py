"""Turn a scene into SVG; the only file that knows XML.

One document holds all steps. A step's marks are in `<g class="step" style="--n:3">`: those in
`<g class="stays">` are seen while the variable `--step` is at least n, those in `<g class="now">`
while it equals n. The style sheet does the rest, so a step is chosen by setting one variable.
"""

import re
from xml.etree import ElementTree as ET

from tconv.scene import Cells, Mark, Numbers, Outline, Scene

SQUARE = "h.66a.12.12 0 0 1 .12.12v.66a.12.12 0 0 1-.12.12h-.66a.12.12 0 0 1-.12-.12v-.66a.12.12 0 0 1 .12-.12z"
"""A cell from the start of its upper edge: 0.05 inside its unit square, corners of radius 0.12."""

DIGIT = 0.6
"""Width of a digit, in font sizes: a number that would leave its room is set smaller."""


def svg(scene: Scene, id: str) -> str:
    """Write the scene as one `<svg>` element; `id` starts every id in it."""
    root = ET.Element("svg", {"viewBox": f"0 0 {_n(scene.width)} {_n(scene.height)}", "role": "img"})
    root.set("aria-labelledby", f"{id}-title")
    root.set("aria-describedby", f"{id}-description")
    ET.SubElement(root, "title", {"id": f"{id}-title"}).text = scene.title
    ET.SubElement(root, "desc", {"id": f"{id}-description"}).text = scene.description
    body = ET.SubElement(root, "g", {"id": f"{id}-steps", "class": "scene"})
    _draw(body, scene.common)
    for n, frame in enumerate(scene.frames, 1):
        step = ET.SubElement(body, "g", {"class": "step", "style": f"--n:{n}"})
        _draw(ET.SubElement(step, "g", {"class": "stays"}), frame.stays)
        _draw(ET.SubElement(step, "g", {"class": "now"}), frame.now)
    return ET.tostring(root, encoding="unicode")


def still(scene: Scene, id: str, step: int) -> str:
    """Write one step of a scene that stands elsewhere on the page under this id, as a picture by itself."""
    root = ET.Element("svg", {"viewBox": f"0 0 {_n(scene.width)} {_n(scene.height)}", "style": f"--step:{step}"})
    ET.SubElement(root, "use", {"href": f"#{id}-steps"})
    return ET.tostring(root, encoding="unicode")


def _draw(parent: ET.Element, marks: tuple[Mark, ...]) -> None:
    for mark in marks:
        if isinstance(mark, Outline):
            box = {"x": _n(mark.x), "y": _n(mark.y), "width": _n(mark.width), "height": _n(mark.height)}
            ET.SubElement(parent, "rect", {"class": mark.role, **box, "rx": _n(0.17)})
        elif mark.spots:
            group = ET.SubElement(parent, "g", {"class": mark.role, "font-size": _n(mark.size)})
            if isinstance(mark, Cells):
                squares = (f"M{_n(x + 0.17)} {_n(y + 0.05)}{SQUARE}" for x, y, _ in mark.spots)
                ET.SubElement(group, "path", {"d": "".join(squares)})
            _write(group, mark)


def _write(group: ET.Element, mark: Cells | Numbers) -> None:
    middle = 0.5 if isinstance(mark, Cells) else 0.0
    for x, y, text in mark.spots:
        if text:
            place = {"x": _n(x + middle), "y": _n(y + middle)}
            if mark.room and len(text) * DIGIT * mark.size > mark.room:
                place["font-size"] = _n(mark.room / len(text) / DIGIT)
            ET.SubElement(group, "text", place).text = text


def _n(value: float) -> str:
    """Write a coordinate: at most two decimals, no zero that could be left out."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", text)
