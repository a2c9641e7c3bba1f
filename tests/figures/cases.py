"""The cases that laws of figures run on: every example in each of its views, and random ones."""

from collections.abc import Iterator

import numpy as np
import pytest

from tconv.core.sizes import TransposedAxis
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.views import VIEWS

FIGURES = [(example, view) for example in EXAMPLES.values() for view in VIEWS[example.operation]]

every_figure = pytest.mark.parametrize(
    ("example", "view"), FIGURES, ids=[f"{example.name}-{view}" for example, view in FIGURES]
)


def random_examples(seed: int, count: int) -> Iterator[Example]:
    """Draw legal examples of either operation, of any legal parameters, the same for the same seed."""
    random = np.random.default_rng(seed)
    while count:
        rows, cols = _axis(random), _axis(random)
        if rows.output * cols.output <= 120:
            count -= 1
            yield _example(random, rows, cols)


def _axis(random: np.random.Generator) -> TransposedAxis:
    size, kernel, stride, dilation = (int(random.integers(1, most + 1)) for most in (4, 4, 4, 3))
    extra = int(random.integers(max(stride, dilation)))
    canvas = stride * (size - 1) + dilation * (kernel - 1) + 1
    padding = int(random.integers((canvas + extra - 1) // 2 + 1))
    return TransposedAxis(size, kernel, stride, padding, extra, dilation)


def _example(random: np.random.Generator, rows: TransposedAxis, cols: TransposedAxis) -> Example:
    """Fill in numbers: integers, or quarters, whose sums floats hold exactly."""

    def grid(height: int, width: int) -> str:
        values = random.integers(-9, 10, (height, width)) / random.choice([1, 1, 4])
        return ";".join(" ".join(map(str, row.tolist())) for row in values)

    kernel, bias = grid(rows.kernel, cols.kernel), random.choice([0, 0, 7, -0.5]).item()
    settings = (rows.stride, cols.stride), (rows.padding, cols.padding)
    dilation = rows.dilation, cols.dilation
    if random.integers(2):  # a convolution of what the transposed convolution gives, so that the kernel fits
        large = grid(rows.output, cols.output)
        return Example("random", "Random", "convolution", large, kernel, *settings, (0, 0), dilation, bias)
    extra = rows.output_padding, cols.output_padding
    small = grid(rows.input, cols.input)
    return Example("random", "Random", "transposed", small, kernel, *settings, extra, dilation, bias)


def written_out(example: Example, cell: tuple[int, int]) -> float:
    """Sum one output cell from the definition of places alone: n s + b d - p is the larger grid's cell."""
    places: list[list[tuple[int, int]]] = []
    for at in (0, 1):
        stride, dilation, padding = example.stride[at], example.dilation[at], example.padding[at]
        pairs = [(n, b) for n in range(example.x.shape[at]) for b in range(example.w.shape[at])]
        if example.operation == "convolution":
            places.append([(n, b) for n, b in pairs if cell[at] * stride + b * dilation - padding == n])
        else:
            places.append([(n, b) for n, b in pairs if n * stride + b * dilation - padding == cell[at]])
    products = (example.x[i, j] * example.w[a, b] for i, a in places[0] for j, b in places[1])
    total: float = example.bias + sum(products)
    return total
