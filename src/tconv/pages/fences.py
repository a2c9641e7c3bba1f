"""Turn the fences of a page into figures: ```tconv with `example view`, and ```tconv-picture for a small one.

After the view, `step=N` opens the figure at a later step, and `play` starts it where motion is welcome.
Several views of the example stand side by side, and step together. Several examples before `scatter`
are compared: they have one input, and differ in one setting. A ```tconv-sheet has the number of a hand-drawn sheet
before the figure that computes the same step.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from markdown import Markdown

from tconv.example import ExampleError
from tconv.examples import EXAMPLES
from tconv.output.figure import figure, thumbnail
from tconv.pages.error import PageError
from tconv.sheets.page import beside
from tconv.sheets.sheet import SheetError


def fence(source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **header: Any) -> str:
    """Draw the figure that the fence names.

    Superfences shows a fence as code when anything but its own exception is raised, so everything is
    turned into that one.
    """
    return _drawn("tconv", _figure, source, options, md, header)


def picture_fence(
    source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **header: Any
) -> str:
    """Draw the small picture that the fence names."""
    return _drawn("tconv-picture", _picture, source, options, md, header)


def sheet_fence(
    folder: Path, source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **header: Any
) -> str:
    """Lay the sheet that the fence names out beside its figure; the folder has the transcriptions."""
    return _drawn("tconv-sheet", partial(_sheet, folder), source, options, md, header)


def _drawn(
    name: str,
    draw: Callable[[list[str], Markdown], str],
    source: str,
    options: dict[str, str],
    md: Markdown,
    header: dict[str, Any],
) -> str:
    words = source.split()
    try:
        if options or header.get("attrs") or header.get("classes") or header.get("id_value"):
            raise ExampleError(f"options stand in the fence, after example and view; none stand after ```{name}")
        return draw(words, md)
    except (ExampleError, SheetError) as error:
        raise PageError(f"in the fence ```{name} {' '.join(words)}```: {error}") from None
    except Exception as error:
        raise PageError(f"in the fence ```{name} {' '.join(words)}```: {type(error).__name__}: {error}") from error


def _figure(words: list[str], md: Markdown) -> str:
    options = [word for word in words if "=" in word or word == "play"]
    named = [word for word in words if word not in options]
    if len(named) < 2 or named[-1] in EXAMPLES:
        raise ExampleError("write an example and a view, such as: overlap scatter")
    example, *rest = named
    against = list(takewhile(lambda word: word in EXAMPLES, rest))
    view, *beside = rest[len(against) :]
    step, play = _options(options)
    return figure(example, view, _unique(md, "-".join(("figure", *named))), step, beside, against, play)


def _picture(words: list[str], md: Markdown) -> str:
    if len(words) < 2:
        raise ExampleError("write an example and a view, such as: overlap scatter")
    example, view, *rest = words
    if rest:
        raise ExampleError(f"a picture is an example and a view, without {' '.join(rest)!r}")
    return thumbnail(example, view, _unique(md, f"picture-{example}-{view}"))


def _sheet(folder: Path, words: list[str], md: Markdown) -> str:
    at, *figured = words or [""]
    if not at.isdecimal() or len(figured) < 2 or figured[1] in EXAMPLES:
        raise ExampleError("write a sheet's number, an example and a view, such as: 1 author-convolution matrix")
    return beside(folder, int(at), figured[0], figured[1], _figure(figured, md), _unique(md, f"sheet-{int(at)}"))


def _options(words: list[str]) -> tuple[int, bool]:
    """Read `step=N` and `play`."""
    steps = [word for word in words if word != "play"] or ["step=1"]
    key, _, value = steps[0].partition("=")
    if len(steps) > 1 or key != "step" or not value.isdecimal():
        raise ExampleError(f"unknown option {' '.join(steps)!r}; there are: step=N, play")
    return int(value), "play" in words


def _unique(md: Markdown, name: str) -> str:
    """Give the second figure of one name on a page, and later ones, a number."""
    seen: Counter[str] = md.__dict__.setdefault("tconv_figures", Counter())
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
