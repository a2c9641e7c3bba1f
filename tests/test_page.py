"""Every Python block of every page is run, and every sum written on a page is computed."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PYTHON = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)
VALUE = r"−?\d+(?:\.\d+)?"
TERM = rf"(?:{VALUE}|\({VALUE} [+−] {VALUE}\))"
SIDE = rf"{TERM}(?:\s+[×+−]\s+{TERM})+"
SUM = re.compile(rf"{SIDE}\s+=\s+{VALUE}|\({SIDE}, {SIDE}\)\s+=\s+\({VALUE}, {VALUE}\)")
EQUALS = re.compile(r"[\d)]\s+=\s+[\d(−]")
ASIDE = re.compile(r"^ *```.*?^ *```|^\\\[.*?\\\]$|\\\(.*?\\\)", re.DOTALL | re.MULTILINE)


def prose(page: Path) -> str:
    """Read the page without its code and its formulas."""
    return ASIDE.sub("", page.read_text())


def holds(written: str) -> bool:
    """Compute both sides of an equation as a page writes it."""
    for sign, operator in (("×", "*"), ("−", "-"), ("=", "=="), ("\n", " ")):
        written = written.replace(sign, operator)
    return bool(eval(written, {"__builtins__": {}}))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_blocks_print_what_the_page_says(page: Path) -> None:
    space: dict[str, Any] = {}
    blocks = PYTHON.findall(page.read_text())
    assert blocks
    for code, said in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), space)
        assert printed.getvalue() == said, code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_sums_on_the_page_are_right(page: Path) -> None:
    found = SUM.findall(prose(page))
    assert len(found) == len(EQUALS.findall(prose(page))), "a sum is written as this test does not read it"
    assert [each for each in found if not holds(each)] == []


def test_a_wrong_sum_is_seen() -> None:
    found = SUM.findall("so 2 × (2 − 1) + 3 = 5, and −5 × −1 = 4, at (2 × 1, 2 × 0) = (2, 0)")
    assert [holds(each) for each in found] == [True, False, True]
