"""What the page on upsampling says in general."""

from itertools import product
from math import gcd

import numpy as np
import pytest
from namespace import inner_counts, row
from pages import DOCS, blocks

from tconv import conv2d, conv_transpose2d
from tconv.core.sizes import TransposedAxis
from tconv.example import Example
from tconv.examples import EXAMPLES

TRANSPOSED = [example for example in EXAMPLES.values() if example.operation == "transposed"]


@pytest.mark.parametrize("example", TRANSPOSED, ids=lambda example: example.name)
def test_the_recipe_for_one_output_cell(example: Example) -> None:
    """Follow the four steps of the page, for each output cell."""

    def met(cell: int, axis: int) -> list[tuple[int, int]]:
        c, s, d = cell + example.padding[axis], example.stride[axis], example.dilation[axis]
        lines = [(m, (c - d * m) // s) for m in range(example.w.shape[axis]) if (c - d * m) % s == 0]
        return [(m, n) for m, n in lines if 0 <= n < example.x.shape[axis]]

    for r, q in np.ndindex(example.y.shape):
        pairs = product(met(r, 0), met(q, 1))
        products = [example.w[a, b] * example.x[i, j] for (a, i), (b, j) in pairs]
        assert sum(products) + example.bias == example.y[r, q]


def test_the_table_of_products() -> None:
    """Each line of the block counts the products of a kernel of ones and an input of ones, from the left."""
    [table] = [each for each in blocks((DOCS / "upsampling.md").read_text("utf-8")) if each[0].startswith("kernel")]
    for line in table[1:]:
        kernel, stride, dilation, *counts, more = line.split()
        assert more == "…"
        products = row([1] * 30, [1] * int(kernel), stride=int(stride), dilation=int(dilation))
        assert products[: len(counts)].tolist() == list(map(int, counts))


def test_when_all_inner_cells_get_the_same_count() -> None:
    for kernel, stride, dilation in product(range(1, 7), range(1, 6), range(1, 5)):
        even = len(set(inner_counts(kernel, stride, dilation).tolist())) == 1
        assert even == (kernel % stride == 0 and gcd(stride, dilation) == 1), (kernel, stride, dilation)


def test_how_wide_the_border_is() -> None:
    """Counts differ from those within a longer input in the first and last K - s cells alone, to their edge."""
    for kernel, stride, dilation, size in product(range(1, 6), range(1, 5), range(1, 5), (1, 2, 5, 12)):
        axis = TransposedAxis(size, kernel, stride, dilation=dilation)
        counts = row([1] * size, [1] * kernel, stride, dilation=dilation)
        reach, period = axis.reach, stride * axis.reach
        longer = row([1] * (size + 2 * reach), [1] * kernel, stride, dilation=dilation)[period : period + axis.canvas]
        other = np.flatnonzero(counts != longer)
        border = max(0, reach - stride)
        assert all(cell < border or cell >= axis.canvas - border for cell in other)
        assert kernel == 1 or size < reach or not border or {border - 1, axis.canvas - border} <= set(other.tolist())


def test_what_dilation_does_to_the_kernel_of_a_phase() -> None:
    """Its values meet input cells d apart, divided by what stride and dilation have in common."""
    for kernel, stride, dilation in product(range(2, 7), range(1, 5), range(1, 5)):
        for taps in TransposedAxis(9, kernel, stride, dilation=dilation).phases.values():
            steps = {one - other for (_, one), (_, other) in zip(taps, taps[1:], strict=False)}
            assert steps <= {dilation // gcd(stride, dilation)}


@pytest.mark.parametrize("stride", [1, 2, 3, 4])
def test_the_output_of_ones_is_uniform_where_the_phases_have_one_sum(stride: int) -> None:
    random = np.random.default_rng(0)
    for kernel in (random.integers(-2, 3, 2 * stride) for _ in range(200)):
        inner = row([1] * 9, kernel.tolist(), stride)[2 * stride : -2 * stride]
        sums = [kernel[phase::stride].sum() for phase in range(stride)]
        assert (len(set(inner.tolist())) == 1) == (len(set(sums)) == 1)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_nearest_neighbour(stride: int) -> None:
    x = np.random.default_rng(0).integers(-9, 10, (3, 4))
    copied = conv_transpose2d(x[None, None], np.ones((1, 1, stride, stride), int), stride=stride)[0, 0]
    assert (copied == np.kron(x, np.ones((stride, stride), int))).all()


@pytest.mark.parametrize("stride", [1, 2, 3, 4, 5])
def test_bilinear(stride: int) -> None:
    """The kernel that the page describes gives stride times the input, interpolated but for the border."""
    size = 2 * stride - stride % 2
    w = 1 - abs(np.arange(size) - (size - 1) / 2) / stride
    x = np.random.default_rng(0).integers(-9, 10, 7)
    y = row(x.tolist(), w.tolist(), stride, stride // 2)
    between = np.interp((np.arange(7 * stride) + 0.5) / stride - 0.5, np.arange(7), x)
    inner = slice(stride // 2, 7 * stride - stride // 2)
    assert y.shape == between.shape and np.allclose(y[inner], between[inner])
    assert stride > 2 or stride == 1 or w.tolist() == [0.25, 0.75, 0.75, 0.25]


@pytest.mark.parametrize(("factor", "size"), [(2, 3), (2, 4), (3, 3), (3, 2)])
def test_upsampling_and_then_a_convolution_is_one_transposed_convolution(factor: int, size: int) -> None:
    """Its kernel is the convolution's, turned, with each value spread over as many cells as the factor says."""
    random = np.random.default_rng(0)
    x, w = random.integers(-9, 10, 5), random.integers(-9, 10, size)
    upsampled = np.repeat(x, factor)[None, None, None]
    wanted = conv2d(upsampled, w[None, None, None], padding=(0, size - 1))[0, 0, 0]
    assert (row(x.tolist(), np.convolve(w[::-1], np.ones(factor, int)).tolist(), factor) == wanted).all()


def test_where_upsampling_and_then_a_convolution_is_none() -> None:
    """Where it interpolates, or where the convolution's padding is no zeros, it differs at the border."""
    x, w = [4.0, 8.0, 5.0, 1.0], [1.0, 2.0, 3.0]
    one = row(x, np.convolve(w[::-1], [1, 1]).tolist(), 2)[1:-1]
    copied = np.repeat(x, 2)
    padded = {mode: np.pad(copied, 1, mode=mode) for mode in ("constant", "edge", "reflect")}
    results = {mode: np.correlate(grid, w) for mode, grid in padded.items()}
    assert (results["constant"] == one).all()
    for mode in ("edge", "reflect"):
        assert (results[mode][1:-1] == one[1:-1]).all() and (results[mode][[0, -1]] != one[[0, -1]]).all()
    between = np.interp(np.arange(8) / 2 - 0.25, np.arange(4), x)
    bilinear = row(x, [0.25, 0.75, 0.75, 0.25], 2, 1)
    assert np.allclose(bilinear[1:-1], between[1:-1]) and not np.isclose(bilinear[[0, -1]], between[[0, -1]]).any()


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
