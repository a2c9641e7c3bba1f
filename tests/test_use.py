"""What the page on where it is used claims, computed."""

import numpy as np
import pytest
from claims import DOCS

from tconv import conv2d, conv_transpose2d
from tconv.core.sizes import ConvolutionAxis, TransposedAxis
from tconv.examples import EXAMPLES

PAGE = " ".join((DOCS / "use.md").read_text().split())


def test_the_layer_of_the_figure_doubles_its_grid() -> None:
    example = EXAMPLES["doubling"]
    assert "doubles a 2 × 3 grid with a 2 × 2 kernel and stride 2, so each value" in PAGE
    assert example.x.shape == (2, 3) and example.w.shape == (2, 2) and example.y.shape == (4, 6)
    for i, j in np.ndindex(example.x.shape):
        assert (example.y[2 * i : 2 * i + 2, 2 * j : 2 * j + 2] == example.x[i, j] * example.w).all()


def test_23_and_24_become_12_and_come_back() -> None:
    assert "turns 23 cells into 12, and 24 cells into 12." in PAGE
    assert [ConvolutionAxis(n, 3, 2, 1).output for n in (22, 23, 24, 25)] == [11, 12, 12, 13]
    assert [TransposedAxis(12, 3, 2, 1, extra).output for extra in (0, 1)] == [23, 24]


@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("stride", [1, 2, 3, 4])
@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
def test_the_formula_for_output_padding(kernel: int, stride: int, padding: int, dilation: int) -> None:
    reach = dilation * (kernel - 1) + 1
    for n in range(max(1, reach - 2 * padding), 30):
        small = ConvolutionAxis(n, kernel, stride, padding, dilation).output
        extra = (n + 2 * padding - reach) % stride
        assert TransposedAxis(small, kernel, stride, padding, extra, dilation).output == n


def test_a_convolution_at_the_doubled_size_costs_four_times_as_much() -> None:
    """Count the kernel's places: the input's cells here, the output's cells there."""
    x, w = np.ones((1, 1, 6, 5)), np.ones((1, 1, 3, 3))
    y = conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)
    assert y.shape[2:] == (12, 10) and y.size == 4 * x.size == conv2d(y, w, padding=1).size


def test_the_same_shape_and_other_numbers() -> None:
    """Kernel 3, stride 2: cropped at the end as Keras does, and at the start as padding 1, output padding 1 do."""
    random = np.random.default_rng(0)
    x, w = random.standard_normal((1, 2, 4, 5)), random.standard_normal((2, 3, 3, 3))
    whole = conv_transpose2d(x, w, stride=2)
    start = conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)
    end = whole[..., :-1, :-1]
    assert start.shape == end.shape == (1, 3, 8, 10)
    assert (start == whole[..., 1:, 1:]).all() and not np.allclose(start, end)
