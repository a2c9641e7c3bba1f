"""What a shared link shows: a title, a description, and a picture of a figure in the middle of its steps."""

from html import escape

from mkdocs.structure.pages import Page

from tconv.examples import EXAMPLES
from tconv.output.png import png
from tconv.output.standalone import picture
from tconv.views import layout, trace

CARD = "assets/social.png"
WIDTH, HEIGHT, MARGIN = 600, 315, 24
"""Half the size in pixels that sites show, since a PNG has two pixels for each; and the space around the figure."""


def card() -> bytes:
    """Draw the third step of the first figure in the middle of a white card."""
    place = f'x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT - 2 * MARGIN}"'
    figure = picture(layout(trace(EXAMPLES["overlap"], "scatter")), 3, place)
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{figure}</svg>')


def described(html: str, page: Page, site: str, with_card: bool) -> str:
    """Add what sites that show links read."""
    title = page.meta.get("title") or page.title or ""
    told = {
        "og:type": "article",
        "og:site_name": "Transposed convolution",
        "og:title": title,
        "og:description": page.meta.get("description", ""),
        "og:url": page.canonical_url or site,
        **({"og:image": f"{site}{CARD}", "og:image:alt": "Stamps that overlap on an output grid"} if with_card else {}),
    }
    tags = "".join(f'<meta property="{name}" content="{escape(str(value))}">' for name, value in told.items())
    kind = "summary_large_image" if with_card else "summary"
    return html.replace("</head>", f'{tags}<meta name="twitter:card" content="{kind}"></head>', 1)
