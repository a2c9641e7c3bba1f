"""The step that finishes a built site, tried on a site of three small files."""

import re
from pathlib import Path

import pytest

from tconv.example import ExampleError
from tconv.output.scripts import STARTED_BY
from tconv.pages import addresses, cards, finish, loading
from tconv.sheets import typeset

PAGE = """<html><head><title>Sizes &amp; settings - The site</title>
<meta name="description" content="Which &quot;setting&quot; does what"></head>
<body>{}</body></html>"""
NAV = '<nav class="md-nav--primary"><a class="md-nav__link" href="/at/."> Home </a></nav>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a/b").mkdir(parents=True)
    styles = "".join(f'<link href="x/{name}">' for name in finish.NEEDED_BY)
    for path in ("index.html", "a/b/index.html"):
        (tmp_path / path).write_text(PAGE.format(f'{styles}<img src="{typeset.FOLDER}1.webp">'))
    (tmp_path / "404.html").write_text(f"<h1>404 - Not found</h1>{NAV}")
    return tmp_path


def test_addresses_are_seen_from_the_page(site: Path) -> None:
    finish.finish(site, "https://example.org/at/")
    for path, root, address in (("index.html", "", ""), ("a/b/index.html", "../../", "a/b/")):
        html = (site / path).read_text()
        assert f'<img src="{root}sheets/pictures/1.webp">' in html
        assert f'<meta property="og:url" content="https://example.org/at/{address}">' in html
        assert f'content="https://example.org/at/{cards.CARD}"' in html and (site / cards.CARD).is_file()


def test_a_card_has_the_title_and_the_description_of_its_page(site: Path) -> None:
    finish.finish(site, "https://example.org/")
    tags = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', (site / "index.html").read_text()))
    assert tags["title"] == "Sizes &amp; settings" and tags["site_name"] == "The site"
    assert tags["description"] == "Which &quot;setting&quot; does what"


def test_where_no_card_can_be_drawn_the_pages_do_without(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bytes:
        raise ExampleError("no font")

    monkeypatch.setattr(cards, "card", refuse)
    finish.finish(site, "https://example.org/")
    html = (site / "index.html").read_text()
    assert "og:image" not in html and '<meta name="twitter:card" content="summary">' in html
    assert not (site / cards.CARD).exists()


@pytest.mark.parametrize("name", finish.NEEDED_BY)
def test_a_page_loads_a_style_only_where_it_needs_it(site: Path, name: str) -> None:
    needing = site / "a/b/index.html"
    needing.write_text(needing.read_text().replace("<img", f"<p {finish.NEEDED_BY[name]}><img"))
    finish.finish(site, "https://example.org/")
    assert f'x/{name}"' in needing.read_text()
    assert f'x/{name}"' not in (site / "index.html").read_text()


@pytest.mark.parametrize(("name", "markup"), STARTED_BY.items())
def test_a_page_loads_a_script_only_where_it_needs_it(site: Path, name: str, markup: str) -> None:
    needing = site / "a/b/index.html"
    needing.write_text(needing.read_text().replace("<img", f"<p {markup}><img"))
    finish.finish(site, "https://example.org/")
    assert f'<script type="module" src="../../assets/tconv/{name}"></script>' in needing.read_text()
    first = re.findall(r"<script[^>]*>", (site / "index.html").read_text())
    assert first == ['<script src="assets/tconv/scripted.js">'] and (site / "assets/tconv/scripted.js").is_file()
    assert (site / "assets/tconv" / name).is_file() and "<script type" not in (site / "index.html").read_text()


def test_a_page_is_told_at_once_of_what_its_scripts_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "needed", lambda *names: ("shared.js", *names))
    html = loading.with_scripts(f"<head></head><body>{STARTED_BY['sheet.js']}", "../")
    head = html[: html.index("</head>")]
    assert re.findall(r'<link rel="modulepreload" href="([^"]+)">', head) == ["../assets/tconv/shared.js"]
    assert re.findall(r'<script type="module" src="([^"]+)">', head) == ["../assets/tconv/sheet.js"]


def test_a_lost_reader_finds_every_page(site: Path) -> None:
    finish.finish(site, "https://example.org/at/")
    assert '<ul><li><a href="/at/">Home</a></li></ul>' in (site / "404.html").read_text()


@pytest.mark.parametrize("html", [f"<h1>Nothing</h1>{NAV}", "<h1>404 - Not found</h1>"])
def test_another_theme_is_refused_and_not_passed_over(site: Path, html: str) -> None:
    (site / "404.html").write_text(html)
    with pytest.raises(ValueError, match="has changed"):
        finish.finish(site, "https://example.org/")


def test_the_author_is_linked_wherever_a_sheet_is_credited(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text().replace("<img", f'<a href="{typeset.AUTHOR}">the author</a><img'))
    finish.finish(site, "https://example.org/")
    assert f'<a href="{addresses.author_notebook()}">the author</a>' in page.read_text()
