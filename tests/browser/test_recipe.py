"""A recipe beside its figure: the figure stays in sight and shows what the item that is read tells of."""

import re
from collections.abc import Iterator

import pytest
from browsing import PAGES
from conftest import ROOT
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

RECIPES = [
    f"{path.stem}/" for path in sorted((ROOT / "docs").glob("*.md")) if '<div class="recipe"' in path.read_text()
]
WIDE, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)

LINE = 0.6
"""Where the item that is read lies, as a part of the window's height."""

READ = f"""item => {{ const {{ top, bottom }} = item.getBoundingClientRect();
    scrollBy({{ top: (top + bottom) / 2 - innerHeight * {LINE}, behavior: 'instant' }}) }}"""

each_recipe = pytest.mark.parametrize("name", RECIPES)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture
def page(window: Page) -> Page:
    window.goto("about:blank")
    window.set_viewport_size(WIDE)
    return window


def figure_of(page: Page) -> Locator:
    return page.locator(".recipe > figure.tconv")


def items_of(page: Page) -> list[Locator]:
    return page.locator(".recipe > ol > li").all()


def steps_of(page: Page, item: Locator) -> list[str]:
    """List the steps of the recipe's figure that an item links to."""
    start = f"#{figure_of(page).get_attribute('id')}/"
    links = item.locator(f'a[href^="{start}"]').all()
    return [str(link.get_attribute("href")).removeprefix(start) for link in links]


def read(page: Page, item: Locator) -> None:
    """Scroll an item to where it is read, and wait until it is marked."""
    item.evaluate(READ)
    expect(item).to_have_attribute("aria-current", "step")
    expect(page.locator(".recipe > [aria-current], .recipe > ol > [aria-current]")).to_have_count(1)


def test_there_are_such_recipes() -> None:
    assert {"what/", "difference/", "upsampling/"} <= set(RECIPES) <= set(PAGES)


@each_recipe
def test_the_figure_follows_what_is_read_and_stays_in_sight(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    items, figure = items_of(page), figure_of(page)
    header = page.locator(".md-header").bounding_box()
    shown = set()
    for item in [*items, *items[::-1]]:
        read(page, item)
        for step in steps_of(page, item)[:1]:
            expect(figure).to_have_attribute("data-step", step)
            shown.add(step)
    assert len(shown) > 1
    expect(figure.locator(".announced")).to_be_empty()
    for item in items[-2:]:
        read(page, item)
        place, picture = figure.bounding_box(), figure.locator(".stage").bounding_box()
        assert header and place and picture and place["x"] + place["width"] <= WIDE["width"]
        assert picture["y"] >= header["height"] - 10 and place["y"] + place["height"] <= WIDE["height"]


@each_recipe
def test_a_link_of_an_item_shows_its_step_where_one_reads(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    figure = figure_of(page)
    *_, last_but_one, last = items_of(page)
    read(page, last_but_one)
    for item in (last, last_but_one):
        before = page.evaluate("scrollY")
        for link, step in zip(item.locator("a").all(), steps_of(page, item), strict=True):
            link.click()
            expect(figure).to_have_attribute("data-step", step)
            expect(item).to_have_attribute("aria-current", "step")
            assert page.evaluate("scrollY") == before
            assert page.url.endswith(f"/{step}"), "the address can be given to others"
    expect(figure.locator(".announced")).to_be_empty()


def test_a_step_by_hand_stays_until_one_scrolls_on(page: Page, address: str) -> None:
    page.goto(address + "difference/")
    figure, items = figure_of(page), items_of(page)
    read(page, items[3])
    expect(figure).to_have_attribute("data-step", steps_of(page, items[3])[0])
    figure.get_by_role("button", name="Next step").click()
    by_hand = figure.get_attribute("data-step")
    assert by_hand not in steps_of(page, items[3])
    page.evaluate("scrollBy({top: 5, behavior: 'instant'})")
    page.wait_for_timeout(200)
    expect(figure).to_have_attribute("data-step", str(by_hand))
    expect(figure.locator(".announced")).not_to_be_empty()
    read(page, items[1])
    expect(figure).to_have_attribute("data-step", steps_of(page, items[1])[0])


def test_an_address_shows_its_step_before_one_scrolls(page: Page, address: str) -> None:
    page.goto(address + "difference/#author-convolution-matrix/4")
    page.wait_for_timeout(300)
    expect(figure_of(page)).to_have_attribute("data-step", "4")


def test_reading_on_stops_a_figure_that_plays(page: Page, address: str) -> None:
    page.goto(address + "what/")
    figure, items = figure_of(page), items_of(page)
    read(page, items[0])
    play = figure.get_by_role("button", name="Play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    read(page, items[3])
    expect(play).to_have_attribute("aria-pressed", "false")
    expect(figure).to_have_attribute("data-step", "3")


@each_recipe
def test_on_a_phone_the_figure_stands_above_the_list_and_does_not_follow(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + name)
    figure, items = figure_of(page), items_of(page)
    step = str(figure.get_attribute("data-step"))
    for item in items:
        item.evaluate(READ)
    page.wait_for_timeout(200)
    expect(figure).to_have_attribute("data-step", step)
    expect(page.locator(".recipe > ol > [aria-current]")).to_have_count(0)
    place, first = figure.bounding_box(), items[0].bounding_box()
    assert place and first and place["y"] + place["height"] <= first["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    link, step = items[-1].locator("a").first, steps_of(page, items[-1])[0]
    link.click()
    expect(figure).to_have_attribute("data-step", step)
    expect(figure).to_be_in_viewport()


@each_recipe
def test_in_a_low_window_the_figure_stands_in_the_text(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(address + name)
    expect(figure_of(page)).not_to_have_css("position", "sticky")


@each_recipe
def test_without_scripts_the_recipe_reads_on_its_own(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + name)
    figure, items = figure_of(page), items_of(page)
    expect(figure).not_to_have_css("position", "sticky")
    for item in items:
        expect(item).to_be_visible()
        for step in steps_of(page, item):
            assert figure.locator(".told > li").nth(int(step) - 1).get_attribute("id")
    context.close()


def test_only_a_page_with_a_recipe_loads_its_script(page: Page, address: str) -> None:
    for name in PAGES:
        html = page.request.get(address + name).text()
        assert bool(re.search(r'src="[^"]*recipe\.js"', html)) == (name in RECIPES), name
