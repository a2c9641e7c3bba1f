"""Answer the events of MkDocs that nothing else can: the notebook's page, and the end of a build.

The fences, formulas and references of a page are Markdown extensions, and what can be done to files is done in
finish. The notebook is no Markdown, so no extension sees it; and its page must be tidy before MkDocs reads the table
of contents and the search index from it, so it cannot wait for the end.
"""

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
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


def on_page_markdown(markdown: str, page: Page) -> None:
    """Give the notebook's page its front matter."""
    if _is_notebook(page):
        page.meta.update(NOTEBOOK)


def on_page_content(html: str, page: Page) -> str:
    """Tidy the notebook's page."""
    if not _is_notebook(page):
        return html
    try:
        return notebook.lesson(html, partial(_within, page), partial(alone, SHEETS))
    except ValueError as error:
        raise BuildError(f"{page.file.src_uri}: {error}") from None


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site that MkDocs has written."""
    try:
        finish(Path(config.site_dir), str(config.site_url))
    except ValueError as error:
        raise BuildError(str(error)) from None


def _is_notebook(page: Page) -> bool:
    return page.file.src_uri.endswith(".ipynb")


def _within(page: Page, address: str) -> str:
    """Make a link to the published site one to the page in this build, and one to the repository follow it."""
    site = addresses.published_site()
    if address.startswith(site):
        path, hash, anchor = address.removeprefix(site).partition("#")
        return get_relative_url(path or ".", page.url) + hash + anchor
    return addresses.moved(address)
