"""Turn the theme's page for an address that is no page into one that says where the answers are."""

from html import escape

from bs4 import BeautifulSoup

_THEIRS = "<h1>404 - Not found</h1>"

_TEXT = """<h1>This page is not here</h1>
<p class="lead">It may have moved, or the address has a slip in it. The search above finds it by a word.
These are all pages:</p>
"""


def not_found(html: str) -> str:
    """Put a text and a list of all pages in place of the theme's one line.

    The pages are those of the navigation. A server shows this file at any depth, so MkDocs writes its links from the
    root of the host on, and the list can take them as they are.

    Raises
    ------
    ValueError
        If the theme's page has another line, or a navigation without links.
    """
    links = BeautifulSoup(html, "html.parser").select(".md-nav--primary a.md-nav__link[href]")
    if _THEIRS not in html or not links:
        raise ValueError(f"the theme's 404.html has changed: it has no {_THEIRS}, or no links to the pages")
    items = "".join(
        f'<li><a href="{str(link["href"]).removesuffix(".")}">{escape(link.get_text(strip=True))}</a></li>'
        for link in links
    )
    html = html.replace("<title>", "<title>Page not found – ", 1)
    return html.replace(_THEIRS, f"{_TEXT}<ul>{items}</ul>")
