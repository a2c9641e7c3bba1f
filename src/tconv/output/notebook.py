"""Let a trace in a cell of a notebook show itself: the site's figure with its stepper, or a picture of one step.

Importing this module tells IPython how traces are shown. The figure arrives packed, in a frame of its own, so that
its style meets nothing else; where a viewer strips scripts, the picture stays.
"""

import base64
import re
import zlib
from html import escape
from itertools import count

from tconv.layout.comparison import lay_out_comparison
from tconv.output.assets import served
from tconv.output.figure import traced
from tconv.output.standalone import standalone_step
from tconv.trace.base import Trace
from tconv.trace.comparison import Comparison, compare
from tconv.views import layout, trace
from tconv.words.sentences import plain

__all__ = ["compare", "trace"]

SHOWN = (Trace, Comparison)

_FRAME = "width:100%;border:0;color-scheme:light dark"

_UNPACK = """
for (const place of document.querySelectorAll('[data-tconv="%s"]')) {
  place.removeAttribute("data-tconv");
  const packed = Uint8Array.from(atob(place.dataset.packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  new Response(stream).text().then((page) => {
    const frame = document.createElement("iframe");
    frame.title = place.querySelector("img").alt;
    frame.style = "%s";
    frame.srcdoc = page;
    frame.onload = () => {
      const inside = frame.contentDocument.body;
      const fit = () => (frame.style.height = `${inside.scrollHeight + 2}px`);
      new frame.contentWindow.ResizeObserver(fit).observe(inside);
      fit();
    };
    place.replaceChildren(frame);
  });
}
"""
"""Puts the figure in the place of its picture."""

_ID = "traced-figure"
"""The id of a figure in its frame."""

PACKED = re.compile(r'data-packed="([^"]+)"')
"""The attribute of an output that has the packed page."""

_BODY = """
html { font-size: 16px; }
body { margin: 0; font-family: system-ui, sans-serif; font-size: .95rem; line-height: 1.55; background: transparent; }
figure.tconv { margin: 0; }
.tconv button { background: none; font: inherit; }
"""


def shown(told: Trace | Comparison) -> str:
    """Write the output of a cell: a picture of the last step, and the packed figure that takes its place."""
    scene = lay_out_comparison(told) if isinstance(told, Comparison) else layout(told)
    steps = len(scene.changes)
    still = base64.b64encode(standalone_step(scene, steps).encode()).decode()
    sentence = plain(told.sentences[-1])
    page = _page(traced(told, _ID)).encode()
    packed = base64.b64encode(zlib.compress(page, 9)).decode()
    name = f"{zlib.crc32(page):08x}"
    return (
        f'<div data-tconv="{name}" data-packed="{packed}">'
        f'<img alt="{escape(f"{scene.title}, step {steps} of {steps}. {sentence}")}" '
        f'style="max-width:100%" src="data:image/svg+xml;base64,{still}"></div>'
        f"<script>{_UNPACK % (name, _FRAME)}</script>"
    )


def unpacked(packed: str) -> str:
    """Read the page that a figure arrives in."""
    return zlib.decompress(base64.b64decode(packed)).decode()


def inlined(output: str) -> str:
    """Write outputs with each figure itself in place of its picture and its frame, under an id of its own.

    For a page that has the style and the stepper already.
    """
    numbers = count(1)

    def figure(found: re.Match[str]) -> str:
        page = unpacked(found[1])
        only = page[page.index("<figure") : page.rindex("</figure>") + len("</figure>")]
        return only.replace(_ID, f"figure-{next(numbers)}")

    return re.sub(rf"<div (?=[^>]*data-tconv=)[^>]*{PACKED.pattern}[^>]*>.*?</script>", figure, output, flags=re.DOTALL)


def _page(figure: str) -> str:
    style = served("figure.css") + served("stepper.css")
    script = served("stepper.js") + (served("pointing.js") if "data-pointing" in figure else "")
    scheme = (
        "document.documentElement.dataset.mdColorScheme=matchMedia('(prefers-color-scheme:dark)').matches?'slate':''"
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}{_BODY}</style><script>{scheme}</script>"
        f"<body>{figure}<script>{script}</script>"
    )


def _summary(told: Trace | Comparison) -> str:
    """Say in one line what a trace is, where only text is shown."""
    title = told.title if isinstance(told, Comparison) else told.example.title
    return f"{type(told).__name__} of {title!r}, {len(told.sentences)} steps"


def _bundle(told: Trace | Comparison, **_: object) -> dict[str, str]:
    return {"text/html": shown(told), "text/plain": _summary(told)}


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
