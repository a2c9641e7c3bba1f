"""The site as it is published: its map, its face in a shared link, its page for what is not there, any web server."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from browsing import PAGES, every_page, viewport, violations
from conftest import POLICY, PREFIX, serve_root
from PIL import Image
from playwright.sync_api import Browser, expect
from project import build, copy

from tconv.output.style import PALETTE
from tconv.pages import addresses


def test_the_map_of_the_site_has_every_page_and_no_other(site: Path) -> None:
    places = [
        place.text for place in ET.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert sorted(map(str, places)) == sorted(addresses.site() + name for name in PAGES)


@every_page
def test_what_a_shared_link_shows(site: Path, name: str) -> None:
    html = (site / name / "index.html").read_text()
    card_tags = {
        key: unescape(value) for key, value in re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', html)
    }
    assert card_tags["url"] == addresses.site() + name
    assert (
        50 < len(card_tags["description"]) < 200
        and card_tags["title"]
        and card_tags["site_name"] == "Transposed convolution"
    )
    description = re.search(r'<meta name="description" content="([^"]*)"', html)
    assert description and unescape(description[1]) == card_tags["description"]
    assert html.count('name="twitter:card" content="summary_large_image"') == 1
    assert card_tags["image"].startswith(addresses.site())
    with Image.open(site / card_tags["image"].removeprefix(addresses.site())) as card:
        assert card.size == (1200, 630)
        colours = {colour for _, colour in card.convert("RGB").getcolors(1 << 20) or []}
        assert tuple(bytes.fromhex(PALETTE["kernel"].light[1:])) in colours, (
            "only the kernel's numbers are written in it"
        )


def test_titles_and_descriptions_differ(site: Path) -> None:
    pages = [(site / name / "index.html").read_text() for name in PAGES]
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)"'):
        found = [re.search(pattern, html) for html in pages]
        assert len({each[1] for each in found if each}) == len(PAGES)


def test_the_sign_of_the_site_is_its_own(site: Path) -> None:
    for name in PAGES:
        icon = re.search(r'<link rel="icon" href="([^"]+)"', (site / name / "index.html").read_text())
        assert icon and (site / name / icon[1]).resolve() == (site / "assets/favicon.svg").resolve()
    assert ET.parse(site / "assets/favicon.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize("missing", ["gone/", "what/gone/deeper/", "gone.html"])
def test_an_address_that_is_no_page(address: str, site: Path, browser: Browser, missing: str) -> None:
    page = browser.new_page(viewport=viewport(360))
    answer = page.goto(address + missing)
    assert answer and answer.status == 404
    assert page.locator("h1").inner_text() == "This page is not here"
    links = page.locator("article li a")
    assert links.count() == len(PAGES)
    for link in links.all():
        assert (site / (link.get_attribute("href") or "").removeprefix(PREFIX) / "index.html").is_file()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    links.first.click()
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    page.close()


@every_page
def test_a_page_keeps_to_the_content_security_policy(address: str, browser: Browser, name: str) -> None:
    """Nothing is refused, of the page and of its search, and nothing is said on the console."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("addEventListener('securitypolicyviolation', event => console.log(event.violatedDirective))")
    answer = page.goto(address + name)
    assert answer and answer.headers["content-security-policy"] == POLICY
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("stride")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert said == []
    page.evaluate("document.body.append(Object.assign(new Image, {src: 'https://example.org/'}))")
    page.wait_for_timeout(100)
    assert "img-src" in said, "what is refused is heard"
    page.close()


def test_no_page_has_a_script_in_it_but_the_ones_of_the_theme(site: Path) -> None:
    """Those of its page for what is not found, which none of our code adds to; they differ in one address."""

    def inline(path: Path) -> set[str]:
        html = path.read_text()
        assert not re.search(r"<[^>]+ on\w+=|javascript:", html), path
        written = re.findall(r"<script>(.*?)</script>|<script (?![^>]*\bsrc=)([^>]*>.*?)</script>", html, re.DOTALL)
        scripts = {one or other for one, other in written if not other.startswith('id="__config"')}  # which is JSON
        return {re.sub(r"new URL\([^)]*\)", "", script) for script in scripts}

    themes = inline(site / "404.html")
    assert themes
    for name in PAGES:
        assert inline(site / name / "index.html") <= themes, name


def test_a_copy_works_on_any_web_server_without_a_network(site: Path, browser: Browser) -> None:
    """At the root of a server that is not the published one: pages, figures, links and search."""
    with serve_root(site) as address:
        context = browser.new_context(viewport=viewport(1280), reduced_motion="reduce")
        page = context.new_page()
        wrong: list[str] = []
        page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(address) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        page.locator(".hero a.md-button").first.click()
        figure = page.locator("figure.tconv").first
        figure.get_by_role("button", name="Next step").click()
        expect(figure).to_have_attribute("data-step", "2")
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("output padding")
        first = page.locator(".md-search-result__link").first
        expect(first).to_have_attribute("href", re.compile(re.escape(address)))
        assert wrong == []
        context.close()


def test_on_github_the_site_is_that_of_the_repository_it_runs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "Someone/lesson")
    project = copy(tmp_path / "project")
    done = build(project)
    assert done.returncode == 0, done.stderr
    notebook = (project / "site/notebooks/transposed-convolution/index.html").read_text()
    assert 'href="https://colab.research.google.com/github/Someone/lesson/blob/main/docs/notebooks/' in notebook
    assert (
        'rel="canonical" href="https://someone.github.io/lesson/what/"'
        in (project / "site/what/index.html").read_text()
    )
    assert 'href="/lesson/what/"' in (project / "site/404.html").read_text()
