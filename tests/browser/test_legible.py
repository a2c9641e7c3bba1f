"""Figures as a reader's eyes meet them: no number is small, cells have few sizes, what a step is about is in sight."""

from collections.abc import Iterator

import pytest
from browsing import PAGES
from playwright.sync_api import Browser, Page, ViewportSize

PHONE, DESKTOP = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)

LEAST = {"read": 11, "index": 9}
"""Pixels that a text is high at least, and the number of a row or a column."""

SIZES = ((28, 30), (34, 36.5), (48, 48.5))
"""Pixels of a cell, where there is room: in tables, where much is compared, in a figure alone."""

TEXTS = """() => [...document.querySelectorAll('figure.tconv .stage text')].filter(
    text => text.getClientRects().length).map(text => [text.closest('.index') ? 'index' : 'read', text.textContent,
        parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d])"""

CELLS = """() => [...new Set([...document.querySelectorAll('figure.tconv .stage .scene g[class] > path[d*=h]')].filter(
    cell => cell.getClientRects().length).map(
    cell => Math.round(cell.getScreenCTM().d * 100) / 100))]"""

STEPS = """figure => {
    const header = Math.max(0, ...[...document.querySelectorAll('.md-header, .rail > button')].map(
        each => each.getBoundingClientRect().bottom));
    const slider = figure.querySelector('input[type=range]');
    const lost = [];
    for (let step = 1; step <= Number(slider.max); step += 1) {
        slider.value = String(step);
        slider.dispatchEvent(new Event('input'));
        const bar = figure.querySelector('.bar').getBoundingClientRect();
        const said = figure.querySelector('.told li[aria-current]').getBoundingClientRect();
        if (bar.top < header || said.bottom > innerHeight + 1) lost.push([step, 'sentence', said.bottom]);
        for (const stage of figure.querySelectorAll('.stage')) {
            if (!stage.getClientRects().length) continue;
            const own = stage.dataset.at ? stage.dataset.at.split(' ')[step - 1] : step;
            const long = [...stage.querySelectorAll('.pane')].filter(pane => pane.scrollHeight > pane.clientHeight + 2);
            const tops = long.map(pane => pane.scrollTop);
            if (Math.max(...tops) - Math.min(...tops) > 3) lost.push([step, 'rows apart']);
            for (const mark of stage.querySelectorAll(`.step[style="--n:${own}"] > .now > *`)) {
                const box = mark.getBoundingClientRect();
                const part = mark.closest('.pane')?.getBoundingClientRect();
                const seen = part ?? box;
                if (!box.width) continue;
                const drawn = mark.outerHTML.slice(0, 60);
                if (seen.top < header - 1 || seen.bottom > bar.top + 1) lost.push([step, drawn, seen.top, bar.top]);
                if (seen.left < -1 || seen.right > innerWidth + 1) lost.push([step, 'sideways', drawn]);
                if (!part) continue;
                const wide = Math.min(box.right, part.right) - Math.max(box.left, part.left);
                const tall = Math.min(box.bottom, part.bottom) - Math.max(box.top, part.top);
                if (wide < Math.min(20, box.width / 2)) lost.push([step, 'columns']);
                if (tall < Math.min(20, box.height / 2)) lost.push([step, 'rows']);
            }
        }
    }
    return lost;
}"""
"""Step a figure through; list the steps at which a mark that the step draws is out of sight, or its sentence."""


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=request.param, reduced_motion="reduce")
    yield page
    page.close()


def opened(page: Page, address: str) -> Page:
    """Open a page with all that it folds away, and lay all figures out."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.add_style_tag(content="figure.tconv { content-visibility: visible !important }")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_no_number_is_small_and_cells_have_three_sizes(window: Page, address: str, name: str) -> None:
    page = opened(window, address + name)
    assert [text for text in page.evaluate(TEXTS) if text[2] < LEAST[text[0]]] == []
    sizes = page.evaluate(CELLS)
    if window.viewport_size == DESKTOP:
        assert [size for size in sizes if not any(low <= size <= high for low, high in SIZES)] == []
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert [text for text in page.evaluate(TEXTS) if text[2] < 1.3 * LEAST[text[0]]] == [], "at twice the size of text"


@pytest.mark.parametrize("name", PAGES)
def test_what_a_step_is_about_is_in_sight(window: Page, address: str, name: str) -> None:
    page = opened(window, address + name)
    for figure in page.locator("figure.tconv").all():
        figure.scroll_into_view_if_needed()
        page.wait_for_timeout(50)
        switches = figure.locator(".switch button").all()
        for view in switches if switches and switches[0].is_visible() else [None]:
            if view:
                view.click()
            lost = figure.evaluate(STEPS)
            assert lost == [], (figure.get_attribute("id"), view and view.inner_text())
