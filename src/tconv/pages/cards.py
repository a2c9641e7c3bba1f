"""Give each page a card for shared links: its title, its description, and a figure in the middle of its steps."""

import re
from functools import cache
from html import escape, unescape

from tconv.examples import EXAMPLES
from tconv.output.png import png
from tconv.output.standalone import standalone_step
from tconv.views import layout, trace

CARD = "assets/social.png"
WIDTH, HEIGHT, MARGIN = 600, 315, 24
"""Half the size in pixels that sites show, since a PNG has two pixels for each; and the space around the figure."""


@cache
def card() -> bytes:
    """Draw the third step of the first figure in the middle of a white card.

    Raises
    ------
    ExampleError
        On a system that has no font to draw the numbers with.
    """
    place = f'x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT - 2 * MARGIN}"'
    figure = standalone_step(layout(trace(EXAMPLES["overlap"], "scatter")), 3, place)
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{figure}</svg>')


def with_card(html: str, address: str, picture_address: str | None) -> str:
    """Add the tags that sites read when they show a link to this page; without a picture where there is none.

    Title and description are the ones that the theme has put at the page's top for search engines. The title gets a
    dash before the name of the site, which is left out where the page's own title begins with it.
    """
    title, _, site_name = _found(r"<title>(.*?)</title>", html).rpartition(" - ")
    card = {
        "og:type": "article",
        "og:site_name": site_name,
        "og:title": title or site_name,
        "og:description": _found(r'<meta name="description" content="(.*?)"', html),
        "og:url": address,
    }
    if picture_address:
        card |= {"og:image": picture_address, "og:image:alt": "Stamps that overlap on an output grid"}
    tags = "".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items())
    if title:
        whole = title if title.startswith(site_name) else f"{title} – {site_name}"
        html = re.sub(
            r"<title>.*?</title>", lambda _: f"<title>{escape(whole)}</title>", html, count=1, flags=re.DOTALL
        )
    kind = "summary_large_image" if picture_address else "summary"
    return html.replace("</head>", f'{tags}<meta name="twitter:card" content="{kind}"></head>', 1)


def _found(pattern: str, html: str) -> str:
    """Read the first match as text; empty where the theme has written none."""
    found = re.search(pattern, html, re.DOTALL)
    return unescape(found[1]) if found else ""
