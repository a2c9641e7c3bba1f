"""The rail and its bar: the course in order on each page, where one is, what is read; by keyboard, without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import AXE, PAGES, RULES, every_page, viewport
from conftest import ROOT
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, expect

NAV: list[Any] = load_config(str(ROOT / "mkdocs.yml"))["nav"]
COURSE = next(
    [(title, path.replace(".md", "/")) for each in pages for title, path in each.items()]
    for part in NAV
    for pages in part.values()
    if isinstance(pages, list)
)
"""Title and address of each page of the course, in order."""
BELOW_HOME = [name for name in PAGES if name]
NARROW, WIDE = 360, 1280

below_home = pytest.mark.parametrize("name", BELOW_HOME)
second = COURSE[1][1]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=viewport(WIDE), reduced_motion="reduce", bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def hold_the_course(page: Page, address: str, name: str) -> None:
    """Hold that the rail shows the course in order, and this page alone as the one that is open."""
    rail = page.get_by_role("navigation", name="Course", exact=True)
    stations = rail.locator(".course > li > a")
    assert [(link.inner_text(), link.evaluate("a => a.href")) for link in stations.all()] == [
        (title, address + path) for title, path in COURSE
    ]
    current = rail.locator("a[aria-current=page]")
    assert current.count() == 1 and current.evaluate("a => a.href") == address + name
    assert [int(number) for number in rail.locator(".course > li > i").all_inner_texts()] == [1, 2, 3, 4, 5]


@below_home
def test_each_page_has_the_course_and_its_own_headings(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    hold_the_course(page, address, name)
    listed = page.locator(".rail .headings a").evaluate_all("all => all.map(a => decodeURIComponent(a.hash.slice(1)))")
    headings = page.locator("article h2").evaluate_all("all => all.map(h2 => h2.id)")
    assert listed == headings and headings
    expect(page.locator(".rail button")).to_be_hidden()
    for link in page.locator(".rail a").all():
        expect(link).to_be_visible()


def test_home_has_no_rail(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator(".rail").count() == 0 and page.locator(".doors > li").count() == len(COURSE)


EDGES = """() => [...document.querySelectorAll(
    '.md-header .md-logo, .course > li > i, h1, h2, article > :is(p, figure, .highlight), .md-copyright')]
    .filter(each => each.checkVisibility()).map(each => Math.round(each.getBoundingClientRect().left))"""


@pytest.mark.parametrize("name", [*BELOW_HOME, "nothing/here/"])
@pytest.mark.parametrize("width", [WIDE, 1920])
def test_a_wide_page_has_two_left_edges(page: Page, address: str, name: str, width: int) -> None:
    """One of header and rail, one of text and figures, also on the page for what is not found; the rail ends before."""
    page.set_viewport_size(viewport(width))
    page.goto(address + name)
    assert len(set(page.evaluate(EDGES))) == 2
    rail, title = page.locator(".rail").bounding_box(), page.locator("h1").bounding_box()
    assert rail and title and rail["x"] + rail["width"] <= title["x"]


LINES = """() => [...document.querySelectorAll('article > p:not(.lead)')].map(p => {
    const lines = p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight);
    return [p.innerText.length, Math.round(lines)];
})"""


def test_a_line_has_58_to_68_characters(page: Page, address: str) -> None:
    page.goto(address + COURSE[0][1])
    page.evaluate("document.fonts.ready")
    long = [(length, lines) for length, lines in page.evaluate(LINES) if lines > 2]
    assert 58 <= sum(length for length, _ in long) / sum(lines - 0.5 for _, lines in long) <= 68


@below_home
def test_the_bar_says_where_one_is(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(viewport(NARROW))
    page.goto(address + name)
    bar = page.locator(".rail button")
    place = bar.bounding_box()
    assert place and place["height"] == 40 and place["width"] == NARROW
    addresses = [path for _, path in COURSE]
    assert bar.locator("i").count() == len(COURSE)
    if name in addresses:
        at = addresses.index(name)
        assert bar.inner_text() == f"{at + 1} of {len(COURSE)} · {COURSE[at][0]}"
        assert [dot.get_attribute("class") for dot in bar.locator("i").all()].index("here") == at
    else:
        assert str(page.locator(".rail [aria-current=page]").text_content()) in bar.inner_text()
        assert bar.locator("i.here").count() == 0
    page.mouse.wheel(0, 600)
    page.wait_for_function("scrollY > 300")
    header = page.locator(".md-header").bounding_box()
    place = bar.bounding_box()
    assert header and place and place["y"] == header["y"] + header["height"], "it stays below the header"


def test_the_bar_opens_and_closes_the_rail_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size(viewport(NARROW))
    page.goto(address + second)
    bar, links = page.locator(".rail button"), page.locator(".rail [popover] a")
    expect(links.first).to_be_hidden()
    bar.focus()
    page.keyboard.press("Enter")
    expect(bar).to_have_attribute("aria-expanded", "true")
    hold_the_course(page, address, second)
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(bar).to_have_attribute("aria-expanded", "false")
    expect(links.first).to_be_hidden()
    expect(bar).to_be_focused()
    bar.click()
    page.add_script_tag(path=AXE)
    assert page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")["violations"] == []
    heading = page.locator(".rail .headings a").nth(2)
    heading.click()
    expect(heading).to_be_hidden()
    target = page.locator(str(heading.get_attribute("href"))).bounding_box()
    assert target and target["y"] >= 88, "neither header nor bar covers the heading that was asked for"


FOCUSED = """() => { const at = document.activeElement;
    const { left, right, width } = (at.matches('.md-option') ? at.nextElementSibling : at).getBoundingClientRect();
    return [at.checkVisibility({visibilityProperty: true}), width > 0 && right > 0 && left < innerWidth] }"""
"""Whether what has the focus is seen; of the theme's switch for the colours that is its label."""


