"""Hand MkDocs's events to tconv.pages.hooks, and let the next build read the package anew.

`mkdocs serve` loads this file once, for all of its builds. So it imports the package only when an event comes, and
forgets it after each build: the next event then finds the modules as they have been edited.
"""

import sys

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_page_markdown(markdown, page)


def on_page_content(html: str, page: Page, **_: object) -> str:
    from tconv.pages import hooks

    return hooks.on_page_content(html, page)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    from tconv.pages import hooks

    hooks.on_post_build(config)
    forget()


def on_build_error(**_: object) -> None:
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]
