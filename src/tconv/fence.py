"""Turn a ```tconv fence of a page into a figure: `example view`, and `step=N` if it opens later."""

from collections import Counter
from typing import Any

from markdown import Markdown

from tconv.example import ExampleError
from tconv.figure import figure
from tconv.page_error import PageError


def fence(source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **_: Any) -> str:
    """Draw the figure that the fence names."""
    words = source.split()
    try:
        if len(words) < 2:
            raise ExampleError("write an example and a view, such as: overlap scatter")
        example, view, *rest = words
        name = _unique(md, f"{example}-{view}")
        return figure(example, view, name, **_options(rest))
    except ExampleError as error:
        raise PageError(f"in the fence ```tconv {' '.join(words)}```: {error}") from None


def _options(words: list[str]) -> dict[str, int]:
    options = {}
    for word in words:
        key, _, value = word.partition("=")
        if key != "step" or not value.isdecimal():
            raise ExampleError(f"unknown option {word!r}; there is: step=N")
        options[key] = int(value)
    return options


def _unique(md: Markdown, name: str) -> str:
    """Give the second figure of one name on a page, and later ones, a number."""
    seen: Counter[str] = md.__dict__.setdefault("tconv_figures", Counter())
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
