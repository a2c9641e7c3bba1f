"""The pages as a reader has them, in a real Chromium: every page, at two widths, light and dark."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bench.site import SHARED_BYTES, shared_bytes
from browsing import every_page, viewport, violations
from bs4 import BeautifulSoup
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Response, Route, expect

from tconv.output.figure import strip_steps
from tconv.scene import SIDE

WIDTHS = 360, 1280

STARTED = "[...document.querySelectorAll('figure.tconv')].every(each => each.querySelector('button[title]'))"
"""The network is still before the last script has run, where a machine has much to do."""

UNFOLD = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  for (const slider of document.querySelectorAll("figure.tconv input[type=range]")) {
    slider.value = Math.floor((Number(slider.max) + 1) / 2);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  }
  const steps = [...document.querySelectorAll("figure.tconv[data-steps]")];
  if (steps.some(each => Number(each.dataset.step) !== Math.floor((Number(each.dataset.steps) + 1) / 2)))
    throw new Error("a figure is not in the middle of its steps");
}"""
"""Opens what is folded, and takes each figure to the middle of its steps."""

WHAT = "what/"
"""The page on what the operation is."""

SCROLLED = "[...document.querySelectorAll('pre code')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)"


@dataclass(frozen=True)
class Screen:
    """A window, what its page has complained of, and which addresses it has asked."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        said, asked = self.said, self.asked
        self.page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: said.append(str(error)))
        self.page.on("request", lambda request: asked.append(request.url))
        self.page.on("response", lambda got: said.append(f"{got.status} {got.url}") if not _is_right(got) else None)

    def emptied(self, width: int) -> "Screen":
        """Leave the page before, and the mouse where it was at first."""
        self.page.goto("about:blank")
        self.page.set_viewport_size(viewport(width))
        self.page.mouse.move(0, 0)
        self.said.clear()
        self.asked.clear()
        return self


def _is_right(answer: Response) -> bool:
    """Tell whether an answer brings what was asked for, or says that it has not changed since."""
    return answer.ok or answer.status == 304


@pytest.fixture(scope="module")
def screens(browser: Browser) -> Iterator[Callable[..., Screen]]:
    """Give a screen of a width and a scheme, with steps that do not fade.

    Tests use it one after another: to open a window takes as long as to show a page in it.
    """
    opened: dict[tuple[int, str], Screen] = {}

    def screen(width: int, scheme: Any = "light") -> Screen:
        if (width, scheme) not in opened:
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
            opened[width, scheme] = Screen(context.new_page())
        return opened[width, scheme].emptied(width)

    yield screen
    for each in opened.values():
        each.page.context.close()


@pytest.fixture
def page(screens: Callable[..., Screen], address: str) -> Page:
    """Open the page on what it is, wide and light."""
    page = screens(1280).page
    page.goto(address + WHAT)
    return page


@every_page
@pytest.mark.parametrize(("width", "then", "scheme"), [(360, 1280, "light"), (1280, 360, "dark")])
def test_a_page_as_it_is_read(
    screens: Callable[..., Screen], address: str, name: str, width: int, then: int, scheme: str
) -> None:
    """No console error, no foreign request, nothing sideways, and nothing that axe finds, mid-step too.

    At one width and after a turn of the screen to the other: each width is the first in one scheme.
    """
    screen = screens(width, scheme)
    page = screen.page
    page.goto(address + name, wait_until="networkidle")
    page.wait_for_function(STARTED)
    page.evaluate(UNFOLD)
    assert (
        page.evaluate("document.documentElement.dataset.mdColorScheme ?? document.body.dataset.mdColorScheme")
        == ({"light": "default", "dark": "slate"}[scheme])
    )
    page.evaluate("scrollTo(0, 0)")  # below the bar that stays in sight any button would be half hidden
    assert violations(page) == []
    for each in (width, then):
        page.set_viewport_size(viewport(each))
        assert page.evaluate("document.documentElement.scrollWidth") <= each
        assert page.evaluate(SCROLLED) == [], "code that scrolls sideways"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert screen.said == []
    host = address.split("/")[2]
    assert [url for url in screen.asked if url.split("/")[2] != host and not url.startswith("data:")] == []


@every_page
def test_a_page_has_its_own_title_and_description(site: Path, name: str) -> None:
    html = BeautifulSoup((site / name / "index.html").read_text(), "html.parser")
    assert len(html.find_all("h1")) == 1
    described = html.find("meta", {"name": "description"})
    assert described and 50 < len(str(described["content"])) < 200
    ids = [element["id"] for element in html.find_all(id=True)]
    assert len(ids) == len(set(ids))


def shown(page: Page) -> tuple[str | None, str]:
    figure = page.locator("figure.tconv").first
    sentence = figure.locator(".told li[aria-current=step]")
    assert sentence.count() == 1 and sentence.is_visible()
    return figure.get_attribute("data-step"), sentence.inner_text()


def test_the_stepper_by_mouse(page: Page) -> None:
    figure = page.locator("figure.tconv").first
    assert shown(page)[0] == "1"
    figure.get_by_role("button", name="Next step").click()
    figure.get_by_role("button", name="Next step").click()
    assert shown(page)[0] == "3" and "Input cell (1, 0)" in shown(page)[1].replace("\xa0", " ")
    assert figure.locator(".count").inner_text() == "3 of 4"
    expect(figure.locator("[aria-live=polite]")).to_have_text(re.compile("^Step 3 of 4. Input cell"))
    figure.get_by_role("button", name="Previous step").click()
    assert shown(page)[0] == "2"
    slider = figure.get_by_role("slider").bounding_box()
    assert slider
    page.mouse.click(slider["x"] + slider["width"] - 2, slider["y"] + slider["height"] / 2)
    assert shown(page)[0] == "4"
    expect(figure.get_by_role("button", name="Next step")).to_be_disabled()
    figure.get_by_role("button", name="Next step").click(force=True)
    assert shown(page)[0] == "4", "there is no step after the last"


def test_the_stepper_by_keyboard(page: Page) -> None:
    figure = page.locator("figure.tconv").first
    figure.get_by_role("button", name="Previous step").focus()
    for key, step in [("ArrowRight", "2"), ("End", "4"), ("ArrowLeft", "3"), ("Home", "1"), ("ArrowLeft", "1")]:
        page.keyboard.press(key)
        assert shown(page)[0] == step, key
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(figure.get_by_role("slider")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert shown(page)[0] == "2"
    expect(figure.get_by_role("slider")).to_have_attribute("aria-valuetext", "Step 2 of 4")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert figure.locator(".told li").nth(3).is_visible()
    expect(figure.get_by_role("button", name="All steps as text")).to_have_attribute("aria-expanded", "true")


def test_play_goes_to_the_end_and_stops(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(address + WHAT)
    figure = page.locator("figure.tconv").first
    figure.get_by_role("button", name="Play").click()
    assert figure.get_by_role("button", name="Play", pressed=True).count() == 1
    page.clock.run_for(2000)
    assert shown(page)[0] == "2"
    page.clock.run_for(10_000)
    assert shown(page)[0] == "4" and figure.get_by_role("button", name="Play", pressed=False).count() == 1
    figure.get_by_role("button", name="Play").click()
    assert shown(page)[0] == "1", "playing again starts again"
    figure.get_by_role("button", name="Next step").click()
    page.clock.run_for(10_000)
    assert shown(page)[0] == "2", "a step by hand pauses"
    page.close()


SEEN = "mark => mark.getClientRects().length > 0 && getComputedStyle(mark).opacity !== '0'"
MARKS = f"""figure => Object.entries(Object.groupBy(figure.querySelectorAll('.stage .step > g'),
    group => group.parentElement.style.getPropertyValue('--n'))).map(([, groups]) => ['stays', 'now'].map(
        part => groups.filter(group => group.matches('.' + part)).some({SEEN})))"""
"""Whether a figure shows the marks that stay from a step on, and those of this step alone: for each step."""


def test_a_step_shows_its_marks_alone(page: Page) -> None:
    figure = page.locator("figure.tconv").first
    figure.get_by_role("slider").fill("3")
    assert figure.evaluate(MARKS) == [[True, False], [True, False], [True, True], [False, False]]
    figure.get_by_role("slider").fill("2")
    assert figure.evaluate(MARKS) == [[True, False], [True, True], [False, False], [False, False]]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_no_number_fades_into_another(browser: Browser, address: str, motion: Any) -> None:
    page = browser.new_page(reduced_motion=motion)
    page.goto(address + WHAT)
    page.locator("figure.tconv").first.get_by_role("slider").fill("3")
    moving = "figure => document.getAnimations().filter(each => figure.contains(each.effect.target)).length"
    assert page.locator("figure.tconv").first.evaluate(moving) == 0
    page.close()


LATE = re.compile(r"/assets/tconv/(?!scripted)\w+\.js$")
"""All scripts of a figure; the first one in a page, which no paint comes before, is none."""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length === 1"
SHIFTED = """new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(each => each.value)))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done([]), 500))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [WHAT, "difference/", "author/"])
def test_a_page_stays_as_it_was_painted_when_its_scripts_come_late(
    browser: Browser, address: str, name: str, width: int
) -> None:
    context = browser.new_context(viewport=viewport(width), bypass_csp=True)
    page = context.new_page()
    held: list[Route] = []
    page.route(LATE, lambda route: held.append(route))
    page.goto(address + name, wait_until="commit")
    page.wait_for_function(PAINTED)
    assert page.locator("figure.tconv button[title]").count() == 0 and held, "no script has run"
    for route in held:
        route.continue_()
    page.unroute(LATE)
    page.locator("figure.tconv button[title]").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTED) == []
    context.close()


