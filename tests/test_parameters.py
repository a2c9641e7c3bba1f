"""What the page on kernel size, stride and padding claims, computed."""

import re
from itertools import product
from math import gcd

import numpy as np
import pytest
from claims import DOCS, unreached

from tconv import conv_transpose2d
from tconv.core.sizes import ConvolutionAxis, TransposedAxis
from tconv.examples import EXAMPLES
from tconv.words.numbers import number

PAGE = " ".join((DOCS / "parameters.md").read_text().split())


@pytest.mark.parametrize(
    ("names", "sizes", "said"),
    [
        (("stride-1", "stride-2", "stride-3"), (4, 5, 6), "the output grows from 4 to 5 to 6."),
        (("kernel-2", "kernel-3", "kernel-4"), (4, 5, 6), "For kernel size 4: 2 × (2 − 1) + 4 = 6."),
        (("padding-0", "padding-1", "padding-2"), (5, 3, 1), "the output shrinks from 5 to 3 to 1, by 2 for each 1"),
        (tuple(f"output-padding-{n}" for n in range(3)), (4, 5, 6), "Output padding 0, 1 and 2 give 4, 5 and 6."),
        (("dilation-1", "dilation-2", "dilation-3"), (3, 4, 5), "and 1 × (2 − 1) + 4 = 5."),
    ],
)  # fmt: skip
def test_the_output_grows_as_the_page_says(names: tuple[str, ...], sizes: tuple[int, ...], said: str) -> None:
    assert said in PAGE
    assert [EXAMPLES[name].y.shape for name in names] == [(size, size) for size in sizes]


def products(size: int, kernel: int, stride: int) -> np.ndarray:
    """Count the products in each cell of a large output."""
    return conv_transpose2d(np.ones((1, 1, size, size), int), np.ones((1, 1, kernel, kernel), int), stride=stride)[0, 0]


def test_how_many_products_an_inner_cell_gets() -> None:
    assert (
        "a cell gets 1, 2 or 4 products, in a pattern that repeats; with kernel size 4 and stride 2 every inner cell"
        in PAGE
    )
    inner = products(9, 3, 2)[3:-3, 3:-3]
    assert set(inner.flat) == {1, 2, 4} and (inner[2:] == inner[:-2]).all() and (inner[:, 2:] == inner[:, :-2]).all()
    assert set(products(9, 4, 2)[2:-2, 2:-2].flat) == {4}


def test_three_sizes_become_one() -> None:
    assert "turns 4 cells into 2, and 5 cells into 2, and 6 cells into 2." in PAGE
    assert [ConvolutionAxis(size, 3, 3, 1).output for size in (3, 4, 5, 6, 7)] == [1, 2, 2, 2, 3]
    for name, kept in (("output-padding-1", 1), ("output-padding-2", 2)):
        axis = EXAMPLES[name].axes[0]
        assert (axis.padding, axis.output_padding, axis.stride) == (1, kept, 3)
    assert unreached(EXAMPLES["output-padding-2"]).sum() == 11 and EXAMPLES["output-padding-2"].bias == 0
    assert not unreached(EXAMPLES["output-padding-1"]).any()


def test_the_output_padding_of_the_way_back() -> None:
    """For any convolution, by the remainder that the page names."""
    assert "for 5 cells, 5 + 2 × 1 − 3 = 4, which leaves 1." in PAGE
    for n, k, s, p, d in product(range(1, 15), range(1, 5), range(1, 5), range(3), range(1, 4)):
        down = ConvolutionAxis(n, k, s, p, d)
        rest = n + 2 * p - down.reach
        assert down.output == max(0, rest // s + 1)
        if down.output:
            assert TransposedAxis(down.output, k, s, p, rest % s, d).output == n


def test_where_cells_can_stay_empty() -> None:
    """With no common factor and a kernel as large as the stride, every cell a reach away from both ends is met."""
    assert "only cells near the border can stay empty" in PAGE
    for k, s, d in product(range(1, 6), range(1, 5), range(1, 5)):
        axis = TransposedAxis(20, k, s, dilation=d)
        met = {cell for i in range(20) for cell in range(axis.canvas)[axis.landing(i)]}
        inner = set(range(axis.reach, axis.canvas - axis.reach))
        assert (inner <= met) == (gcd(s, d) == 1 and k >= s)


def test_what_dilation_leaves_empty() -> None:
    assert "all with dilation 2, but with dilation 3 the middle row and column stay empty." in PAGE
    assert not unreached(EXAMPLES["dilation-2"]).any()
    empty = unreached(EXAMPLES["dilation-3"])
    assert empty[2].all() and empty[:, 2].all() and empty.sum() == 9
    assert "With stride 2 and dilation 2 every product lands on an even row and an even column" in PAGE
    reached = conv_transpose2d(np.ones((1, 1, 7, 7)), np.ones((1, 1, 3, 3)), stride=2, dilation=2)[0, 0] > 0
    assert reached[::2, ::2].all() and not reached[1::2].any() and not reached[:, 1::2].any()


def test_your_turn() -> None:
    example, text = EXAMPLES["settings"], (DOCS / "parameters.md").read_text()
    block = re.search(r"## Your turn\n\n[^\n]+\n\n```text\n(.*?)```", text, re.DOTALL)
    assert block
    lines = block[1].splitlines()
    for grid, columns in ((example.x, slice(0, 12)), (example.w, slice(12, 30))):
        assert [line[columns].split() for line in lines[1:3]] == [[number(v) for v in row] for row in grid]
    for name in ("stride", "padding", "output_padding", "dilation"):
        line = next(line for line in lines if line.startswith(name.replace("_", " ")))
        assert tuple(map(int, line.split()[-2:])) == getattr(example, name)
    assert f"with a bias of {example.bias}:" in PAGE and "So does output row 1, since" in PAGE
    assert example.y.shape == (4, 8) and example.axes[1].canvas == 7
    empty = unreached(example)
    assert (
        empty[:, 1::2].all() and empty[1].all() and not empty[[0, 2, 3], ::2].any() and (example.y[:, 1::2] == 5).all()
    )
