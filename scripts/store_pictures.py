"""Store a picture of each view, of a comparison and of each thumbnail, for the tests to compare."""

import sys
from collections.abc import Iterator

from tconv.command_line import Parser
from tconv.examples import EXAMPLES, find
from tconv.layout.comparison import lay_out_comparison
from tconv.layout.thumbnail import THUMBNAILS, lay_out_thumbnail
from tconv.output.standalone import standalone
from tconv.pages.addresses import ROOT
from tconv.scene import Scene
from tconv.trace.comparison import compare
from tconv.views import VIEWS, layout, trace

STORE = ROOT / "tests/figures/pictures"

SHOWN = {"transposed": "crop", "convolution": "padded-convolution"}
"""The example that is drawn of each operation: not square, with settings that differ on its axes."""


def pictures() -> Iterator[tuple[str, str]]:
    """Draw every picture: the name of its file, and the SVG with an element a line, so that a change is a line."""
    for name, scene in _scenes():
        yield f"{name}.svg", standalone(scene).replace("><", ">\n<") + "\n"


def _scenes() -> Iterator[tuple[str, Scene]]:
    for operation, views in VIEWS.items():
        for view in views:
            yield f"{operation}-{view}", layout(trace(find(SHOWN[operation]), view))
    yield "comparison", lay_out_comparison(compare([EXAMPLES[f"padding-{padding}"] for padding in (0, 1, 2)]))
    for idea in THUMBNAILS:
        operation = "transposed" if idea in ("scatter", "gather", "padding") else "convolution"
        yield f"thumbnail-{idea}", lay_out_thumbnail(find(SHOWN[operation]), idea)


def main() -> int:
    Parser(description=__doc__).parse_args()
    drawn = dict(pictures())
    changed = [name for name, svg in drawn.items() if not (STORE / name).exists() or (STORE / name).read_text() != svg]
    for name in changed:
        (STORE / name).write_text(drawn[name], "utf-8")
    for stale in {path.name for path in STORE.glob("*.svg")} - set(drawn):
        (STORE / stale).unlink()
    print(f"{len(drawn)} pictures in {STORE}, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
