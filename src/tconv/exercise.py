"""Check an answer that was computed by hand, and say what is wrong where."""

from collections.abc import Sequence

import numpy as np

from tconv.example import Example
from tconv.numbers import factor, number
from tconv.trace.places import name
from tconv.trace.slide import gather, window


def check(answer: Sequence[Sequence[float]] | None, example: Example) -> None:
    """Print whether the answer is the example's output; if not, the first thing that is wrong.

    Parameters
    ----------
    answer : sequence of rows, or None
        The output as computed by hand, one sequence of numbers for each row; None before there is one.
    example : Example
        What was to be computed.

    Examples
    --------
    >>> from tconv.examples import EXAMPLES
    >>> check([[-5, 0, -5, 0], [0, 5, 0, 4], [-5, 0, -5, 0], [0, 5, 0, 5]], EXAMPLES["author-transposed"])
    Not yet: cell (1, 3) is 5, and you have 4. Its sum: −5 × (−1) = 5.
    """
    print(_judged(answer, example))


def _judged(answer: Sequence[Sequence[float]] | None, example: Example) -> str:
    if answer is None:
        return "Write your answer in place of None, as a list of rows, and run the cell again."
    rows, columns = example.y.shape
    widths = sorted({len(row) for row in answer})
    if len(answer) != rows or widths != [columns]:
        given = f"{len(answer)} × {' or '.join(map(str, widths)) or 0}"
        return f"Not yet: the output is {rows} × {columns}, and yours is {given}. Begin with the size formula."
    wrong = np.argwhere(~np.isclose(np.array(answer, float), example.y))
    if not len(wrong):
        return f"Right: all {rows * columns} cells."
    cell = (int(wrong[0][0]), int(wrong[0][1]))
    given = number(float(answer[cell[0]][cell[1]]))
    more = f" {len(wrong) - 1} more cells are wrong." if len(wrong) > 1 else ""
    right = number(example.y[cell])
    return f"Not yet: cell {_plain(name(cell))} is {right}, and you have {given}. {_sum(cell, example)}{more}"


def _sum(cell: tuple[int, int], example: Example) -> str:
    """Write out the products of a cell, without those with an inserted or a padded zero."""
    told = window(example) if example.operation == "convolution" else gather(example)
    step = next(step for step in told.steps if step.cell == cell)
    under = np.ix_(step.rows, step.cols)
    products = zip(told.ground[under].flat, told.kernel.flat, told.given[under].flat, strict=True)
    terms = [f"{factor(x, first=not n)} × {factor(w)}" for n, (x, w, given) in enumerate(products) if given]
    terms += [number(example.bias)] if example.bias or not terms else []
    return f"Its sum: {' + '.join(terms)} = {number(example.y[cell])}."


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
