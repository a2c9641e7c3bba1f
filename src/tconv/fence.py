"""Turn a ```tconv fence of a page into a figure: `example view`, and `step=N` if it opens later.

Several views of the example stand side by side, and step together. Several examples before `scatter`
are compared: they have one input, and differ in one setting.
"""

from collections import Counter
from itertools import takewhile
from typing import Any

from markdown import Markdown

from tconv.example import ExampleError
from tconv.examples import EXAMPLES
from tconv.figure import figure
from tconv.page_error import PageError


def fence(source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **header: Any) -> str:
    """Draw the figure that the fence names.

    Superfences shows a fence as code when anything but its own exception is raised, so everything is
    turned into that one.
    """
    words = source.split()
    try:
        if options or header.get("attrs") or header.get("classes") or header.get("id_value"):
            raise ExampleError("options stand in the fence, after example and view; none stand after ```tconv")
        if len([word for word in words if word not in EXAMPLES and "=" not in word]) < 1:
            raise ExampleError("write an example and a view, such as: overlap scatter")
        example, *rest = words
        against = list(takewhile(lambda word: word in EXAMPLES, rest))
        view, *beside = takewhile(lambda word: "=" not in word, rest[len(against) :])
        step = _step(rest[len(against) + 1 + len(beside) :])
        name = "-".join(("figure", example, *against, view, *beside))
        return figure(example, view, _unique(md, name), step, beside, against)
    except ExampleError as error:
        raise PageError(f"in the fence ```tconv {' '.join(words)}```: {error}") from None
    except Exception as error:
        raise PageError(f"in the fence ```tconv {' '.join(words)}```: {type(error).__name__}: {error}") from error


def _step(words: list[str]) -> int:
    if not words:
        return 1
    key, _, value = words[0].partition("=")
    if len(words) > 1 or key != "step" or not value.isdecimal():
        raise ExampleError(f"unknown option {' '.join(words)!r}; there is: step=N")
    return int(value)


def _unique(md: Markdown, name: str) -> str:
    """Give the second figure of one name on a page, and later ones, a number."""
    seen: Counter[str] = md.__dict__.setdefault("tconv_figures", Counter())
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
