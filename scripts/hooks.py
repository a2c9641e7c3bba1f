"""Hand MkDocs's events to tconv.pages.hooks, and let the next build of `mkdocs serve` read the package as edited.

MkDocs loads this file once, for all builds of a process. So it imports the package only when an event comes, and
forgets it before a build if a file has changed that the package is, or that it reads beside the pages. As long as they
stand, what the package keeps from one build to the next stands too.
"""

import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

ROOT = Path(__file__).parent.parent

POLLED = 0.1
"""Seconds between two looks for an edit; five times as many in MkDocs."""


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Look for edits more often, and before a build for those that the package must be read anew for."""
    watched = [config.docs_dir, str(config.config_file_path)]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=POLLED)
    for path in watched:
        server.watch(path)

    build, built = server.builder, read()

    def build_anew() -> None:
        nonlocal built
        if (now := read()) != built:
            built = now
            forget()
        build()

    server.builder = build_anew


def read() -> dict[bytes | str, float]:
    """Find when each file was changed that the package is, or that it reads beside the pages."""
    snapshots = [DirectorySnapshot(str(ROOT / name)) for name in ("src", "docs/sheets", "mkdocs.yml", "pyproject.toml")]
    return {path: each.mtime(path) for each in snapshots for path in each.paths}


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]


def on_pre_page(page: Page, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_pre_page(page)


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_page_markdown(markdown, page)


def on_page_content(html: str, page: Page, **_: object) -> str:
    from tconv.pages import hooks

    return hooks.on_page_content(html, page)


def on_env(env: Environment, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_env(env)


def on_page_context(context: Any, page: Page, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_page_context(page)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_post_build(config)


def on_build_error(**_: object) -> None:
    """Warn of the same again in the next build: of a page that is kept nobody would."""
    forget()
