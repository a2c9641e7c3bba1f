"""Answer the events of MkDocs that nothing else can: the notebook's page, what a build takes long for, and its end.

The fences, formulas and references of a page are Markdown extensions, and what can be done to files is done in
finish. The notebook is no Markdown, so no extension sees it; and its page must be tidy before MkDocs reads the table
of contents and the search index from it, so it cannot wait for the end.

Under `mkdocs serve` this module lives until a build fails, or the package or what it reads beside the pages changes.
Till then it keeps the pages that stand.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tconv.pages import addresses, notebook
from tconv.pages.addresses import SHEETS
from tconv.pages.finish import finish
from tconv.sheets.page import alone

NOTEBOOK = {
    "title": "The lesson as a notebook",
    "description": "The whole lesson as a notebook to run: five questions about transposed convolution, the author's "
    "example in both directions, every view, and exercises that check your answer.",
    "hide": ["navigation", "toc"],
    "search": {"boost": 0.5},
}
"""Front matter for the notebook's page: a notebook cannot hold its own."""

_MADE: dict[str, tuple[object, dict[str, Any]]] = {}
"""What each page was made of the last time, and what it became, by its path."""

_FIGURE = re.compile('<figure class="tconv".*?</figure>', re.DOTALL)
_ADDRESS = re.compile('<(?:figure class="tconv"|li) id="([^"]+)"')
"""A figure and each of its steps can be linked to; MkDocs, which checks links, does not look into a fence."""
_PLACE = "<!-- a figure -->"
_FIGURES: dict[str, list[str]] = {}
"""The figures of a page while they are not in it, by its path."""


def on_pre_page(page: Page) -> None:
    """Make a page only where it has changed, and tidy the notebook's as soon as it is made."""
    page.render = partial(_render, page, page.render)  # type: ignore[method-assign]  # MkDocs has no other door


def _render(page: Page, render: Callable[[MkDocsConfig, Files], None], config: MkDocsConfig, files: Files) -> None:
    path, source = page.file.src_uri, (page.markdown, dict(page.meta), list(files.src_uris))
    if path not in _MADE or _MADE[path][0] != source:
        before = dict(vars(page))
        render(config, files)
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *_ADDRESS.findall(str(page.content))}
        if _is_notebook(page):
            try:
                page.content = notebook.lesson(str(page.content), partial(_within, page), partial(alone, SHEETS))
            except ValueError as error:
                raise BuildError(f"{path}: {error}") from None
        _MADE[path] = source, {name: value for name, value in vars(page).items() if value is not before.get(name)}
    vars(page).update(_MADE[path][1])
    links = page.links_to_anchors or {}  # of files as this build has them, which know their pages
    page.links_to_anchors = {files.src_uris[file.src_uri]: anchors for file, anchors in links.items()}


def on_page_markdown(markdown: str, page: Page) -> None:
    """Give the notebook's page its front matter."""
    if _is_notebook(page):
        page.meta.update(NOTEBOOK)


def on_page_content(html: str, page: Page) -> str:
    """Take the figures out: the search would read each of their tags, and then leave them out."""
    _FIGURES[page.file.src_uri] = _FIGURE.findall(html)
    return _FIGURE.sub(_PLACE, html)


def on_env(env: Environment) -> None:
    """Let the theme's templates be compiled once."""
    env.bytecode_cache = _COMPILED


def on_page_context(page: Page) -> None:
    """Put the figures back, when the search has read the page."""
    figures = iter(_FIGURES.pop(page.file.src_uri))
    page.content = re.sub(_PLACE, lambda _: next(figures), str(page.content))


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site that MkDocs has written."""
    try:
        finish(Path(config.site_dir), str(config.site_url))
    except ValueError as error:
        raise BuildError(str(error)) from None


class _Compiled(BytecodeCache):
    """Keeps what the templates were compiled to; a template that has changed does not match, and is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out a template, if it is kept."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _is_notebook(page: Page) -> bool:
    return page.file.src_uri.endswith(".ipynb")


def _within(page: Page, address: str) -> str:
    """Make a link to the published site one to the page in this build, and one to the repository follow it."""
    site = addresses.published_site()
    if address.startswith(site):
        path, hash, anchor = address.removeprefix(site).partition("#")
        return get_relative_url(path or ".", page.url) + hash + anchor
    return addresses.moved(address)
