"""Join the package's figures to MkDocs: their style and script, and two repairs of Material."""

import re
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import tconv


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Serve the package's own style and scripts, without the comments, which are a third of them."""
    for path in sorted((Path(tconv.__file__).parent / "web").iterdir()):
        bare = re.sub(r"/\*.*?\*/\s*|^//[^\n]*\n", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        files.append(File.generated(config, f"assets/tconv/{path.name}", content=bare))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Name Material's search dialog, which has a role and no name, and leave out a script with nothing to do."""
    nameless = '<div class="md-search" data-md-component="search" role="dialog"'
    for script, needed in (("stepper.js", '<figure class="tconv"'), ("pointing.js", "data-pointing")):
        if needed not in output:
            output = re.sub(rf'<script src="[^"]*/tconv/{script}"[^>]*></script>', "", output)
    return output.replace(nameless, f'{nameless} aria-label="Search"')


def on_page_content(html: str, page: Page, **_: object) -> None:
    """Hold that each fence became a figure: one whose first line is not understood would stay as code."""
    fences = len(re.findall(r"^\s*(?:`{3,}|~{3,})[\s{.]*tconv(?![\w-])", page.markdown or "", re.MULTILINE))
    figures = html.count('<figure class="tconv"')
    if fences != figures:
        raise BuildError(
            f"{page.file.src_uri}: {fences} tconv fences, but {figures} figures; a fence starts with ```tconv alone"
        )


def on_post_build(**_: object) -> None:
    """Forget the package, so that `mkdocs serve` reads it again after an edit."""
    forget()


def on_build_error(**_: object) -> None:
    """Forget it after an error too, so that mending the error is enough."""
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]
