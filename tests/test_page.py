"""Every Python block of every page is run, and every sum written on a page is computed."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from claims import DOCS, EQUALS, SUM, holds, unreached

from tconv import conv2d, conv_transpose2d
from tconv.core.sizes import ConvolutionAxis, TransposedAxis
from tconv.examples import EXAMPLES
from tconv.words.numbers import number

PAGES = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]
PYTHON = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)
ASIDE = re.compile(r"^ *```.*?^ *```|^\\\[.*?\\\]$|\\\(.*?\\\)", re.DOTALL | re.MULTILINE)


def prose(page: Path) -> str:
    """Read the page without its code and its formulas."""
    return ASIDE.sub("", page.read_text())


CODED = [page for page in PAGES if "```python" in page.read_text()]


@pytest.mark.parametrize("page", CODED, ids=lambda page: page.stem)
def test_python_blocks_print_what_the_page_says(page: Path) -> None:
    space: dict[str, Any] = {}
    blocks = PYTHON.findall(page.read_text())
    assert len(blocks) == page.read_text().count("```python")
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


FIRST = (DOCS / "what.md").read_text()


def test_your_turn_has_the_numbers_of_its_figure() -> None:
    example = EXAMPLES["pencil"]
    block = re.search(r"with a bias of (\d+):\n\n```text\n(.*?)```", FIRST, re.DOTALL)
    assert block and block[1] == str(example.bias)
    lines = block[2].splitlines()
    for what, column in (("x", slice(0, 12)), ("w", slice(12, 30))):
        grid = getattr(example, what)
        assert [line[column].split() for line in lines[1 : 1 + len(grid)]] == [[number(v) for v in row] for row in grid]
    for name in ("stride", "padding", "output_padding", "dilation"):
        line = next(line for line in lines if re.search(rf"(?<!output ){name.replace('_', ' ')} ", line))
        assert tuple(map(int, line.split()[-2:])) == getattr(example, name)


def test_your_turn_names_the_cells_that_no_stamp_reaches() -> None:
    assert "are output rows 0 and 3. The last column lies past the canvas." in FIRST
    empty = unreached(EXAMPLES["pencil"])
    wanted = np.zeros_like(empty)
    wanted[[0, 3]] = wanted[:, -1] = True
    assert (empty == wanted).all() and (EXAMPLES["pencil"].y[empty] == 7).all()


def test_the_authors_numbers_come_from_1_to_16() -> None:
    example = EXAMPLES["author-transposed"]
    grid = np.arange(1, 17).reshape(1, 1, 4, 4)
    assert (conv2d(grid, example.w[None, None], stride=example.stride)[0, 0] == example.x).all()
    assert (example.x == -5).all() and set(example.y.flat) == {-5, 0, 5}


def test_two_sizes_become_one_as_the_page_says() -> None:
    said = " ".join(FIRST.split())
    assert "turns 4 cells into 2, and it turns 5 cells into 2." in said
    assert "On the way back *op* = 0 gives 4 cells and *op* = 1 gives 5." in said
    assert [ConvolutionAxis(size, 2, 2).output for size in (4, 5)] == [2, 2]
    assert [TransposedAxis(2, 2, 2, 0, extra).output for extra in (0, 1)] == [4, 5]


def test_the_matrix_on_the_page_is_the_one_of_the_operation() -> None:
    rows = re.findall(r"^(?:C =|    ) +((?:[abc0] ?){5}) +(?:Cᵀ =)? *([abc0]) ([abc0])$", FIRST, re.MULTILINE)
    rows += re.findall(r"^()                       +([abc0]) ([abc0])$", FIRST, re.MULTILINE)
    values = {"a": 1.0, "b": 10.0, "c": 100.0, "0": 0.0}
    c = np.array([[values[each] for each in row.split()] for row, _, _ in rows if row])
    c_transposed = np.array([[values[one], values[two]] for _, one, two in rows])
    kernel = np.array([1.0, 10.0, 100.0]).reshape(1, 1, 1, 3)
    for x in ([1.0, 0.0], [0.0, 1.0], [2.0, -3.0]):
        wanted = conv_transpose2d(np.array(x).reshape(1, 1, 1, 2), kernel, stride=(1, 2))[0, 0, 0]
        assert (c_transposed @ x == wanted).all() and (c.T @ x == wanted).all()
