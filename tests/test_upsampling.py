"""What the page on upsampling claims, computed."""

import re
from itertools import product
from math import gcd
from typing import Any

import numpy as np
import pytest
from claims import DOCS

from tconv import conv2d, conv_transpose2d
from tconv.examples import EXAMPLES
from tconv.trace.gather import trace_gather
from tconv.trace.phases import trace_phases
from tconv.trace.scatter import trace_scatter
from tconv.words.numbers import number

TEXT = (DOCS / "upsampling.md").read_text()
PAGE = " ".join(TEXT.split())


def line(x: list[float], w: list[float], **options: int) -> list[float]:
    """Compute a transposed convolution of one axis."""
    pairs: dict[str, Any] = {name: (name != "padding", value) for name, value in options.items()}
    x_row, w_row = (np.array(each, float)[None, None, None] for each in (x, w))
    result = conv_transpose2d(x_row, w_row, **{name: (int(rows), cols) for name, (rows, cols) in pairs.items()})
    return list(result[0, 0, 0].tolist())


def test_the_zeros_of_the_two_figures() -> None:
    assert trace_gather(EXAMPLES["overlap"]).is_input.nonzero()[0].tolist() == [2, 2, 4, 4]
    given = trace_gather(EXAMPLES["pencil"]).is_input
    rows, cols = given.any(1).nonzero()[0], given.any(0).nonzero()[0]
    assert (rows[0], given.shape[0] - 1 - rows[-1]) == (1, 2) and (cols[0], given.shape[1] - 1 - cols[-1]) == (2, 3)


def test_the_cell_that_both_views_frame() -> None:
    assert EXAMPLES["overlap"].y[2, 2] == 15


def test_the_cell_that_shows_the_turn() -> None:
    told, kernel = trace_gather(EXAMPLES["overlap"]), EXAMPLES["overlap"].w
    at = int(re.findall(r"overlap gather step=(\d+)", TEXT)[0])
    assert "the step at which the second figure opens: 1 × 1 + 2 × (−1) = −1, as in scatter." in PAGE
    assert "it would be 1 × (−1) + 2 × 1 = 1." in PAGE
    step = told.steps[at - 1 - len(told.preparations)]
    assert step.cell == told.tells[at - 1] == (1, 2) and "Output cell (1, 2) shows it" in PAGE
    assert told.products(step) == [(1, 1), (2, -1)] and step.value == -1 == trace_scatter(told.example).result[1, 2]
    assert (told.padded[step.under] * kernel).sum() == 1


def test_the_recipe_on_the_cell_of_your_turn() -> None:
    example, places = EXAMPLES["pencil"], "input columns 1 and 0. So it is 7 + 1 × (−2) + (−2) × 3 = −1."
    assert places in PAGE and example.y[1, 2] == -1
    assert (example.w[1, 0], example.x[0, 1], example.w[1, 2], example.x[0, 0]) == (1, -2, -2, 3)


def test_how_many_products_each_way_takes() -> None:
    assert "25 × 9 = 225 times, and scatter 4 × 9 = 36 times" in PAGE
    example = EXAMPLES["overlap"]
    assert (example.y.size, example.w.size, example.x.size) == (25, 9, 4)


def test_which_kernel_values_meet_a_phase() -> None:
    met = {step.phase: len(step.taps) for step in trace_phases(EXAMPLES["overlap"]).steps}
    assert met == {(0, 0): 4, (0, 1): 2, (1, 0): 2, (1, 1): 1}


@pytest.mark.parametrize("name", [name for name, each in EXAMPLES.items() if each.operation == "transposed"])
def test_the_recipe_for_one_output_cell(name: str) -> None:
    """Follow the four steps of the page, for each output cell."""
    example = EXAMPLES[name]

    def met(cell: int, axis: int) -> list[tuple[int, int]]:
        c = cell + example.padding[axis]
        distances = ((m, c - example.dilation[axis] * m) for m in range(example.w.shape[axis]))
        rows = [
            (m, distance // example.stride[axis]) for m, distance in distances if distance % example.stride[axis] == 0
        ]
        return [(m, n) for m, n in rows if 0 <= n < example.x.shape[axis]]

    for r, q in np.ndindex(example.y.shape):
        pairs = product(met(r, 0), met(q, 1))
        products = [example.w[a, b] * example.x[i, j] for (a, i), (b, j) in pairs]
        assert sum(products) + example.bias == pytest.approx(example.y[r, q])


def counts(kernel: int, stride: int, dilation: int = 1) -> list[float]:
    return line([1] * 30, [1] * kernel, stride=stride, dilation=dilation)


def test_the_table_of_products() -> None:
    rows = re.findall(r"^ +(\d)       (\d)  ((?:\d )+)…$", TEXT, re.MULTILINE)
    assert [row[:2] for row in rows] == [("3", "2"), ("4", "2"), ("5", "2"), ("2", "3")]
    for kernel, stride, said in rows:
        assert counts(int(kernel), int(stride))[:8] == [int(each) for each in said.split()]
    assert np.unique(np.outer(counts(3, 2)[4:-4], counts(3, 2)[4:-4])).tolist() == [1, 2, 4]


@pytest.mark.parametrize(("kernel", "stride", "dilation"), list(product(range(1, 7), range(1, 6), range(1, 5))))
def test_when_all_inner_cells_get_the_same_count(kernel: int, stride: int, dilation: int) -> None:
    reach = dilation * (kernel - 1) + 1
    inner = counts(kernel, stride, dilation)[reach : -reach or None]
    assert (len(set(inner)) == 1) == (kernel % stride == 0 and gcd(stride, dilation) == 1)


def test_an_even_count_is_not_enough() -> None:
    assert "so the output goes 4, 6, 4, 6." in PAGE
    assert line([1] * 6, [1, 2, 3, 4], stride=2)[2:-2][:4] == [4, 6, 4, 6]


def test_bilinear_and_nearest_neighbour() -> None:
    said = re.search(r"input 0, 4, 8 becomes ([\d, ]+);", PAGE)
    assert said
    assert [number(v) for v in line([0, 4, 8], [0.25, 0.75, 0.75, 0.25], stride=2, padding=1)] == said[1].split(", ")
    assert line([5, 7], [1, 1], stride=2) == [5, 5, 7, 7]


def test_upsampling_and_then_a_convolution() -> None:
    assert "which is not turned, is one transposed convolution with stride 2 and the kernel 3, 5, 3, 1." in PAGE
    x = [2.0, -1, 4, 3]
    upsampled = np.repeat(x, 2)[None, None, None]
    wanted = conv2d(upsampled, np.array([1.0, 2, 3])[None, None, None], padding=(0, 2))[0, 0, 0]
    assert line(x, [3, 5, 3, 1], stride=2) == wanted.tolist()


def test_a_pixel_shuffle_is_a_transposed_convolution() -> None:
    """A convolution to 4 channels, interleaved, is the transposed convolution with the phases of a larger kernel."""
    random = np.random.default_rng(0)
    x, w = random.integers(-9, 10, (1, 1, 4, 5)), random.integers(-9, 10, (1, 1, 4, 4))
    whole = conv_transpose2d(x, w, stride=2)[0, 0]
    shuffled = np.zeros_like(whole)
    for r, q in np.ndindex(2, 2):
        taps = w[:, :, r::2, q::2][:, :, ::-1, ::-1]
        shuffled[r::2, q::2] = conv2d(x, taps, padding=1)[0, 0]
    assert (shuffled == whole).all()
