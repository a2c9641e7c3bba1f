"""The style sheets in a browser: each shows the roles as output/style.py says, in every scheme, on paper, forced."""

import re
from typing import Any, get_args

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

from tconv.output.style import PALETTE, SCENE, STYLES, WORDS
from tconv.output.style_sheet import page_sheet, standalone_style
from tconv.scene import DROP, Role

ROLES: tuple[Role, ...] = get_args(Role)


def test_written_style_sheets_name_colours_that_there_are() -> None:
    sheets = [*(ROOT / "src/tconv/web").glob("*.css"), *(ROOT / "docs/stylesheets").glob("*.css")]
    named = {path.name: set(re.findall(r"--tconv-([\w-]+)", path.read_text())) for path in sheets}
    assert len(sheets) > 3 and all(named.values())
    assert {name: colours - set(PALETTE) for name, colours in named.items()} == dict.fromkeys(named, set())


EACH_ROLE = "".join(f'<g class="{role}"><path d="M0 0h1v1z"/><text y="1">0</text></g>' for role in ROLES)
FRAMES = "".join(f'<rect class="{role}"/>' for role in ROLES)
DRAWN = f'<g class="scene">{EACH_ROLE}{FRAMES}</g>'
SEEN = """scene => [...scene.querySelectorAll('g')].map(({className, firstChild, lastChild}) => [className.baseVal, {
    number: getComputedStyle(lastChild).fill,
    fill: getComputedStyle(firstChild).fill,
    line: getComputedStyle(firstChild).stroke,
    width: getComputedStyle(firstChild).strokeWidth}])"""
"""What a browser makes of each role: the colours of its number, its fill and its line, and the width of that."""


def seen(page: Page) -> dict[Role, dict[str, str]]:
    return dict(page.locator("g.scene").evaluate(SEEN))


def widths(page: Page) -> dict[Role, str]:
    """Read how wide a frame of each role is."""
    read = "frames => frames.map(frame => [frame.className.baseVal, getComputedStyle(frame).strokeWidth])"
    return dict(page.locator("g.scene rect").evaluate_all(read))


def rgb(colour: str) -> str:
    """Write #rrggbb or #rgb as browsers do."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return f"rgb{tuple(bytes.fromhex(digits))}"


def wanted(scheme: str) -> dict[Role, dict[str, str]]:
    shown = {colour: rgb(getattr(shades, scheme)) for colour, shades in PALETTE.items()}
    return {
        role: {
            "number": shown[style.number or "ink"],
            "fill": shown[style.fill] if style.fill else "none",
            "line": shown[style.line] if style.line else "none",
            "width": f"{style.width or float(SCENE[0].same['stroke-width']):g}px",
        }
        for role, style in STYLES.items()
    }


def written(scheme: str) -> str:
    """Write a page with each role, the frames that a page adds and a word of each role, in a scheme of Material."""
    words = "".join(f'<b class="{role}">1</b>' for role in WORDS)
    body = "body { color: var(--tconv-ink); background: var(--tconv-page) }"
    return (
        f"<!doctype html><style>{page_sheet()} {body}</style>"
        f'<body data-md-color-scheme="{scheme}"><svg>{DRAWN}</svg><p class="tconv">{words}</p>'
        '<svg class="scene"><path class="linked"/><path class="pointed"/></svg>'
    )


@pytest.mark.parametrize(
    ("scheme", "media", "colours"),
    [("default", "screen", "light"), ("slate", "screen", "dark"), ("slate", "print", "light")],
)
def test_a_page_shows_each_role_in_the_colours_of_its_scheme(
    browser: Browser, scheme: str, media: Any, colours: str
) -> None:
    page = browser.new_page()
    page.emulate_media(media=media)
    page.set_content(written(scheme))
    assert seen(page) == wanted(colours)
    assert widths(page) == {role: found["width"] for role, found in wanted(colours).items()}
    frames = page.locator(".linked, .pointed").evaluate_all(
        "frames => frames.map(each => getComputedStyle(each).stroke)"
    )
    assert frames == [rgb(getattr(PALETTE["ink"], colours))] * 2
    words = page.locator("b").evaluate_all("words => words.map(word => [word.className, getComputedStyle(word).color])")
    assert dict(words) == {role: rgb(getattr(PALETTE[colour], colours)) for role, colour in WORDS.items()}
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_shows_each_role_in_the_colours_of_its_scheme(browser: Browser, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.set_content(
        f'<!doctype html><svg class="standalone"><style>{standalone_style(frozenset(ROLES))}</style>{DRAWN}</svg>'
    )
    assert seen(page) == wanted(scheme)
    assert widths(page) == {role: found["width"] for role, found in wanted(scheme).items()}
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_role_is_seen_where_colours_are_forced(browser: Browser, scheme: Any) -> None:
    """Number, cell and frame differ from the page; cells in use are inverted; what one grid has is told apart."""
    page = browser.new_page(color_scheme=scheme, forced_colors="active")
    page.set_content(written({"light": "default", "dark": "slate"}[scheme]))
    canvas = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    roles = seen(page)
    for role, found in roles.items():
        style = STYLES[role]
        if style.fill or style.line:
            assert {found["fill"], found["line"]} - {canvas, "none"}, role
        if style.number:
            assert found["number"] != (found["fill"] if style.fill else canvas), role
    inverted = {role for role, found in roles.items() if found["fill"] not in (canvas, "none")}
    assert inverted == {"reading", "chosen", "writing"}
    assert STYLES["ribbon"].fade and STYLES["ribbon"].fade < 0.2, "a ribbon is a breath of the colour of what is read"
    assert roles["row-1"] != roles["row-2"] and roles["output"] != roles["cropped"] and roles["input"] != roles["zero"]
    page.close()


@pytest.mark.parametrize("style", [page_sheet(), standalone_style(frozenset())], ids=["page", "file"])
def test_a_number_that_dips_moves_as_far_as_layouts_leave_room(browser: Browser, style: str) -> None:
    page = browser.new_page()
    page.set_content(
        f'<!doctype html><style>{style}</style><svg style="--step:2"><g class="scene">'
        + "".join(f'<g style="--n:{n}"><g class="dips"><text>0</text></g></g>' for n in (1, 2, 3))
        + "</g></svg>"
    )
    moved = "texts => texts.map(text => new DOMMatrix(getComputedStyle(text).transform).f)"
    assert page.locator("text").evaluate_all(moved) == pytest.approx([0, DROP, 0])
    page.close()