@pytest.mark.parametrize("width", [NARROW, 768, WIDE])
def test_tab_stops_only_at_what_is_seen(page: Page, address: str, width: int) -> None:
    """Neither in the closed drawer of the theme nor in the closed rail."""
    page.set_viewport_size(viewport(width))
    page.goto(address + second)
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == [True, True], page.evaluate("document.activeElement.outerHTML")
        hidden = "[popover]" if width < WIDE else "dialog"
        assert not page.evaluate(f"!!document.activeElement.closest('.md-sidebar, {hidden}')")


def test_the_heading_that_is_read_is_marked(page: Page, address: str) -> None:
    page.goto(address + second)
    for heading in page.locator("article h2").all()[:-1]:
        heading.evaluate("h2 => scrollTo({top: h2.getBoundingClientRect().top + scrollY - 100, behavior: 'instant'})")
        marked = page.locator(".rail .headings a[aria-current]")
        expect(marked).to_have_count(1)
        expect(marked).to_have_attribute("href", f"#{heading.get_attribute('id')}")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(page.locator(".rail .headings a").last).to_have_attribute("aria-current", "true")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    expect(page.locator(".rail .headings a[aria-current]")).to_have_count(0)


def read_to_the_end(page: Page) -> None:
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")


def done(page: Page) -> list[int]:
    """List the stations that are marked as read; a dot of the bar is marked with each, and words say it."""
    marks = page.locator(".course > li, .rail button i").evaluate_all("a => a.map(e => e.classList.contains('done'))")
    assert marks[: len(COURSE)] == marks[len(COURSE) :]
    said = page.locator(".course > li > a").evaluate_all("all => all.map(a => /read/.test(a.textContent))")
    assert said == marks[: len(COURSE)]
    return [number for number, is_done in enumerate(said, 1) if is_done]


def test_a_page_is_read_once_its_end_was_seen(page: Page, address: str) -> None:
    page.goto(address + COURSE[0][1])
    page.wait_for_timeout(200)
    assert done(page) == []
    read_to_the_end(page)
    expect(page.locator(".course > .done")).to_have_count(1)
    page.goto(address + COURSE[2][1])
    assert done(page) == [1]
    read_to_the_end(page)
    expect(page.locator(".course > .done")).to_have_count(2)
    page.goto(address + "glossary/")
    read_to_the_end(page)
    page.goto(address + second)
    assert done(page) == [1, 3]


REFUSING = (
    "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new DOMException('no') };"
)


@pytest.mark.parametrize(
    "storage", ["localStorage.setItem('tconv.read', '{broken')", "localStorage.setItem('tconv.read', '7')"]
)
def test_what_is_stored_may_be_anything(page: Page, address: str, storage: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(f"if (!sessionStorage.once) {{ sessionStorage.once = 1; {storage} }}")
    page.goto(address + second)
    read_to_the_end(page)
    expect(page.locator(".course > .done")).to_have_count(1)
    page.reload()
    assert done(page) == [2] and wrong == []


def test_a_browser_that_stores_nothing_does_no_harm(page: Page, address: str) -> None:
    """This project's part of the page says nothing; what the theme says of its own storage is not ours."""
    page.add_init_script(REFUSING)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{error.stack}"))
    page.goto(address + second)
    read_to_the_end(page)
    expect(page.locator(".rail .headings a").last).to_have_attribute("aria-current", "true")
    assert [error for error in wrong if "tconv/" in error] == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_without_scripts_the_course_is_there(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport=viewport(width), java_script_enabled=False)
    page = context.new_page()
    page.goto(address + second)
    if width == NARROW:
        assert "2 of 5" in page.locator(".rail button").inner_text()
        page.locator(".rail button").click()
    for link in page.locator(".rail a").all():
        expect(link).to_be_visible()
    hold_the_course(page, address, second)
    context.close()


def test_paper_has_no_rail_and_no_bar(page: Page, address: str) -> None:
    page.goto(address + second)
    page.emulate_media(media="print")
    for width in (NARROW, WIDE):
        page.set_viewport_size(viewport(width))
        for part in (".rail", ".md-header", ".md-footer"):
            expect(page.locator(part).first).to_be_hidden()
        left = page.locator("h1").evaluate("h1 => h1.getBoundingClientRect().left")
        assert left <= 32, "the text begins where the paper does"


@every_page
def test_no_page_scrolls_sideways(page: Page, address: str, name: str) -> None:
    """At no width, and not at 360 px either where the reader's text is twice as large."""
    page.goto(address + name)
    for width in (320, NARROW, 768, 1100, 1220, WIDE):
        page.set_viewport_size(viewport(width))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.set_viewport_size(viewport(NARROW))
    larger = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", larger)
    page.wait_for_function("getComputedStyle(document.documentElement).fontSize === '40px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, "text at 200 %"


def test_a_title_says_the_page_first(page: Page, address: str) -> None:
    for name in [*PAGES, "nothing/here/"]:
        page.goto(address + name)
        assert re.fullmatch(r".+ – Transposed convolution|Transposed convolution, .+", page.title()), page.title()
    assert "not found" in page.title()
