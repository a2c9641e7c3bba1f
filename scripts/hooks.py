"""Join the package's figures to MkDocs: their style and script, and two repairs of Material."""

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import tconv


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Serve the package's own style and script."""
    for path in sorted((Path(tconv.__file__).parent / "web").iterdir()):
        files.append(File.generated(config, f"assets/tconv/{path.name}", abs_src_path=str(path)))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Name Material's search dialog, which has a role and no name."""
    nameless = '<div class="md-search" data-md-component="search" role="dialog"'
    return output.replace(nameless, f'{nameless} aria-label="Search"')


def on_post_build(**_: object) -> None:
    """Forget the package, so that `mkdocs serve` reads it again after an edit."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]
