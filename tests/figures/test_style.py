"""Roles and colours: what scenes draw has a style, and can be read in every scheme."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, get_args

import numpy as np
import pytest
from cases import FIGURES

from tconv.examples import EXAMPLES
from tconv.layout.comparison import lay_out_comparison
from tconv.layout.thumbnail import THUMBNAILS, lay_out_thumbnail
from tconv.output.style import FORCED, PALETTE, POINTED, SCENE, STYLES, WORDS, Colour, SystemColour
from tconv.scene import At, Cells, Mark, Numbers, Role, Scene
from tconv.trace.comparison import SETTINGS, compare
from tconv.views import layout, trace
from tconv.words.sentences import TEMPLATES, WordRole, sentence

ROLES: tuple[Role, ...] = get_args(Role)


@cache
def scenes() -> dict[str, Scene]:
    """Lay out all that the project draws: each view of each example, each comparison, each thumbnail."""
    drawn = {f"{example.name} {view}": layout(trace(example, view)) for example, view in FIGURES}
    for setting in SETTINGS:
        family = [each for name, each in EXAMPLES.items() if re.fullmatch(setting.replace("_", "-") + r"-\d", name)]
        drawn[f"{setting} compared"] = lay_out_comparison(compare(family))
    for idea in THUMBNAILS:
        example = "crop" if idea in ("scatter", "gather", "padding") else "author-convolution"
        drawn[f"thumbnail {idea}"] = lay_out_thumbnail(EXAMPLES[example], idea)
    return drawn


@pytest.mark.parametrize("name", scenes())
def test_a_scene_draws_roles_that_have_a_style(name: str) -> None:
    assert scenes()[name].roles <= set(STYLES)


def test_every_role_is_drawn_and_every_style_has_a_role() -> None:
    assert set().union(*(scene.roles for scene in scenes().values())) == set(ROLES) == set(STYLES)
    assert set(FORCED) <= set(ROLES)


def test_every_colour_is_in_all_schemes_and_is_used() -> None:
    styles = chain.from_iterable((each.number, each.fill, each.line) for each in (*STYLES.values(), *FORCED.values()))
    rules = chain.from_iterable(rule.colours.values() for rule in (*SCENE, *POINTED))
    assert {*styles, *rules, *WORDS.values()} - {None} == set(PALETTE) == set(get_args(Colour))
    for shades in PALETTE.values():
        assert all(re.fullmatch(r"#([0-9a-f]{3}){1,2}", colour) for colour in (shades.light, shades.dark))
        assert shades.forced in get_args(SystemColour)


def test_words_of_every_role_stand_in_sentences_and_have_a_colour() -> None:
    spans = chain.from_iterable(
        sentence(key, dict.fromkeys(re.findall(r"{(\w+)", text), "7")) for key, text in TEMPLATES.items()
    )
    assert {span.role for span in spans} - {None} == set(get_args(WordRole)) == set(WORDS)


Placed = tuple[Cells | Numbers, float, float, float]
"""A mark, and where it is drawn: x, y and scale."""


def placed(marks: Iterable[Mark], x: float = 0, y: float = 0, scale: float = 1) -> Iterator[Placed]:
    """List cells and numbers in the order they are painted."""
    for mark in marks:
        if isinstance(mark, At):
            yield from placed(mark.marks, x + mark.x * scale, y + mark.y * scale, scale * mark.scale)
        elif isinstance(mark, Cells | Numbers):
            yield mark, x, y, scale


DOTS = 20
"""Points looked at along the side of a cell."""


def painted(marks: Iterable[Mark], ground: np.ndarray[Any, Any]) -> set[tuple[Colour, Colour]]:
    """Paint cells on the ground, a colour for each point; list the colour of each number with that below it."""
    pairs = set()
    for mark, left, top, scale in placed(marks):
        style = STYLES[mark.role]
        for x, y, text in mark.spots:
            right, down = (left + x * scale) * DOTS, (top + y * scale) * DOTS
            if isinstance(mark, Cells):
                if style.fill:
                    ground[round(down) : round(down + scale * DOTS), round(right) : round(right + scale * DOTS)] = (
                        style.fill
                    )
                right, down = right + scale * DOTS / 2, down + scale * DOTS / 2
            aside = {"start": 0.1, None: 0, "end": -0.1}[style.anchor] * scale * DOTS
            if text:
                pairs.add((style.number or "ink", ground[round(down), round(right + aside)]))
    return pairs


def read_on(scene: Scene) -> set[tuple[Colour, Colour]]:
    """List the colour of each number of a scene, and of what it stands on at the steps that paint it."""
    ground = np.full((int(scene.height * DOTS) + 1, int(scene.width * DOTS) + 1), "page", object)
    pairs = painted(scene.common, ground)
    for frame in scene.changes:
        pairs |= painted(frame.stays, ground) | painted(frame.now, ground.copy())
    return pairs


@cache
def all_read() -> set[tuple[Colour, Colour]]:
    """List the colour of each number that the project draws, and of what it stands on."""
    return set().union(*map(read_on, scenes().values()))


def contrast(one: str, other: str) -> float:
    """Compare two colours as WCAG 2 does: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [channel / 255 for channel in channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> tuple[int, ...]:
    """Read red, green and blue of #rrggbb or #rgb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return tuple(bytes.fromhex(digits))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_number_can_be_read_on_what_it_stands_on(scheme: str) -> None:
    pairs = {*all_read(), *((colour, "page") for colour in WORDS.values())}
    shown: dict[Colour, str] = {colour: getattr(shades, scheme) for colour, shades in PALETTE.items()}
    seen = {pair: round(contrast(shown[pair[0]], shown[pair[1]]), 2) for pair in pairs}
    assert ("stamp", "output-tint") in seen and ("page", "input") in seen
    assert {pair: ratio for pair, ratio in seen.items() if ratio < 4.5} == {}


def test_every_number_is_told_from_what_it_stands_on_where_colours_are_forced() -> None:
    assert {(one, other) for one, other in all_read() if PALETTE[one].forced == PALETTE[other].forced} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_empty_is_a_shape_one_sees(scheme: str) -> None:
    """WCAG 2.2, 1.4.11: 3 to 1, for cells to be filled."""
    line = STYLES["empty"].line
    assert line and contrast(getattr(PALETTE[line], scheme), getattr(PALETTE["page"], scheme)) >= 3


EYES = {
    "any": np.eye(3),
    "without green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "without red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
}
"""How an eye mixes linear red, green and blue: Machado, Oliveira, Fernandes 2009, https://doi.org/10.1109/TVCG.2009.113."""

XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, eye: str) -> np.ndarray[Any, Any]:
    """Place a colour as an eye sees it in CIELAB, where distances are those one notices."""
    shares = np.array(channels(colour)) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    seen = XYZ @ np.clip(np.array(EYES[eye]) @ linear, 0, 1) / XYZ.sum(1)
    x, y, z = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_a_grey_has_no_hue_and_black_and_white_are_a_hundred_apart() -> None:
    assert lab("#808080", "any")[1:] == pytest.approx([0, 0], abs=0.05)
    assert np.linalg.norm(lab("#fff", "any") - lab("#000", "any")) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "tints", [("stamp-tint", "output-tint"), ("row-1-tint", "row-2-tint"), ("row-2-tint", "row-3-tint")], ids=" ".join
)
def test_what_stands_side_by_side_differs_for_every_eye(tints: tuple[Colour, Colour], scheme: str, eye: str) -> None:
    """A stamp and the output that it lands on, and neighbouring rows of the kernel: a distance of 10 at least."""
    one, other = (lab(getattr(PALETTE[tint], scheme), eye) for tint in tints)
    assert np.linalg.norm(one - other) >= 10
