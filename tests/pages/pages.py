"""Read the pages' Markdown: their prose, their fences and their blocks of text."""

import json
import re
from pathlib import Path

from conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
NOTEBOOKS = sorted(DOCS.rglob("*.ipynb"))

ASIDE = re.compile(r"^ *```.*?^ *```|^\\\[.*?\\\]$|\\\(.*?\\\)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^ *```tconv\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^( *)```text\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def text_of(page: Path) -> str:
    """Read the Markdown of a page, or that of a notebook's cells, one after another."""
    text = page.read_text("utf-8")
    if page not in NOTEBOOKS:
        return text
    return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown")


def prose(page: Path) -> str:
    """Read the page without its code, its formulas and its comments."""
    return re.sub(r"<!--.*?-->", "", ASIDE.sub("", page.read_text("utf-8")), flags=re.DOTALL)


def fences(text: str) -> list[tuple[list[str], int]]:
    """List the figures of a page: the words of each fence without its options, and the step that it opens at."""
    found = []
    for fence in FENCE.findall(text):
        words = fence.split()
        steps = [int(word.removeprefix("step=")) for word in words if word.startswith("step=")]
        shown = [word for word in words if "=" not in word and word != "play"]
        found.append((shown, steps[0] if steps else 1))
    return found


def blocks(text: str) -> list[list[str]]:
    """List the blocks of plain text on a page, as lines; output of Python code is one too."""
    return [[line.removeprefix(indent) for line in lines.splitlines()] for indent, lines in BLOCK.findall(text)]
