"""What the page on the difference from a convolution claims, computed."""

import numpy as np
import pytest
from claims import DOCS

from tconv import conv2d, conv_transpose2d
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.trace.convolution_matrix import trace_convolution_matrix
from tconv.trace.transposed_matrix import trace_transposed_matrix

PAGE = " ".join((DOCS / "difference.md").read_text().split())
DOWN, UP = EXAMPLES["author-convolution"], EXAMPLES["author-transposed"]
C = trace_convolution_matrix(DOWN).matrix


def test_the_first_row_of_the_matrix() -> None:
    assert "lies on the inputs 1, 2, 5 and 6, so row 1 holds 1, 0, 0 and −1 there." in PAGE
    assert trace_convolution_matrix(DOWN).steps[0].columns == (0, 1, 4, 5) and C[0, [0, 1, 4, 5]].tolist() == [
        1,
        0,
        0,
        -1,
    ]
    assert "cell (1, 0) number 5, cell (3, 3) number 16." in PAGE
    assert np.arange(1, 17).reshape(4, 4)[[1, 3], [0, 3]].tolist() == [5, 16] == DOWN.x[[1, 3], [0, 3]].tolist()


def test_how_far_the_stride_skips() -> None:
    assert (
        "the row's values stand 2 columns further." in PAGE and "each 4 wide: 2 × 4 = 8 columns of the matrix." in PAGE
    )
    assert (np.roll(C[0], 2) == C[1]).all() and (np.roll(C[0], 8) == C[2]).all()


def test_how_large_the_matrices_are() -> None:
    assert "here 4 rows and 16 columns." in PAGE and C.shape == (4, 16)
    assert "The padded input has 4 × 6 cells, so *C* has 24 columns." in PAGE
    padded = trace_convolution_matrix(EXAMPLES["padded-convolution"])
    assert padded.padded.shape == (4, 6) and padded.matrix.shape == (6, 24)
    assert "fits in 3 × 2 places, so *C* has 6 rows." in PAGE and padded.example.y.shape == (3, 2)
    assert "of the 64 in *C* only 16 come from the kernel" in PAGE
    assert C.size == 64 and (trace_convolution_matrix(DOWN).kernel_rows > 0).sum() == 16


def test_a_column_is_what_one_input_cell_reaches() -> None:
    assert "Column 6 of *C* belongs to input cell (1, 1)" in PAGE and "row 1 alone, with the value −1." in PAGE
    assert divmod(6 - 1, 4) == (1, 1) and C[:, 5].tolist() == [-1, 0, 0, 0]
    assert "Row 6 has −1 in its first column, so output cell (1, 1) is (−1) × (−5) = 5." in PAGE
    told = trace_transposed_matrix(UP)
    assert (told.matrix == C).all() and told.steps[5].cell == (1, 1) and UP.y[1, 1] == 5


def test_a_row_with_four_kernel_values() -> None:
    told = trace_transposed_matrix(EXAMPLES["overlap"])
    assert "row 13 has four:" in PAGE and len(told.steps[12].inputs) == 4
    assert max(len(step.inputs) for step in trace_transposed_matrix(UP).steps) == 1


@pytest.mark.parametrize("name", [name for name, each in EXAMPLES.items() if each.operation == "transposed"])
def test_the_recipe_for_the_matrix_of_a_transposed_convolution(name: str) -> None:
    """Write C as the page says, multiply, reshape, and keep the crop window."""
    example = EXAMPLES[name]
    (tall, wide), (down, right) = (axis.canvas for axis in example.axes), example.stride
    canvas = np.zeros(tall * wide)
    for (r, q), x in np.ndenumerate(example.x):
        c = np.zeros((tall, wide))
        for (m, n), value in np.ndenumerate(example.w):
            c[down * r + example.dilation[0] * m, right * q + example.dilation[1] * n] = value
        canvas += c.ravel() * x
    ends = zip(example.padding, example.output_padding, strict=True)
    cuts = [(p, p - op) for p, op in ends]
    assert "*p* rows or columns at the start and *p* − *op* at the end; −1 adds one" in PAGE
    grid = np.pad(canvas.reshape(tall, wide), [(0, max(0, -end)) for _, end in cuts])
    rows, cols = (slice(start, size - max(0, end)) for (start, end), size in zip(cuts, grid.shape, strict=True))
    assert (grid[rows, cols] + example.bias == example.y).all()


def test_the_two_sums() -> None:
    v, x = np.arange(1, 17), np.arange(1, 5)
    assert (C @ v).tolist() == [-5] * 4 and C @ v @ x == v @ (C.T @ x) == -50
    below = [v[np.flatnonzero(row == value)[0]] for value in (1, -1) for row in C]
    assert "In the same cells *v* has 1, 3, 9, 11 and 6, 8, 14, 16:" in PAGE
    assert below == [1, 3, 9, 11, 6, 8, 14, 16]


@pytest.mark.parametrize("name", [name for name, each in EXAMPLES.items() if each.operation == "transposed"])
def test_the_two_sums_with_a_column_for_each_cell_of_the_large_grid(name: str) -> None:
    """Leave out the columns of cropped canvas cells, add a column of zeros for each cell past the canvas."""
    assert "leave out those of cropped canvas cells, and add a column of zeros for each cell past the canvas." in PAGE
    told = trace_transposed_matrix(EXAMPLES[name])
    (tall, wide), grid = told.canvas.reached, np.zeros((len(told.matrix), told.canvas.height, told.canvas.width))
    grid[:, :tall, :wide] = told.matrix.reshape(-1, tall, wide)
    rows, cols = told.canvas.rows, told.canvas.cols
    c = grid[:, rows.start : rows.stop, cols.start : cols.stop].reshape(len(told.matrix), -1)
    x, y = told.example.x.ravel(), (told.example.y - told.example.bias).ravel()
    assert (c.T @ x == y).all()
    v = np.arange(y.size)
    assert c @ v @ x == v @ (c.T @ x)


def test_the_gradient_of_a_convolution_with_respect_to_its_input() -> None:
    """Nudge each input cell of a weighted sum of outputs: the change is the transposed convolution of the weights."""
    random = np.random.default_rng(0)
    v, w, x = (random.standard_normal(shape) for shape in ((1, 1, 7, 5), (1, 1, 3, 2), (1, 1, 4, 3)))
    options = {"stride": 2, "padding": 1}
    slopes = np.zeros_like(v)
    for cell in np.ndindex(v.shape):
        nudge = np.zeros_like(v)
        nudge[cell] = 1
        slopes[cell] = (conv2d(nudge, w, **options) * x).sum()
    np.testing.assert_allclose(slopes, conv_transpose2d(x, w, output_padding=(0, 1), **options), atol=1e-12)


def test_it_is_not_an_inverse() -> None:
    assert "Add 100 to every input cell and the four results are still −5." in PAGE
    assert (C @ (np.arange(1, 17) + 100)).tolist() == [-5] * 4
    assert set((C.T @ C @ np.arange(1, 17)).tolist()) == {-5, 0, 5}


@pytest.mark.parametrize("example", [DOWN, EXAMPLES["padded-convolution"]], ids=lambda each: each.name)
def test_the_recipe_gives_the_convolution(example: Example) -> None:
    assert (trace_convolution_matrix(example).result == example.y).all()