def test_without_scripts_there_is_a_strip_and_every_sentence(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=viewport(1280))
    page = context.new_page()
    page.goto(address + WHAT)
    for details in page.locator("details").all():
        details.locator("summary").first.click()
    hold_strips(page)
    for sentence in page.locator("figure.tconv .told li").all():
        assert sentence.is_visible()
    context.close()


def hold_strips(page: Page) -> None:
    """Hold that each figure shows its strip, each picture above its sentence, and no control."""
    assert page.locator("figure.tconv").count() >= 3
    for figure in page.locator("figure.tconv").all():
        count = int(figure.get_attribute("data-steps") or 0)
        pictures, sentences = figure.locator(".strip div > svg"), figure.locator(".strip div > p")
        assert pictures.count() == sentences.count() == len(strip_steps(count))
        for each in [*pictures.all(), *sentences.all()]:
            assert each.is_visible()
        assert not figure.locator(".controls").is_visible() and not figure.locator(".views").is_visible()


ALONE = "position: fixed; inset: 0 auto auto 0; z-index: 99; max-width: none; background: white"


def test_the_strip_shows_each_step_as_the_stepper_does(page: Page) -> None:
    """The same picture: a frame of the strip, and the stage at that step."""
    size = "width: calc(var(--width) * var(--cell)) !important; max-height: none"
    free = "figure.tconv { container-type: normal; content-visibility: visible !important; }"
    shown = f".tconv .strip {{ display: block }} .alone.alone {{ {ALONE} }} .tconv svg.alone {{ {size} }}"
    page.add_style_tag(content=free + shown)
    figure = page.locator("figure.tconv").first
    place = figure.locator(".stage").bounding_box()
    assert place
    clip: Any = {"x": 0, "y": 0, "width": place["width"] - 3, "height": place["height"] - 3}

    def picture(selector: str) -> Image.Image:
        figure.locator(selector).evaluate("each => each.classList.add('alone')")
        taken = page.screenshot(clip=clip)
        figure.locator(selector).evaluate("each => each.classList.remove('alone')")
        return Image.open(BytesIO(taken)).convert("L")

    def differ(one: Image.Image, other: Image.Image) -> float:
        """Find the part of the pixels that are another grey; at the edges of letters some may be."""
        histogram = ImageChops.difference(one, other).histogram()
        return sum(histogram[64:]) / sum(histogram)

    frames = [picture(f".strip div[data-step='{step}'] > svg") for step in (1, 2, 3, 4)]
    assert all(differ(one, other) > 0.002 for one, other in pairwise(frames))
    for step in (1, 2, 3, 4):
        figure.get_by_role("slider").fill(str(step))
        assert differ(picture(".stage"), frames[step - 1]) < 0.0005


