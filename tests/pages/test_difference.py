"""What the page on the difference from a convolution says in general."""

import numpy as np
import pytest

from tconv import conv2d, conv_transpose2d
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.trace.transposed_matrix import trace_transposed_matrix

every_transposed = pytest.mark.parametrize(
    "example", [each for each in EXAMPLES.values() if each.operation == "transposed"], ids=lambda example: example.name
)


@every_transposed
def test_the_recipe_for_the_matrix_of_a_transposed_convolution(example: Example) -> None:
    """Write C as the page says, multiply, reshape, and keep the crop window."""
    (tall, wide), (down, right) = (axis.canvas for axis in example.transposed_axes), example.stride
    canvas = np.zeros(tall * wide)
    for (r, q), x in np.ndenumerate(example.x):
        row = np.zeros((tall, wide))
        for (m, n), value in np.ndenumerate(example.w):
            row[down * r + example.dilation[0] * m, right * q + example.dilation[1] * n] = value
        canvas += row.ravel() * x
    cuts = [(p, p - extra) for p, extra in zip(example.padding, example.output_padding, strict=True)]
    grid = np.pad(canvas.reshape(tall, wide), [(0, max(0, -end)) for _, end in cuts])
    rows, cols = (slice(start, size - max(0, end)) for (start, end), size in zip(cuts, grid.shape, strict=True))
    assert (grid[rows, cols] + example.bias == example.y).all()


@every_transposed
def test_the_two_sums_agree_with_a_column_for_each_cell_of_the_large_grid(example: Example) -> None:
    """Leave out the columns of cropped canvas cells, add a column of zeros for each cell past the canvas."""
    trace = trace_transposed_matrix(example)
    (tall, wide), grid = trace.canvas.reached, np.zeros((len(trace.matrix), trace.canvas.height, trace.canvas.width))
    grid[:, :tall, :wide] = trace.matrix.reshape(-1, tall, wide)
    rows, cols = trace.canvas.rows, trace.canvas.cols
    c = grid[:, rows.start : rows.stop, cols.start : cols.stop].reshape(len(trace.matrix), -1)
    x, y = example.x.ravel(), (example.y - example.bias).ravel()
    assert (c.T @ x == y).all()
    v = np.arange(y.size)
    assert c @ v @ x == v @ (c.T @ x)


def test_the_gradient_of_a_convolution_with_respect_to_its_input() -> None:
    """Nudge each input cell of a weighted sum of outputs: the change is the transposed convolution of the weights."""
    random = np.random.default_rng(0)
    v, w, x = (random.standard_normal(shape) for shape in ((1, 1, 7, 5), (1, 1, 3, 2), (1, 1, 4, 3)))
    slopes = np.zeros_like(v)
    for cell in np.ndindex(v.shape):
        nudge = np.zeros_like(v)
        nudge[cell] = 1
        slopes[cell] = (conv2d(nudge, w, stride=2, padding=1) * x).sum()
    wanted = conv_transpose2d(x, w, stride=2, padding=1, output_padding=(0, 1))
    np.testing.assert_allclose(slopes, wanted, atol=1e-12)


def test_the_gradient_of_a_transposed_convolution_with_respect_to_its_input() -> None:
    """The other way round: nudge each input cell, and the change is the convolution of the weights."""
    random = np.random.default_rng(0)
    x, w, v = (random.standard_normal(shape) for shape in ((1, 1, 4, 3), (1, 1, 3, 2), (1, 1, 7, 5)))
    slopes = np.zeros_like(x)
    for cell in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[cell] = 1
        slopes[cell] = (conv_transpose2d(nudge, w, stride=2, padding=1, output_padding=(0, 1)) * v).sum()
    np.testing.assert_allclose(slopes, conv2d(v, w, stride=2, padding=1), atol=1e-12)
