"""Turn a scene into SVG; the only file that knows XML.

One document holds all steps. A step's marks are in `<g class="step" style="--n:3">`: those in
`<g class="stays">` are seen while the variable `--step` is at least n, those in `<g class="now">`
while it equals n. The style sheet does the rest, so a step is chosen by setting one variable. Frames
of linked cells follow `--lead` in the same way: the step of the view that leads.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby, pairwise

from tconv.scene import DROP, NUMBER, At, Cells, Change, Mark, Numbers, Outline, Scene

SQUARE = "h.66a.12.12 0 0 1 .12.12v.66a.12.12 0 0 1-.12.12h-.66a.12.12 0 0 1-.12-.12v-.66a.12.12 0 0 1 .12-.12z"
"""A cell from the start of its upper edge: 0.05 inside its unit square, corners of radius 0.12."""

DIPPED = f' transform="translate(0 {str(DROP).lstrip("0")})"'
"""What puts a number that dips where it stands while its step is shown, if styles do not."""

DIGIT = 0.6
"""Width of a digit, in font sizes: a number that would leave its room is set smaller."""

BASELINE = 0.36
"""Half of a digit's height, in font sizes: so far a text's line lies below the middle of its digits."""

TRANSPOSED = "\N{MODIFIER LETTER CAPITAL T}"
"""A raised T, which many fonts lack: it is drawn as a T that is raised."""


def svg(scene: Scene, id: str) -> str:
    """Write the scene as one `<svg>` element of a page; `id` starts every id in it."""
    names = f'aria-labelledby="{id}-title" aria-describedby="{id}-description"'
    return f'<svg viewBox="{view_box(scene)}" role="img" {names}>{content(scene, id)}</svg>'


def view_box(scene: Scene) -> str:
    """Write where the scene lies."""
    return f"0 0 {_n(scene.width)} {_n(scene.height)}"


def content(scene: Scene, id: str = "", shown: int = 0) -> str:
    """Write what is inside the `<svg>` element: without ids if there is none.

    With `shown`, attributes hide what this step does not show, for viewers that know no style.
    """

    def name(part: str) -> str:
        return f' id="{id}-{part}"' if id else ""

    steps = (_step(change, n, shown) for n, change in enumerate(scene.changes, 1))
    left, top = scene.output
    linked = (
        f'<rect class="linked" style="--n:{n}" x="{_n(left + cell[1])}" y="{_n(top + cell[0])}" '
        'width="1" height="1" rx=".17"/>'
        for n, cell in enumerate(scene.linked, 1)
        if cell
    )
    return (
        f"<title{name('title')}>{escape(scene.title)}</title>"
        f"<desc{name('description')}>{escape(scene.description)}</desc>"
        f'<g{name("steps")} class="scene" font-size="{_n(NUMBER)}">'
        f"{_marks(scene.common)}{''.join(steps)}{''.join(linked)}</g>"
    )


def still(scene: Scene, id: str, step: int, lead: int) -> str:
    """Write one step of a scene that stands elsewhere on the page under this id, as a picture by itself."""
    steps = f"--step:{step};--lead:{lead}"
    return f'<svg viewBox="{view_box(scene)}" style="{steps};--width:{_n(scene.width)}"><use href="#{id}-steps"/></svg>'


def parts(scene: Scene, id: str) -> str:
    """Write the parts of a scene that stands elsewhere on the page under this id, a picture each, if it has parts."""
    if not scene.parts:
        return ""
    pictures = (
        f'<svg viewBox="{" ".join(map(_n, part))}" style="--width:{_n(part[2])}"><use href="#{id}-steps"/></svg>'
        for part in scene.parts
    )
    widest = _n(max(width for _, _, width, _ in scene.parts))
    return f'<div class="stack" aria-hidden="true" style="--widest:{widest}">{"".join(pictures)}</div>'


def _step(change: Change, n: int, shown: int) -> str:
    """Write what a step changes."""
    stays, now = (' opacity="0"' if shown and hidden else "" for hidden in (n > shown, n != shown))
    return (
        f'<g class="step" style="--n:{n}"><g class="stays"{stays}>{_marks(change.stays, dipped=n == shown)}</g>'
        f'<g class="now"{now}>{_marks(change.now)}</g></g>'
    )


def _marks(marks: Iterable[Mark], dipped: bool = False) -> str:
    return "".join([_mark(mark, dipped) for mark in marks])


def _mark(mark: Mark, dipped: bool) -> str:
    if isinstance(mark, At):
        scale = f" scale({_n(mark.scale)})" if mark.scale != 1 else ""
        return f'<g transform="translate({_n(mark.x)} {_n(mark.y)}){scale}">{_marks(mark.marks, dipped)}</g>'
    if isinstance(mark, Outline):
        place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
        return f'<rect class="{mark.role}" {place} rx=".17"/>'
    if not mark.spots:
        return ""
    squares, dips, right, down, moved = "", "", 0.0, 0.0, ""
    if isinstance(mark, Cells):
        squares = f'<path d="{_squares(mark)}"/>'
        dips = " dips" if mark.dips else ""
        right, down, moved = 0.5, 0.5 + mark.drop, DIPPED if dips and dipped else ""
    if isinstance(mark, Numbers) and all(len(text) == 1 for _, _, text in mark.spots):
        texts = _lines(mark)
    else:
        texts = [_text(x + right, y + down, text, mark, moved) for x, y, text in mark.spots if text]
    size = f' font-size="{_n(mark.size)}"' if mark.size != NUMBER else ""
    return f'<g class="{mark.role}{dips}"{size}>{squares}{"".join(texts)}</g>'


def _squares(cells: Cells) -> str:
    """Draw the cells, each from the one before, so that a row of them is the same few bytes again and again."""
    first = cells.spots[0]
    path = f"M{_n(first[0] + 0.17)} {_n(first[1] + 0.05)}{SQUARE}"
    pairs = pairwise(cells.spots)
    return path + "".join([f"m{_n(x - left)} {_n(y - top)}{SQUARE}" for (left, top, _), (x, y, _) in pairs])


def _lines(mark: Numbers) -> list[str]:
    """Write characters that stand on one line as one text: SVG takes a place for each of them."""
    fall, _ = _fitted(1, mark.size, mark.room)
    lines = [(y, tuple(line)) for y, line in groupby(mark.spots, key=lambda spot: spot[1])]
    return [
        f'<text x="{" ".join(_n(x) for x, _, _ in line)}" y="{_n(y + fall)}">'
        f"{_escaped(''.join(character for _, _, character in line))}</text>"
        for y, line in lines
    ]


def _text(x: float, y: float, text: str, mark: Cells | Numbers, moved: str) -> str:
    """Write a text whose digits are centred on y."""
    fall, fitted = _fitted(len(text), mark.size, mark.room)
    return f'<text{moved} x="{_n(x)}" y="{_n(y + fall)}"{fitted}>{_escaped(text)}</text>'


@cache
def _fitted(length: int, size: float, room: float) -> tuple[float, str]:
    """Find how far below the middle of its digits a text's line lies, and what makes it smaller if it needs that."""
    if not room or length * DIGIT * size <= room:
        return round(BASELINE * size, 2), ""
    size = round(room / length / DIGIT, 2)
    return round(BASELINE * size, 2), f' font-size="{_n(size)}"'


@cache
def _escaped(text: str) -> str:
    """Escape a text: most are numbers that come again and again."""
    before, raised, after = escape(text).partition(TRANSPOSED)
    if not raised:
        return before
    back = f'<tspan dy=".21em">{after}</tspan>' if after else ""
    return f'{before}<tspan dy="-.3em" font-size=".7em">T</tspan>{back}'


@cache
def _n(value: float) -> str:
    """Write a coordinate: at most two decimals, no zero that could be left out."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    return "-" + text[2:] if text.startswith("-0.") else text
