"""Join the package's figures to MkDocs: their style and script, and two repairs of Material."""

import re
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

import tconv

sys.path.insert(0, str(Path(__file__).parent))
import addresses  # noqa: E402  # MkDocs loads a hook by its path, so its neighbours must be found first

SHEETS = "sheets"
"""The folder in docs/ with the transcriptions of the author's sheets, and their pictures where they are imported."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let pages have sheets."""
    fence = partial(import_module("tconv.fence").sheet_fence, Path(config.docs_dir) / SHEETS)
    fences = config.mdx_configs["pymdownx.superfences"]["custom_fences"]
    fences.append({"name": "tconv-sheet", "class": "tconv", "format": fence})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Serve the package's own style and scripts, without the comments, which are a third of them."""
    for path in sorted((Path(tconv.__file__).parent / "web").iterdir()):
        bare = re.sub(r"/\*.*?\*/\s*|^//[^\n]*\n", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        files.append(File.generated(config, f"assets/tconv/{path.name}", content=bare))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Name Material's search dialog, which has a role and no name, and leave out what has nothing to do on a page."""
    nameless = '<div class="md-search" data-md-component="search" role="dialog"'
    parts = {
        "stepper.js": '<figure class="tconv"',
        "pointing.js": "data-pointing",
        "sheet.js": "sheet-beside",
        "sheet.css": "sheet-beside",
    }
    for name, needed in parts.items():
        if needed not in output:
            output = re.sub(rf'<(script|link)\b[^>]*/tconv/{name}"[^>]*>(?:</script>)?', "", output)
    return output.replace(nameless, f'{nameless} aria-label="Search"')


def on_page_markdown(markdown: str, **_: object) -> str:
    """Let each page link to [the author's notebook][author-notebook] and to [the repository][repository]."""
    links = {"author-notebook": addresses.author_notebook(), "repository": addresses.repository()}
    return markdown + "\n\n" + "\n".join(f"[{name}]: {address}" for name, address in links.items())


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Hold that each fence became a figure: one whose first line is not understood would stay as code."""
    fences = len(re.findall(r"^\s*(?:`{3,}|~{3,})[\s{.]*tconv(?:-sheet)?(?![\w-])", page.markdown or "", re.MULTILINE))
    figures = html.count('<figure class="tconv"')
    if fences != figures:
        raise BuildError(
            f"{page.file.src_uri}: {fences} tconv fences, but {figures} figures; a fence starts with ```tconv alone"
        )
    typeset = import_module("tconv.sheets.typeset")
    folder = get_relative_url(f"{SHEETS}/{import_module('tconv.sheets.page').PICTURES}/", page.url)
    return html.replace(typeset.FOLDER, folder).replace(typeset.AUTHOR, addresses.author_notebook())


def on_post_build(**_: object) -> None:
    """Forget the package, so that `mkdocs serve` reads it again after an edit."""
    forget()


def on_build_error(**_: object) -> None:
    """Forget it after an error too, so that mending the error is enough."""
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]
