"""Turn an answer that was computed by hand into a verdict that names the first wrong cell and its sum."""

from collections.abc import Sequence

import numpy as np

from tconv.example import Example
from tconv.trace.gather import trace_gather
from tconv.trace.window import trace_window
from tconv.words.numbers import factor, number
from tconv.words.places import name

SIZE_HINTS = {
    "transposed": "On each axis it has stride × (input − 1) + reach − 2 × padding + output padding cells.",
    "convolution": "On each axis it has (input + 2 × padding − reach) / stride + 1 cells, rounded down.",
}
"""The size of the output, in words, for an answer of another size; without dilation the reach is the kernel's size."""


def check(answer: Sequence[Sequence[float]] | None, example: Example) -> None:
    """Print that the answer is the example's output, or the first thing that is wrong with it.

    Parameters
    ----------
    answer : sequence of rows, or None
        The output as computed by hand, one sequence of numbers for each row; None before there is one.
    example : Example
        The operation and its numbers, whose output the answer should be.

    Examples
    --------
    >>> from tconv.examples import EXAMPLES
    >>> check([[-5, 0, -5, 0], [0, 5, 0, 4], [-5, 0, -5, 0], [0, 5, 0, 5]], EXAMPLES["author-transposed"])
    Not yet: cell (1, 3) is 5, and you have 4. Its sum: −5 × (−1) = 5.
    """
    print(_verdict(answer, example))


def _verdict(answer: Sequence[Sequence[float]] | None, example: Example) -> str:
    """Compare the answer with the output: its kind, then its size, then its numbers."""
    if answer is None:
        return "Write your answer in place of None, as a list of rows, and run the cell again."
    try:
        grid = np.array(answer, float)
    except (TypeError, ValueError):
        grid = np.array(0.0)  # not a grid, and refused as one below
    if grid.ndim != 2 or not np.isfinite(grid).all():
        return "Not yet: write a list of rows of the same length, of numbers alone, such as [[1, 2], [3, 4]]."
    rows, columns = example.output_shape
    if grid.shape != (rows, columns):
        yours = f"{grid.shape[0]} × {grid.shape[1]}"
        return f"Not yet: the output is {rows} × {columns}, and yours is {yours}. {SIZE_HINTS[example.operation]}"
    wrong = np.argwhere(~np.isclose(grid, example.y, rtol=1e-9))
    if not len(wrong):
        return f"Right: all {rows * columns} cells."
    cell = (int(wrong[0][0]), int(wrong[0][1]))
    given = number(grid[cell].item())
    others = len(wrong) - 1
    more = f" {others} more {'cells are' if others > 1 else 'cell is'} wrong." if others else ""
    right = number(example.y[cell])
    return f"Not yet: cell {_plain(name(cell))} is {right}, and you have {given}. {_sum(cell, example)}{more}"


def _sum(cell: tuple[int, int], example: Example) -> str:
    """Write out the products of a cell, without those with an inserted or a padded zero."""
    trace = trace_window(example) if example.operation == "convolution" else trace_gather(example)
    step = next(step for step in trace.steps if step.cell == cell)
    terms = [f"{factor(x, first=not n)} × {factor(w)}" for n, (x, w) in enumerate(trace.products(step))]
    terms += [factor(example.bias, first=not terms)] if example.bias or not terms else []
    return f"Its sum: {' + '.join(terms)} = {number(example.y[cell])}."


def _plain(text: str) -> str:
    """Write common spaces, so that the printed line can be searched and copied."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
