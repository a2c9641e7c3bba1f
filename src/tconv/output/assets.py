"""The package's own styles and scripts, as they are served: without their comments, which are a third of them."""

import re
from functools import cache
from importlib.resources import files


def names() -> list[str]:
    """List the files in web/."""
    return sorted(each.name for each in files("tconv").joinpath("web").iterdir())


@cache
def served(name: str) -> str:
    """Read one of them, a style in one line."""
    return packed(written(name)) if name.endswith(".css") else written(name)


def written(name: str) -> str:
    """Read one of them, line by line."""
    return _uncommented(files("tconv").joinpath("web", name).read_text("utf-8"))


def packed(style: str) -> str:
    """Write a style in one line, without its comments."""
    return " ".join(_uncommented(style).split())


def _uncommented(text: str) -> str:
    return re.sub(r"/\*.*?\*/\s*|^//[^\n]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
