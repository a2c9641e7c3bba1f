"""Turn the fences of a page into figures: a Markdown extension, superfences with three fences of this site.

```tconv has an example and a view. After the view, `step=N` opens the figure at a later step, and `play` starts it
where motion is welcome. Several views of the example stand side by side, and step together. Several examples before
`scatter` are compared: they have one input, and differ in one setting. A ```tconv-picture has an example and a view
for a thumbnail. A ```tconv-sheet has the number of a hand-drawn sheet before the figure that computes the same step.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import SuperFencesCodeExtension

from tconv.example import ExampleError
from tconv.examples import EXAMPLES, find
from tconv.output.figure import figure, thumbnail
from tconv.pages.addresses import SHEETS
from tconv.pages.error import PageError
from tconv.sheets.page import beside
from tconv.sheets.sheet import SheetError
from tconv.views import VIEWS

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[\s{.]*tconv")


class FencesExtension(Extension):
    """Draw the figures of one page after another, and count on each the fences that ask for them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register superfences with the three fences, and the counts before and after it."""
        draws = {"tconv": self._figure, "tconv-picture": self._thumbnail, "tconv-sheet": self._sheet}
        fences = [
            {"name": name, "class": "tconv", "format": partial(_drawn, name, draw)} for name, draw in draws.items()
        ]
        SuperFencesCodeExtension(custom_fences=fences).extendMarkdown(md)
        md.preprocessors.register(_CountFences(self), "tconv-fences", 26)  # just before those of superfences
        md.treeprocessors.register(_AwaitTheEnd(self), "tconv-end", -1)  # after toc
        md.postprocessors.register(_CountFigures(self), "tconv-figures", -1)  # when all HTML is in its place
        md.registerExtension(self)

    def reset(self) -> None:
        """Start a page."""
        self.fences, self.headings_done = 0, False
        self.ids: Counter[str] = Counter()

    def _figure(self, words: list[str]) -> str:
        options = [word for word in words if "=" in word or word == "play"]
        names = [word for word in words if word not in options]
        example, against, (view, *beside) = _example_and_views(names)
        step, play = _options(options)
        return figure(example, view, self._id("-".join(("figure", *names))), step, beside, against, play)

    def _thumbnail(self, words: list[str]) -> str:
        if len(words) < 2:
            raise ExampleError("write an example and a view, such as: overlap scatter")
        example, view, *rest = words
        if rest:
            raise ExampleError(f"a picture is an example and a view, without {' '.join(rest)!r}")
        return thumbnail(example, view, self._id(f"picture-{example}-{view}"))

    def _sheet(self, words: list[str]) -> str:
        at, *figured = words or [""]
        if not at.isdecimal() or len(figured) < 2:
            raise ExampleError("write a sheet's number, an example and a view, such as: 1 author-convolution matrix")
        computed = self._figure(figured)
        return beside(SHEETS, int(at), figured[0], figured[1], computed, self._id(f"sheet-{int(at)}"))

    def _id(self, name: str) -> str:
        """Give the second figure of one name on a page, and later ones, a number."""
        self.ids[name] += 1
        return name if self.ids[name] == 1 else f"{name}-{self.ids[name]}"


def _example_and_views(names: list[str]) -> tuple[str, list[str], list[str]]:
    """Tell an example, others to compare it with, and views apart; a view and an example may share a name.

    The first name is an example and the last a view. The others are views if the example has all of them.
    """
    if len(names) < 2:
        raise ExampleError("write an example and a view, such as: overlap scatter")
    example, *rest = names
    if all(name in VIEWS[find(example).operation] for name in rest):
        return example, [], rest
    against = list(takewhile(lambda name: name in EXAMPLES, rest[:-1]))
    return example, against, rest[len(against) :]


def _options(words: list[str]) -> tuple[int, bool]:
    """Read `step=N` and `play`."""
    steps = [word for word in words if word != "play"] or ["step=1"]
    key, _, value = steps[0].partition("=")
    if len(steps) > 1 or key != "step" or not value.isdecimal():
        raise ExampleError(f"unknown option {' '.join(steps)!r}; there are: step=N, play")
    return int(value), "play" in words


def _drawn(
    name: str,
    draw: Callable[[list[str]], str],
    source: str,
    language: str,
    css_class: str,
    options: dict[str, str],
    md: Markdown,
    **header: Any,
) -> str:
    """Draw one fence as superfences asks for it.

    Superfences shows a fence as code when anything but its own exception is raised, so everything is turned into
    that one.
    """
    words = source.split()
    try:
        if options or header.get("attrs") or header.get("classes") or header.get("id_value"):
            raise ExampleError(f"options stand in the fence, after example and view; none stand after ```{name}")
        return draw(words)
    except (ExampleError, SheetError) as error:
        raise PageError(f"in the fence ```{name} {' '.join(words)}```: {error}") from None
    except Exception as error:
        raise PageError(f"in the fence ```{name} {' '.join(words)}```: {type(error).__name__}: {error}") from error


class _CountFences(Preprocessor):
    """Count the fences of a page before superfences replaces them."""

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        self.page.fences = sum(_FENCE.match(line) is not None for line in lines)
        return lines


class _AwaitTheEnd(Treeprocessor):
    """Note that all headings are done: toc runs every postprocessor on each of them, and they have no figures."""

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, root: Element) -> None:
        self.page.headings_done = True


class _CountFigures(Postprocessor):
    """Refuse a page with a fence that has not become a figure: superfences leaves one as code whose header is wrong."""

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, text: str) -> str:
        figures = text.count('<figure class="tconv"') + text.count('<div class="tconv-picture"')
        if self.page.headings_done and figures != self.page.fences:
            raise PageError(
                f"{self.page.fences} tconv fences, but {figures} figures; a fence starts with ```tconv alone"
            )
        return text


def makeExtension(**options: Any) -> FencesExtension:
    """Let Python-Markdown load this module by its name."""
    return FencesExtension(**options)
