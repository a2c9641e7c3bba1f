"""Turn the fences of a page into figures: a Markdown extension, superfences with four fences of this site.

```tconv has an example and a view. After the view, `step=N` opens the figure at a later step, and `play` starts it
where motion is welcome. Several views of the example stand side by side, and step together. Several examples before
`scatter` are compared: they have one input, and differ in one setting. A ```tconv-picture has an example and a view
for a thumbnail. A ```tconv-sheet has the number of a hand-drawn sheet before the figure that computes the same step, a
```tconv-paper the number alone: it shows a piece of the handwriting.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
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
from tconv.pages.piece import piece
from tconv.sheets.page import beside
from tconv.sheets.sheet import SheetError
from tconv.views import VIEWS

_drawn = cache(figure)
"""Draws each figure once, also for the builds to come, while the package stands as it is."""

NAMES = ("tconv", "tconv-picture", "tconv-sheet", "tconv-paper")
_NAME = "|".join(NAMES)
_OPENING = re.compile(r"(?P<mark>[> \t]*(?:(?:[-+*]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<header>[^`]*)")
_HEADER = re.compile(rf"[ \t]*(?:\.?(?:{_NAME})|\{{[ \t]*\.(?:{_NAME})[ \t]*\}})[ \t]*")


class FencesExtension(Extension):
    """Draw the figures of one page after another, and see that each fence that asks for one becomes one."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register superfences with the four fences, and what looks at the page before and after it."""
        draws = dict(zip(NAMES, (self._figure, self._thumbnail, self._sheet, self._paper), strict=True))
        fences = [
            {"name": name, "class": "tconv", "format": partial(self._drawn, name, draw)} for name, draw in draws.items()
        ]
        SuperFencesCodeExtension(custom_fences=fences).extendMarkdown(md)
        md.preprocessors.register(_ReadFences(self), "tconv-fences", 26)  # just before those of superfences
        md.treeprocessors.register(_AwaitTheEnd(self), "tconv-end", -1)  # after toc
        md.postprocessors.register(_CheckFigures(self), "tconv-figures", -1)  # when all HTML is in its place
        md.registerExtension(self)

    def reset(self) -> None:
        """Start a page."""
        self.fences, self.headings_done = 0, False
        self.drawings: list[str] = []
        self.ids: Counter[str] = Counter()

    def _drawn(self, name: str, draw: Callable[[list[str]], str], source: str, *_: object, **__: object) -> str:
        """Draw one fence as superfences asks for it.

        Superfences shows a fence as code when anything but its own exception is raised, so everything is turned into
        that one.
        """
        words = source.split()
        try:
            self.drawings.append(draw(words))
        except (ExampleError, SheetError) as error:
            raise PageError(f"in the fence ```{name} {' '.join(words)}```: {error}") from None
        except Exception as error:
            raise PageError(f"in the fence ```{name} {' '.join(words)}```: {type(error).__name__}: {error}") from error
        return self.drawings[-1]

    def _figure(self, words: list[str]) -> str:
        options = [word for word in words if "=" in word or word == "play"]
        names = [word for word in words if word not in options]
        example, against, (view, *beside) = _example_and_views(names)
        step, play = _options(options)
        return _drawn(example, view, self._id("-".join(names)), step, tuple(beside), tuple(against), play)

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

    def _paper(self, words: list[str]) -> str:
        if len(words) != 1 or not words[0].isdecimal():
            raise ExampleError("write a sheet's number alone, such as: 1")
        return piece(SHEETS, int(words[0]))

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
    if all(name in VIEWS.get(find(example).operation, ()) for name in rest):  # an unknown operation is refused later
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


class _ReadFences(Preprocessor):
    """Read where the page has a fence of this site, before superfences replaces it.

    Superfences shows a fence as code, and says nothing, where it cannot read the line that opens it or finds no end.
    """

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        """Refuse a fence that would stay code; one that stands in another, to show how it is written, is code."""
        rest = iter(lines)
        for opening in filter(None, map(_OPENING.fullmatch, rest)):
            line, in_list = opening[0].strip(), bool(opening["mark"].strip("> \t"))
            ours = _names_ours(opening["header"])
            if ours and (in_list or not _HEADER.fullmatch(opening["header"])):
                raise PageError(
                    f"the fence {line} would stay code: one of this site has {', '.join(NAMES)} alone on its line; "
                    "options stand in the fence, after example and view"
                )
            if in_list:
                continue
            closing = re.compile(rf"[> \t]*{opening['fence']}[ \t]*")
            if not any(closing.fullmatch(each) for each in rest):
                raise PageError(f"the fence {line} has no end; close it with {opening['fence']}")
            self.page.fences += ours
        return lines


def _names_ours(header: str) -> bool:
    """Tell whether the line that opens a fence names one of this site, in whatever way; a title or the like may."""
    words = re.findall(r"[\w-]+", re.sub(r"""\w+=("[^"]*"|'[^']*'|\S+)""", "", header))
    return any(word.lower().startswith("tconv") for word in words)


class _AwaitTheEnd(Treeprocessor):
    """Note that all headings are done: toc runs every postprocessor on each of them, and they have no figures."""

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, root: Element) -> None:
        self.page.headings_done = True


class _CheckFigures(Postprocessor):
    """Refuse a page with a fence that has not become a figure."""

    def __init__(self, page: FencesExtension) -> None:
        super().__init__()
        self.page = page

    def run(self, text: str) -> str:
        shown = sum(drawing in text for drawing in self.page.drawings)
        if self.page.headings_done and shown < self.page.fences:
            raise PageError(
                f"only {shown} of {self.page.fences} tconv fences became figures; "
                "the lines of a fence are indented alike, and not as code"
            )
        return text


def makeExtension(**options: Any) -> FencesExtension:
    """Let Python-Markdown load this module by its name."""
    return FencesExtension(**options)