LIGHT = "rgb(24, 33, 45)"
"""The ink of the light scheme."""


def test_on_paper_there_is_the_strip_in_light_colours(browser: Browser, address: str) -> None:
    """Also from the dark scheme, and after every step was shown as text."""
    page = browser.new_page(color_scheme="dark")
    page.goto(address + WHAT)
    page.locator("details summary").first.click()
    page.get_by_role("button", name="All steps as text").first.click()
    page.emulate_media(media="print")
    hold_strips(page)
    colours = "elements => [...new Set(elements.map(element => getComputedStyle(element).color))]"
    assert page.locator("figure.tconv .strip p").evaluate_all(colours) == [LIGHT]
    assert page.locator("article > p:not(.lead), h1, h2").evaluate_all(colours) == [LIGHT]
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light only"
    page.close()


def test_the_first_page_plays_where_motion_is_welcome(browser: Browser, address: str) -> None:
    """It goes to the end once, and nothing is read out meanwhile; the reader can stop it."""
    for motion, steps in (("no-preference", ["1", "2", "4"]), ("reduce", ["1", "1", "1"])):
        page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]  # one of the two words
        page.clock.install()
        page.goto(address)
        figure = page.locator("figure.tconv")
        seen = []
        for wait in (100, 2000, 10_000):
            page.clock.run_for(wait)
            seen.append(figure.get_attribute("data-step"))
        assert seen == steps
        expect(figure.locator("[aria-live=polite]")).to_have_text("")
        page.close()


