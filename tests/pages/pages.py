"""Read the pages' Markdown: their prose, their fences and their blocks of text."""

import re
from pathlib import Path

from conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

ASIDE = re.compile(r"^ *```.*?^ *```|^\\\[.*?\\\]$|\\\(.*?\\\)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^ *```tconv\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^( *)```text\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


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
