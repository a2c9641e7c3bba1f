"""Turn a scene into SVG; the only file that knows XML.

One drawing holds all steps. On a page each of its panels is an `<svg>` of its own, which the style sheet places; in a
file they are one. A step's marks are in `<g class="step" style="--n:3">`: those in
`<g class="stays">` are seen while the variable `--step` is at least n, those in `<g class="now">`
while it equals n. The style sheet does the rest, so a step is chosen by setting one variable. Frames
of linked cells follow `--lead` in the same way: the step of the view that leads.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import pairwise

from tconv.scene import DROP, NUMBER, Arc, At, Cells, Change, Mark, Numbers, Outline, Panel, Ribbon, Role, Scene, Spot

SQUARE = "h.7q.1 0 .1.1v.7q0 .1-.1.1h-.7q-.1 0-.1-.1v-.7q0-.1.1-.1z"
"""A cell from the start of its upper edge: 0.05 inside its unit square, corners rounded from 0.1 before them.

There are hundreds of them in a figure, so it is written in as few bytes as a rounded square can be.
"""

HATCH = "l.28-.28m-.28 .57l.57-.57m-.56 .85l.84-.84m-.58 .89l.63-.63m-.34 .63l.34-.34"
"""Slanting lines across a cell: from where the first begins, 0.05 right and 0.33 down, to 0.95 right and 0.61 down."""

UNCHANGED = '<g class="stays"></g>'
"""What a step writes in a panel where nothing stays."""

HATCHED: frozenset[Role] = frozenset({"stamp"})
"""Cells that are told apart by more than their colour."""

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
    return f'<svg viewBox="{view_box(scene)}" role="img" {_names(id)}>{content(scene, id)}</svg>'


def view_box(scene: Scene) -> str:
    """Write where the scene lies."""
    return f"0 0 {_n(scene.width)} {_n(scene.height)}"


def content(scene: Scene, id: str = "", shown: int = 0) -> str:
    """Write what is inside the `<svg>` element: without ids if there is none.

    With `shown`, attributes hide what this step does not show, for viewers that know no style.
    """
    return (
        f'{_named(scene, id)}<g{_id(id, "steps")} class="scene" font-size="{_n(NUMBER)}">'
        f"{_layers(scene.common, scene.changes, scene.over, shown)}{_frames(scene)}</g>"
    )


def panels(scene: Scene, id: str) -> str:
    """Write the panels of a scene, an `<svg>` each; the first that is on every page is named as the scene is."""
    first = next(panel for panel in scene.panels if panel.narrow)
    return "".join(_panel(each, scene, id, named=each is first) for each in scene.panels)


def whole(scene: Scene, id: str) -> str:
    """Put the panels of a scene, which stand elsewhere on the page under this id, together again for `still`."""
    uses = "".join(f'<use href="#{id}-{panel.name}"/>' for panel in scene.panels)
    return f'<svg class="whole"><g id="{id}-steps">{uses}</g></svg>'


def still(scene: Scene, id: str, step: int, lead: int) -> str:
    """Write one step of a scene that stands elsewhere on the page under this id, as a picture by itself."""
    steps = f"--step:{step};--lead:{lead}" if scene.linked else f"--step:{step}"
    return f'<svg viewBox="{view_box(scene)}" style="{steps};--width:{_n(scene.width)}"><use href="#{id}-steps"/></svg>'


def _panel(panel: Panel, scene: Scene, id: str, named: bool) -> str:
    """Write one panel: its marks count from the corner of the scene, which is moved where the panel stands elsewhere.

    A window has the size of what is seen of it at once, on a page with room and on a narrow one.
    """
    layers = _layers(panel.common, panel.changes, panel.over).replace(UNCHANGED, "")
    frames = _frames(scene) if panel.narrow and panel.holds(scene.output) else ""
    drawing = f'<g id="{id}-{panel.name}" class="scene" font-size="{_n(NUMBER)}">{layers}{frames}</g>'
    said = f'role="img">{_named(scene, "")}' if named else 'aria-hidden="true">'
    if panel.middles:
        return _window(panel, f"{said}{drawing}")
    moved = _moved(panel)
    style = f' style="{_places(moved)}"' if moved else ""
    kind = "" if panel.narrow else ' class="wide"'
    return f'<svg{kind} viewBox="0 0 1 1"{style} {said}{drawing}</svg>'


def _moved(panel: Panel) -> dict[str, float]:
    """Say how far up a panel stands from its place in the scene, and where the scene begins on a narrow page."""
    moved = {"up": panel.y - panel.wide[1]} if panel.wide and panel.wide[1] != panel.y else {}
    if panel.narrow:
        moved |= {"nx": panel.narrow[0] - panel.x * panel.scale, "ny": panel.narrow[1] - panel.y * panel.scale}
    return moved | ({"s": panel.scale} if panel.scale != 1 else {})


def _window(panel: Panel, drawing: str) -> str:
    """Write a panel that shows a part of itself, which the arrow keys move too where it is wider than a narrow page."""
    x, y = panel.wide or (panel.x, panel.y)
    (wide, tall), (narrow_wide, narrow_tall) = panel.seen(narrow=False), panel.seen(narrow=True)
    places = {"x": x, "y": y, "w": panel.width, "h": panel.height, "mw": wide, "mh": tall}
    places |= {"nmw": narrow_wide, "nmh": narrow_tall, "s": panel.scale}
    if panel.narrow:
        places |= {"nx": panel.narrow[0], "ny": panel.narrow[1]}
    middles = " ".join(f"{_n(right)},{_n(down)}" for right, down in panel.middles)
    reach = f' tabindex="0" role="region" aria-label="{escape(panel.name)}"' if narrow_wide < panel.width else ""
    box = " ".join(map(_n, (panel.x, panel.y, panel.width, panel.height)))
    return (
        f'<div class="pane" data-middles="{middles}" style="{_places(places)}"{reach}>'
        f'<svg viewBox="{box}" {drawing}</svg></div>'
    )


def _places(values: dict[str, float]) -> str:
    return ";".join(f"--{name}:{_n(value)}" for name, value in values.items())


def _layers(common: Iterable[Mark], changes: Iterable[Change], over: Iterable[Mark], shown: int = 0) -> str:
    """Write what all steps have in common, then what each changes, then what lies over both."""
    steps = (_step(change, n, shown) for n, change in enumerate(changes, 1) if any(change))
    return _marks(common) + "".join(steps) + _marks(over)


def _frames(scene: Scene) -> str:
    """Frame the output cell that each step of several views tells of."""
    left, top = scene.output
    return "".join(
        f'<rect class="linked" style="--n:{n}" x="{_n(left + cell[1])}" y="{_n(top + cell[0])}" '
        'width="1" height="1" rx=".17"/>'
        for n, cell in enumerate(scene.linked, 1)
        if cell
    )


def _id(id: str, part: str) -> str:
    return f' id="{id}-{part}"' if id else ""


def _names(id: str) -> str:
    return f'aria-labelledby="{id}-title" aria-describedby="{id}-description"'


def _named(scene: Scene, id: str) -> str:
    return (
        f"<title{_id(id, 'title')}>{escape(scene.title)}</title>"
        f"<desc{_id(id, 'description')}>{escape(scene.description)}</desc>"
    )


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
        if (mark.x, mark.y, mark.scale) == (0, 0, 1):
            return _marks(mark.marks, dipped)
        return f'<g transform="translate({_n(mark.x)} {_n(mark.y)}){scale}">{_marks(mark.marks, dipped)}</g>'
    if isinstance(mark, Outline):
        values = {"x": mark.x, "y": mark.y, "width": mark.width, "height": mark.height}
        places = " ".join(f'{name}="{_n(value)}"' for name, value in values.items() if value)
        return f'<rect class="{mark.role}" {places} rx=".17"/>'
    if isinstance(mark, Arc):
        return _arc(mark)
    if isinstance(mark, Ribbon):
        one, other = f"M{_n(mark.to_x)} {_n(mark.to_y)}h{_n(mark.to_width)}", f"{_n(mark.x + mark.width)} {_n(mark.y)}"
        return f'<path class="{mark.role}" d="{one}L{other}h{_n(-mark.width)}z"/>'
    if not mark.spots:
        return ""
    if isinstance(mark, Cells) and (mark.spots[0][0] % 1 or mark.spots[0][1] % 1):
        return _mark(_from_its_corner(mark), dipped)
    squares, dips, right, down, moved = "", "", 0.0, 0.0, ""
    if isinstance(mark, Cells):
        squares = f'<path d="{_squares(mark)}"/>{_hatch(mark) if mark.role in HATCHED else ""}'
        dips = " dips" if mark.dips else ""
        right, down, moved = 0.5, 0.5 + mark.drop, DIPPED if dips and dipped else ""
    spots = [(x + right, y + down, text) for x, y, text in mark.spots]
    texts = [_text(*spot, mark, moved) for spot in spots if len(spot[2]) > 1]
    if single := [spot for spot in spots if len(spot[2]) == 1]:
        texts.append(_lines(single, mark, moved))
    size = f' font-size="{_n(mark.size)}"' if mark.size != NUMBER else ""
    return f'<g class="{mark.role}{dips}"{size}>{squares}{"".join(texts)}</g>'


def _from_its_corner(cells: Cells) -> At:
    """Let cells count from the first of them, so that all are written alike, wherever their grid stands."""
    left, top, _ = cells.spots[0]
    spots = tuple((round(x - left, 2), round(y - top, 2), text) for x, y, text in cells.spots)
    return At(left, top, (cells._replace(spots=spots),))


def _arc(arc: Arc) -> str:
    """Draw an arrow as a line, a curve whose lowest point hangs as deep as it should, and a head."""
    rise = arc.to_y - arc.foot
    pull = _n((8 * (arc.sag + max(0, rise)) - rise) / 6)
    right = _n(arc.to_x - arc.x)
    curve = f"c0 {pull} {right} {pull} {right} {_n(rise)}m-.1 .14l.1-.14 .1.14"
    return f'<path class="{arc.role}" d="M{_n(arc.x)} {_n(arc.y)}V{_n(arc.foot)}{curve}"/>'


def _hatch(cells: Cells) -> str:
    """Draw slanting lines across cells."""
    first = cells.spots[0]
    lines = f"M{_n(first[0] + 0.05)} {_n(first[1] + 0.33)}{HATCH}"
    pairs = pairwise(cells.spots)
    moves = (f"m{_n(x - left - 0.9)} {_n(y - top - 0.28)}{HATCH}" for (left, top, _), (x, y, _) in pairs)
    return f'<path class="hatch" d="{lines}{"".join(moves)}"/>'


def _squares(cells: Cells) -> str:
    """Draw the cells, each from the one before, so that a row of them is the same few bytes again and again."""
    first = cells.spots[0]
    path = f"M{_n(first[0] + 0.15)} {_n(first[1] + 0.05)}{SQUARE}"
    pairs = pairwise(cells.spots)
    return path + "".join([f"m{_n(x - left)} {_n(y - top)}{SQUARE}" for (left, top, _), (x, y, _) in pairs])


def _lines(spots: Sequence[Spot], mark: Cells | Numbers, moved: str) -> str:
    """Write single characters as one text: SVG takes a place for each, and stays on the last line."""
    fall, _ = _fitted(1, mark.size, mark.room)
    xs, ys = [_n(x) for x, _, _ in spots], [_n(y + fall) for _, y, _ in spots]
    while len(ys) > 1 and ys[-1] == ys[-2]:
        del ys[-1]
    characters = _escaped("".join(character for _, _, character in spots))
    return f'<text{moved} x="{" ".join(xs)}" y="{" ".join(ys)}">{characters}</text>'


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