def test_the_first_page_has_a_door_for_each_question(page: Page, address: str) -> None:
    page.goto(address)
    doors = page.locator(".path h2 a:not(.headerlink)").all()
    assert [door.get_attribute("href") for door in doors] == [
        "what/", "difference/", "upsampling/", "parameters/", "use/", "author/",
    ]  # fmt: skip
    heights = set()
    for door in page.locator(".doors > li").all():
        place, picture = door.bounding_box(), door.locator("svg").bounding_box()
        assert place and picture and picture["x"] + picture["width"] < place["x"] + place["width"]
        assert 75 <= picture["width"] <= 144
        heights.add(round(picture["height"]))
    assert heights == {75}, "the pictures are of one size"
    page.locator(".by-hand").click(position={"x": 90, "y": 40})
    page.wait_for_url(re.compile("/author/"))


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800), (1920, 1000)])
def test_the_first_screen_says_what_and_for_whom_and_has_the_figure(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    for part in ("h1", ".lead", ".for-whom", "figure.tconv .stage"):
        place = page.locator(part).first.bounding_box()
        assert place and place["y"] + place["height"] <= height, part


SHOWN = f"""stage => Number([...stage.querySelectorAll('.step > .now')].find({SEEN})
    .parentElement.style.getPropertyValue('--n'))"""
FRAMED = f"stage => [...stage.querySelectorAll('.linked')].filter({SEEN}).length"


def test_views_side_by_side_step_together(page: Page, address: str) -> None:
    """The view that follows shows its own step, and both frame the cell that is told of."""
    page.goto(address + "upsampling/")
    figure = page.locator("figure.tconv:has(.linked)").first
    lead, follower = figure.locator(".stage").all()
    steps = (follower.get_attribute("data-at") or "").split()
    for step in range(1, len(steps) + 1):
        figure.get_by_role("slider").fill(str(step))
        assert [lead.evaluate(SHOWN), follower.evaluate(SHOWN)] == [step, int(steps[step - 1])]
        assert [stage.evaluate(FRAMED) for stage in (lead, follower)] == [1, 1]
    frames = figure.locator(".stage .linked").evaluate_all("all => all.map(each => each.width.baseVal.value)")
    assert set(frames) == {1}, "each frames one cell"
    cells = [stage.locator(".scene").last.evaluate("g => g.getScreenCTM().a") for stage in (lead, follower)]
    assert cells[0] == pytest.approx(cells[1], rel=0.02), "cells of one size"


PLACE = "(svg, [x, y]) => { const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [p.x, p.y] }"
LIT = "stage => (stage.querySelector('.pointed').getAttribute('d').match(/M/g) || []).length"


def test_pointing_at_a_matrix_lights_what_it_links(page: Page, address: str) -> None:
    """A row of C: itself, its output cell and the four inputs it reads; a column: itself, one input, one output."""
    page.goto(address + "author/")
    stage = page.locator('figure.tconv[data-example=author-convolution] .stage[data-view="matrix"]').first
    stage.scroll_into_view_if_needed()
    pointing = json.loads(stage.get_attribute("data-pointing") or "")

    def point(x: float, y: float) -> int:
        page.mouse.move(*stage.locator("svg").first.evaluate(PLACE, [x, y]))
        return int(stage.evaluate(LIT))

    (x, y, side, rows, columns), output, ground = pointing["matrices"][0], pointing["rows"][0], pointing["columns"][0]
    assert (side, rows, columns) == (SIDE, 4, 16) and pointing["links"][2] == [8, 9, 12, 13]
    assert point(x - 0.2, y + 2.5 * side) == 1 + 1 + 4, "the number of row 3"
    assert point(output[0] + 0.5, output[1] + 1.5) == 1 + 1 + 4, "output cell (1, 0), which row 3 makes"
    assert point(x + 8.5 * side, y - 0.2) == 1 + 1 + 1, "the number of column 9"
    assert point(ground[0] + 0.5, ground[1] + 2.5) == 1 + 1 + 1, "input cell (2, 0), which is column 9"
    assert point(x + 8.5 * side, y + 2.5 * side) == 2 + 1 + 1, "an entry: its row, its column, its two cells"
    page.mouse.move(5, 5)
    assert stage.evaluate(LIT) == 0


def test_a_matrix_wider_than_the_page_is_scrolled_by_the_keyboard(page: Page, address: str) -> None:
    """The arrow keys move what overflows while it has the focus, and the steps everywhere else."""
    page.goto(address + "difference/")
    figure = page.locator("figure.tconv[data-example=padded-convolution]")
    pane, at = figure.locator(".pane"), figure.get_attribute("data-step")
    for width, scrolls in ((360, True), (1280, False)):
        page.set_viewport_size(viewport(width))
        pane.evaluate("pane => pane.scrollTo({left: 0, behavior: 'instant'})")
        pane.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert (pane.evaluate("pane => pane.scrollLeft") > 0) == scrolls
        assert (figure.get_attribute("data-step") == at) == scrolls


def test_a_tap_on_a_part_of_a_matrix_lights_what_it_links(browser: Browser, address: str) -> None:
    """On a phone the grids, the product and C are drawings of their own; what is lit stays after the tap."""
    context = browser.new_context(viewport=viewport(360), has_touch=True)
    page = context.new_page()
    page.goto(address + "difference/")
    stage = page.locator('figure.tconv[data-example=author-transposed] .stage[data-view="matrix"]')
    pointing = json.loads(stage.get_attribute("data-pointing") or "")
    assert [len(row) for row in pointing["links"]] == [1] * 16
    row, column = 2 + 2 + 2, 2 + 2 + 4 * 2
    grids = [("input", pointing["columns"][0], 0.5, 0.5, column), ("rows", pointing["matrices"][0], -0.3, 0.5, row)]
    grids.append(("c", pointing["transposes"][0], 0.5, -0.3, row))
    for name, (x, y, side, *_), right, down, lit in grids:
        part = stage.locator(f'svg:has(> g[id$="matrix-{name}"])')
        part.scroll_into_view_if_needed()
        page.touchscreen.tap(*part.evaluate(PLACE, [x + right * side, y + down * side]))
        assert stage.evaluate(LIT) == lit, name
    context.close()


def test_formulas_are_mathml(page: Page) -> None:
    assert page.locator("math").count() >= 3
    assert page.locator(".arithmatex").count() == 0


def test_search_finds_the_page_and_no_number_of_a_figure(page: Page, site: Path) -> None:
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("output padding")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    index = (site / "search/search_index.json").read_text()
    assert "Multiply the whole" not in index and "stamp" in index


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page and its search, for one question after another."""
    page = browser.new_page(viewport=viewport(1280))
    page.goto(address + WHAT)
    page.locator(".md-search__input").click()
    yield page
    page.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is a transposed convolution", "what/"),
        ("is it the inverse of convolution", "difference/"),
        ("convolution as a matrix", "difference/"),
        ("why is the kernel turned", "upsampling/"),
        ("insert zeros between pixels", "upsampling/"),
        ("checkerboard artifacts", "glossary/"),
        ("what does output padding do", "parameters/"),
        ("output size formula", "parameters/"),
        ("what does stride do", "parameters/"),
        ("match encoder size odd input", "use/"),
        ("author example 1 to 16", "author/"),
        ("deconvolution", "glossary/"),
    ],
)
def test_search_lands_on_the_answer(searching: Page, address: str, question: str, answer: str) -> None:
    searching.locator(".md-search__input").fill("")
    searching.keyboard.press("Backspace")
    links = searching.locator(".md-search-result__link")
    expect(links).to_have_count(0)
    searching.locator(".md-search__input").fill(question[:-1])
    searching.keyboard.type(question[-1])
    expect(links.first).to_have_attribute("href", re.compile(f"^{re.escape(address + answer)}(#|$)"))


def test_our_own_styles_and_scripts(site: Path) -> None:
    """Figures are bounded a view and a step, in tests/figures; this is what comes with them on any page."""
    assert shared_bytes(site) <= SHARED_BYTES


def test_no_page_names_a_host_it_would_ask(site: Path) -> None:
    loaded = re.compile(
        r"""(?:src|srcset|poster|data)\s*=\s*["']?(?:https?:)?//|<link[^>]+href=["']?https?://(?!ginal001)|@import|url\(\s*["']?(?:https?:)?//"""
    )
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css"):
            assert not loaded.findall(path.read_text()), path.name
