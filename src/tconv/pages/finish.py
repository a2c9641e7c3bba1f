"""Turn the folder that a site generator has built into the site that is published.

A step over files, which knows the theme's HTML but nothing of the generator: on another one it stays as it is.
"""

import gzip
import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

from tconv.example import ExampleError
from tconv.output import assets
from tconv.pages import addresses, cards, font
from tconv.pages.addresses import SHEETS
from tconv.pages.loading import FOLDER, with_scripts
from tconv.pages.not_found import not_found
from tconv.pages.rail import with_rail
from tconv.sheets import typeset
from tconv.sheets.page import PICTURES

log = logging.getLogger("mkdocs.tconv")  # below mkdocs, which shows what its own loggers say

NEEDED_BY = {
    "home.css": 'class="hero"',
    "sheet.css": '<figure class="sheet"',
    "notebook.css": 'class="printed"',
}
"""Styles that only some pages need, by the markup that needs them."""

NAMELESS = '<div class="md-search" data-md-component="search" role="dialog"'
"""Material's search, which has no name that a screen reader could say."""


def finish(site: Path, address: str) -> None:
    """Finish the site in a folder, which is published at an address.

    Raises
    ------
    ValueError
        If the theme's page for what is not found cannot be recognised, or a script cannot be read.
    """
    _write_styles_and_scripts(site)
    picture_address = f"{address}{cards.CARD}" if _draw_card(site) else None
    for path in site.rglob("index.html"):
        below = path.parent.relative_to(site).parts
        html = _page(path.read_text("utf-8"), "../" * len(below))
        html = cards.with_card(html, address + "".join(f"{name}/" for name in below), picture_address)
        path.write_text(html, "utf-8")
    lost = site / "404.html"
    lost.write_text(_page(not_found(lost.read_text("utf-8")), urlsplit(address).path), "utf-8")
    font.write(site, site / FOLDER)
    _undate(site / "sitemap.xml")


def _undate(sitemap: Path) -> None:
    """Leave the day of the build out of the list of pages: it says nothing of them, and makes two builds differ."""
    if sitemap.exists():
        text = re.sub(r"\s*<lastmod>.*?</lastmod>", "", sitemap.read_text("utf-8"))
        sitemap.write_text(text, "utf-8")
        sitemap.with_name("sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _write_styles_and_scripts(site: Path) -> None:
    """Write the package's own styles and scripts, and pack the styles of the site, as small as they can be."""
    own = site / "assets/tconv"
    own.mkdir(parents=True)
    for name in assets.names():
        (own / name).write_text(assets.served(name), "utf-8")
    for path in (site / "stylesheets").glob("*.css"):
        path.write_text(assets.packed(path.read_text("utf-8")), "utf-8")


def _draw_card(site: Path) -> bool:
    """Draw the picture that shared links show; False where it cannot be drawn, and the pages do without."""
    try:
        (site / cards.CARD).write_bytes(cards.card())
    except ExampleError as error:
        log.info("shared links show no picture: %s", error)
        return False
    return True


def _page(html: str, root: str) -> str:
    """Leave a page the styles and scripts it needs, repair what Material leaves open, resolve the sheets' addresses.

    `root` leads from the page to the root of the site; for what is shown at any depth, from the root of the host.
    """
    for name, markup in NEEDED_BY.items():
        if markup not in html:
            html = re.sub(rf'<link\b[^>]*/{name}"[^>]*>', "", html)
    html = font.with_font(with_scripts(with_rail(html), root), f"{root}{FOLDER}")
    html = html.replace(NAMELESS, f'{NAMELESS} aria-label="Search"')
    html = html.replace(typeset.FOLDER, f"{root}{SHEETS.name}/{PICTURES}/")
    return html.replace(typeset.AUTHOR, addresses.author_notebook())
