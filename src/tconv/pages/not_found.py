"""What a reader sees at an address that is no page: where the answers are. Its links hold at any depth."""

from collections.abc import Sequence
from html import escape

from mkdocs.structure.pages import Page

_WORDS = """<h1>This page is not here</h1>
<p class="lead">It may have moved, or the address has a slip in it. The search above finds it by a word.
These are all pages:</p>
"""


def not_found(html: str, pages: Sequence[Page], root: str) -> str:
    """Put a helpful text in place of the theme's one line; `root` is the path that the site stands under."""
    theirs = "<h1>404 - Not found</h1>"
    if theirs not in html:
        raise ValueError(f"the theme's page for what is not found has changed: it has no {theirs}")
    links = "".join(f'<li><a href="{root}{page.url}">{escape(str(page.title))}</a></li>' for page in pages)
    return html.replace(theirs, f"{_WORDS}<ul>{links}</ul>")
