"""The names that a claim on a page may use.

- each example, with underscores for hyphens: overlap, author_convolution, padding_1; so overlap.x, .w, .y, .axes, …
- trace(example, view): its steps, as the figure shows them
- matrix(example): C, the matrix of its convolution, as the figure shows it
- pairs(example, cell): the input and kernel values whose products make an output cell, input cells in their order
- products(example): how many products each output cell gets
- inner_counts(kernel, stride, dilation=1): the same along one axis, away from its ends, all settings else 0
- met(example, axis, cell): the kernel lines and the input lines that meet in an output line, in pairs
- row(x, w, stride=1, padding=0, dilation=1): the transposed convolution of one row
- opened(fence): the step that a figure of this page opens at; the fence without its options: opened("overlap gather")
- conv2d, conv_transpose2d, ConvolutionAxis, TransposedAxis, np; and Python's own functions
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from pages import fences

from tconv import conv2d, conv_transpose2d
from tconv.core.arrays import Array
from tconv.core.sizes import ConvolutionAxis, TransposedAxis
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.trace.convolution_matrix import ConvolutionMatrixTrace
from tconv.trace.gather import trace_gather
from tconv.trace.transposed_matrix import TransposedMatrixTrace
from tconv.views import trace


def matrix(example: Example) -> Array:
    """Take C from the trace that shows it."""
    traced = trace(example, "matrix")
    assert isinstance(traced, ConvolutionMatrixTrace | TransposedMatrixTrace)
    return traced.matrix


def pairs(example: Example, cell: tuple[int, int]) -> list[tuple[float, float]]:
    """Take the products of an output cell from gather, without those of zeros that were put in."""
    gather = trace_gather(example)
    return gather.products(next(step for step in gather.steps if step.cell == cell))


def products(example: Example) -> Array:
    """Count the products that each output cell gets: the output for an input and a kernel of ones, without bias."""
    x, w = np.ones((1, 1, *example.x.shape), int), np.ones((1, 1, *example.w.shape), int)
    settings = example.stride, example.padding, example.output_padding, 1, example.dilation
    counts: Array = conv_transpose2d(x, w, None, *settings)[0, 0]
    return counts


def inner_counts(kernel: int, stride: int, dilation: int = 1) -> Array:
    """Count the products of one axis, in the cells that are a reach or more away from both of its ends."""
    axis = TransposedAxis(40, kernel, stride, dilation=dilation)
    counts = np.zeros(axis.canvas, int)
    for cell in range(axis.input):
        counts[axis.landing(cell)] += 1
    return counts[axis.reach : -axis.reach]


def met(example: Example, axis: int, cell: int) -> list[tuple[int, int]]:
    """Find the kernel rows and input rows that meet in an output row, by the places that stamps land on."""
    size = example.transposed_axes[axis]
    pairs = []
    for line in range(size.input):
        landing = range(size.canvas)[size.landing(line)]
        if cell + size.padding in landing:
            pairs.append((landing.index(cell + size.padding), line))
    return sorted(pairs)


def row(x: Sequence[float], w: Sequence[float], stride: int = 1, padding: int = 0, dilation: int = 1) -> Array:
    """Compute the transposed convolution of one row."""
    one_row, kernel = (np.array(values, float)[None, None, None] for values in (x, w))
    settings: dict[str, Any] = {"stride": (1, stride), "padding": (0, padding), "dilation": (1, dilation)}
    result: Array = conv_transpose2d(one_row, kernel, **settings)[0, 0, 0]
    return result


SHARED: dict[str, Any] = {
    "np": np,
    "trace": trace,
    "conv2d": conv2d,
    "conv_transpose2d": conv_transpose2d,
    "ConvolutionAxis": ConvolutionAxis,
    "TransposedAxis": TransposedAxis,
    "matrix": matrix,
    "pairs": pairs,
    "products": products,
    "inner_counts": inner_counts,
    "met": met,
    "row": row,
}
NAMED = {name.replace("-", "_"): example for name, example in EXAMPLES.items()}


def namespace(page: str) -> dict[str, Any]:
    """Make the names for the claims of one page, given its text."""
    if taken := SHARED.keys() & NAMED.keys():
        raise ValueError(f"examples have names that claims use otherwise: {', '.join(sorted(taken))}")

    def opened(fence: str) -> int:
        steps = [step for words, step in fences(page) if words == fence.split()]
        if len(steps) != 1:
            raise ValueError(f"the page has {len(steps)} figures {fence!r}")
        return steps[0]

    return {**SHARED, **NAMED, "opened": opened}
