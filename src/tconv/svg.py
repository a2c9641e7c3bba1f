"""Turn a scene into SVG; the only file that knows XML.

One document holds all steps. A step's marks are in `<g class="step" style="--n:3">`: those in
`<g class="stays">` are seen while the variable `--step` is at least n, those in `<g class="now">`
while it equals n. The style sheet does the rest, so a step is chosen by setting one variable.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from tconv.scene import At, Cells, Mark, Outline, Scene

SQUARE = "h.66a.12.12 0 0 1 .12.12v.66a.12.12 0 0 1-.12.12h-.66a.12.12 0 0 1-.12-.12v-.66a.12.12 0 0 1 .12-.12z"
"""A cell from the start of its upper edge: 0.05 inside its unit square, corners of radius 0.12."""

DIGIT = 0.6
"""Width of a digit, in font sizes: a number that would leave its room is set smaller."""


def svg(scene: Scene, id: str) -> str:
    """Write the scene as one `<svg>` element; `id` starts every id in it."""
    steps = (
        f'<g class="step" style="--n:{n}"><g class="stays">{_marks(frame.stays)}</g>'
        f'<g class="now">{_marks(frame.now)}</g></g>'
        for n, frame in enumerate(scene.frames, 1)
    )
    return (
        f'<svg viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" role="img" '
        f'aria-labelledby="{id}-title" aria-describedby="{id}-description">'
        f'<title id="{id}-title">{escape(scene.title)}</title>'
        f'<desc id="{id}-description">{escape(scene.description)}</desc>'
        f'<g id="{id}-steps" class="scene">{_marks(scene.common)}{"".join(steps)}</g></svg>'
    )


def still(scene: Scene, id: str, step: int) -> str:
    """Write one step of a scene that stands elsewhere on the page under this id, as a picture by itself."""
    size = f"0 0 {_n(scene.width)} {_n(scene.height)}"
    return f'<svg viewBox="{size}" style="--step:{step}"><use href="#{id}-steps"/></svg>'


def _marks(marks: Iterable[Mark]) -> str:
    return "".join(map(_mark, marks))


def _mark(mark: Mark) -> str:
    if isinstance(mark, At):
        scale = f" scale({_n(mark.scale)})" if mark.scale != 1 else ""
        return f'<g transform="translate({_n(mark.x)} {_n(mark.y)}){scale}">{_marks(mark.marks)}</g>'
    if isinstance(mark, Outline):
        place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
        return f'<rect class="{mark.role}" {place} rx=".17"/>'
    if not mark.spots:
        return ""
    squares, middle = "", 0.0
    if isinstance(mark, Cells):
        edges = (f"M{_n(x + 0.17)} {_n(y + 0.05)}{SQUARE}" for x, y, _ in mark.spots)
        squares, middle = f'<path d="{"".join(edges)}"/>', 0.5
    texts = (
        f'<text x="{_n(x + middle)}" y="{_n(y + middle)}"{_fit(text, mark.size, mark.room)}>{escape(text)}</text>'
        for x, y, text in mark.spots
        if text
    )
    return f'<g class="{mark.role}" font-size="{_n(mark.size)}">{squares}{"".join(texts)}</g>'


def _fit(text: str, size: float, room: float) -> str:
    """Set a text smaller if it is wider than its room."""
    if room and len(text) * DIGIT * size > room:
        return f' font-size="{_n(room / len(text) / DIGIT)}"'
    return ""


@cache
def _n(value: float) -> str:
    """Write a coordinate: at most two decimals, no zero that could be left out."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    return "-" + text[2:] if text.startswith("-0.") else text
