"""Turn the files in web/ into the styles and scripts that are served: without comments, which are a third of them."""

import re
from functools import cache
from importlib.resources import files

from tconv.output import scripts
from tconv.output.style_sheet import page_sheet

SHEET = "figure.css"
"""The style of scenes, which Python writes."""


def names() -> list[str]:
    """List the style of scenes, the styles in web/, and all scripts."""
    styles = (each.name for each in files("tconv").joinpath("web").iterdir() if each.name.endswith(".css"))
    return sorted([SHEET, *styles, *scripts.sources()])


@cache
def served(name: str) -> str:
    """Read one of them, a style in one line."""
    return packed(written(name)) if name.endswith(".css") else scripts.served(name)


def written(name: str) -> str:
    """Read a style, line by line."""
    if name == SHEET:
        return page_sheet()
    return _uncommented(files("tconv").joinpath("web", name).read_text("utf-8"))


def packed(style: str) -> str:
    """Write a style in one line, without its comments and without the spaces around marks that part words anyway.

    The space before a colon is left: it may part two selectors.
    """
    line = " ".join(_uncommented(style).split())
    return re.sub(r" ?([{};,]) ?|(?<=:) ", r"\1", line).replace(";}", "}")


def _uncommented(style: str) -> str:
    return re.sub(r"/\*.*?\*/\s*", "", style, flags=re.DOTALL)
