"""Let a trace in a cell of a notebook show itself: the site's figure with its stepper, or a picture of one step.

`register` tells IPython how traces are shown. The figure arrives packed, in a frame of its own, so that its style
meets nothing else; where a viewer strips scripts, the picture stays. Beside both stands what they are drawn from, so
that a page which has the styles and scripts already draws the figure anew.
"""

import base64
import json
import zlib
from dataclasses import asdict
from html import escape
from typing import Any

from tconv.example import Example
from tconv.layout.comparison import lay_out_comparison
from tconv.output.assets import packed, served
from tconv.output.figure import traced
from tconv.output.inline import address
from tconv.output.scripts import joined, started_in
from tconv.output.style_sheet import page_sheet
from tconv.scene import Role
from tconv.trace.base import Trace
from tconv.trace.comparison import Comparison, compare
from tconv.views import layout, trace
from tconv.words.sentences import plain

__all__ = ["compare", "trace"]

SHOWN = (Trace, Comparison)

_BODY = """
html { font-size: 20px; }
body { margin: 0; font-family: system-ui, sans-serif; font-size: .8rem; line-height: 1.55; background: transparent; }
figure.tconv { margin: 0; }
.tconv button { background: none; font: inherit; }
"""


def shown(source: Trace | Comparison) -> str:
    """Write the output of a cell: a picture of the last step, and the packed figure that takes its place."""
    scene = lay_out_comparison(source) if isinstance(source, Comparison) else layout(source)
    count = len(scene.changes)
    name = escape(f"{scene.title}, step {count} of {count}. {plain(source.sentences[-1])}")
    page = _page(traced(source, "figure", framed=True), scene.roles)
    squeezed = base64.b64encode(zlib.compress(page.encode(), 9)).decode()
    return (
        f"<div data-tconv='{_quoted(description(source))}' data-packed=\"{squeezed}\">"
        f'<img alt="{name}" style="max-width:100%" src="{address(scene, count).replace("&", "&amp;")}"></div>'
        f"<script>{joined('unpack.js')}</script>"
    )


def description(source: Trace | Comparison) -> str:
    """Say in JSON what `redrawn` draws the figure from: the example and the view, or the examples compared."""
    if isinstance(source, Comparison):
        parts: dict[str, object] = {"compared": [asdict(each.example) for each in source.traces]}
    else:
        parts = {"example": asdict(source.example), "view": source.view}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def redrawn(description: str, id: str) -> str:
    """Draw the figure that a description is of, under an id.

    Raises
    ------
    ValueError
        For a description that this version does not read.
    """
    try:
        parts = json.loads(description)
        if "compared" in parts:
            return traced(compare([_example(fields) for fields in parts["compared"]]), id)
        return traced(trace(_example(parts["example"]), parts["view"]), id)
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"an output of another version, {description!r} ({error}); run: make notebook") from error


def unpacked(packed: str) -> str:
    """Read the page that a figure arrives in."""
    return zlib.decompress(base64.b64decode(packed)).decode()


def _example(fields: dict[str, Any]) -> Example:
    """Read an example: JSON has lists where it has pairs."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return Example(**values)


def _quoted(text: str) -> str:
    """Escape a text for an attribute in single quotes; JSON is full of double ones, which would be longer."""
    return escape(text, quote=False).replace("'", "&#x27;")


def _page(figure: str, roles: frozenset[Role]) -> str:
    style = packed(page_sheet(roles)) + served("stepper.css")
    scheme = (
        "document.documentElement.dataset.mdColorScheme=matchMedia('(prefers-color-scheme:dark)').matches?'slate':''"
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}{_BODY}</style><script>{scheme}</script>"
        f"<body>{figure}<script>{joined(*started_in(figure))}</script>"
    )


def _summary(source: Trace | Comparison) -> str:
    """Say in one line what a trace is, where only text is shown."""
    title = source.title if isinstance(source, Comparison) else source.example.title
    return f"{type(source).__name__} of {title!r}, {len(source.sentences)} steps"


def _bundle(source: Trace | Comparison, **_: object) -> dict[str, str]:
    return {"text/html": shown(source), "text/plain": _summary(source)}


def register() -> None:
    """Tell IPython, where it runs, how traces are shown."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    running = get_ipython()
    if running is not None:
        for kind in SHOWN:
            running.display_formatter.mimebundle_formatter.for_type(kind, _bundle)
