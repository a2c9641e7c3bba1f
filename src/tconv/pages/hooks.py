"""Answer MkDocs's events: figures and sheets, links, the notebook, the 404 page, cards for shared links.

And two repairs of Material.
"""

import logging
import re
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tconv.example import ExampleError
from tconv.output import assets
from tconv.pages import addresses, cards, notebook
from tconv.pages.fences import sheet_fence
from tconv.pages.not_found import not_found
from tconv.sheets import typeset
from tconv.sheets.page import PICTURES, alone

log = logging.getLogger("mkdocs.tconv")

NOTEBOOK = {
    "title": "The lesson as a notebook",
    "description": "The whole lesson as a notebook to run: five questions about transposed convolution, the author's "
    "example in both directions, every view, and exercises that check your answer.",
    "hide": ["navigation", "toc"],
    "search": {"boost": 0.5},
}
"""What other pages say at their top."""

SCRIPTED = '<script>document.documentElement.className = "js"</script>'
"""Says before the first paint that there are scripts; Material says so last, when the steps have been laid out once."""

PAGES: list[Page] = []
"""All pages of this build."""

SHEETS = "sheets"
"""The folder in docs/ with the transcriptions of the author's sheets, and their pictures where they are imported."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let pages have sheets."""
    fence = partial(sheet_fence, Path(config.docs_dir) / SHEETS)
    fences = config.mdx_configs["pymdownx.superfences"]["custom_fences"]
    fences.append({"name": "tconv-sheet", "class": "tconv", "format": fence})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Serve the package's own styles and scripts, and the styles of the site, as small as they can be."""
    for name in assets.names():
        files.append(File.generated(config, f"assets/tconv/{name}", content=assets.served(name)))
    for file in files.css_files():
        if file.src_uri in config.extra_css:
            file.content_string = assets.packed(file.content_string)
    return files


def on_env(env: Environment, files: Files, config: MkDocsConfig, **_: object) -> None:
    """Draw the picture that shared links show; after the pages, whose errors name a fence."""
    try:
        files.append(File.generated(config, cards.CARD, content=cards.card()))
    except ExampleError as error:
        log.info("shared links show no picture: %s", error)


def on_post_template(output: str, template_name: str, config: MkDocsConfig, **_: object) -> str:
    """Help a reader at an address that is no page."""
    if template_name != "404.html":
        return output
    return not_found(output, PAGES, urlsplit(str(config.site_url)).path)


def on_nav(nav: Navigation, **_: object) -> None:
    """Keep the pages in their order, for the page at an address that is none."""
    PAGES[:] = nav.pages


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Repair what Material leaves open, leave out what has nothing to do on the page, and say what it is about."""
    nameless = '<div class="md-search" data-md-component="search" role="dialog"'
    parts = {
        "stepper.js": '<figure class="tconv"',
        "pointing.js": "data-pointing",
        "sheet.js": '<figure class="sheet"',
        "sheet.css": '<figure class="sheet"',
        "notebook.css": 'class="printed"',
    }
    for name, needed in parts.items():
        if needed not in output:
            output = re.sub(rf'<(script|link)\b[^>]*/{name}"[^>]*>(?:</script>)?', "", output)
    output = output.replace("<head>", f"<head>{SCRIPTED}", 1)
    with_card = (Path(config.site_dir) / cards.CARD).exists()
    output = cards.described(output, page, str(config.site_url), with_card)
    return output.replace(nameless, f'{nameless} aria-label="Search"')


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Let each page link to [the author's notebook][author-notebook] and to [the repository][repository].

    The notebook cannot say at its top what other pages say there.
    """
    if page.file.src_uri.endswith(".ipynb"):
        page.meta.update(NOTEBOOK)
        return markdown
    links = {"author-notebook": addresses.author_notebook(), "repository": addresses.repository()}
    return markdown + "\n\n" + "\n".join(f"[{name}]: {address}" for name, address in links.items())


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Tidy the notebook; of other pages, hold that each fence became a figure."""
    folder = Path(config.docs_dir) / SHEETS
    if page.file.src_uri.endswith(".ipynb"):
        drawing = partial(alone, folder)
        try:
            html = notebook.lesson(html, partial(_within, page), drawing)
        except ValueError as error:
            raise BuildError(f"{page.file.src_uri}: {error}") from None
    else:
        _hold_figures(html, page)
    pictures = get_relative_url(f"{SHEETS}/{PICTURES}/", page.url)
    return html.replace(typeset.FOLDER, pictures).replace(typeset.AUTHOR, addresses.author_notebook())


def _within(page: Page, address: str) -> str:
    """Make a link to the published site one to the page in this build, and one to the repository follow it."""
    site = addresses.written_site()
    if address.startswith(site):
        path, hash, anchor = address.removeprefix(site).partition("#")
        return get_relative_url(path or ".", page.url) + hash + anchor
    return addresses.moved(address)


def _hold_figures(html: str, page: Page) -> None:
    """Hold that each fence became a figure: one whose first line is not understood would stay as code."""
    fences = len(re.findall(r"^\s*(?:`{3,}|~{3,})[\s{.]*tconv", page.markdown or "", re.MULTILINE))
    figures = html.count('<figure class="tconv"') + html.count('<div class="tconv-picture"')
    if fences != figures:
        raise BuildError(
            f"{page.file.src_uri}: {fences} tconv fences, but {figures} figures; a fence starts with ```tconv alone"
        )
