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
    text = uncommented(name)
    return " ".join(text.split()) if name.endswith(".css") else text


def uncommented(name: str) -> str:
    """Read one of them as it is written, but for its comments."""
    text = files("tconv").joinpath("web", name).read_text("utf-8")
    return re.sub(r"/\*.*?\*/\s*|^//[^\n]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
