"""Phases, told one by one: which kernel values can reach the output cells of a phase, and what they make there."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.base import Cell
from tconv.trace.canvas import Canvas, canvas
from tconv.words.numbers import factor, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class PhaseStep:
    """One phase: its output cells, the kernel cells that can reach them, and the values they get.

    `telling` is the cell of the phase with the most products, each an input cell and a kernel cell.
    """

    phase: Cell
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    taps: tuple[Cell, ...]
    values: Array
    telling: Cell
    products: tuple[tuple[Cell, Cell], ...]


@dataclass(frozen=True)
class PhaseTrace:
    """All steps of the phases view of one example."""

    example: Example
    canvas: Canvas
    steps: tuple[PhaseStep, ...]

    @property
    def view(self) -> str:
        """The name of the view."""
        return "phases"

    @property
    def result(self) -> Array:
        """The phases, interleaved, shape (H_out, W_out)."""
        result = np.zeros_like(self.example.y)
        for step in self.steps:
            result[np.ix_(step.rows, step.cols)] = step.values
        return result

    @property
    def tells(self) -> tuple[Cell | None, ...]:
        """The output cell that each step tells of."""
        return tuple(step.telling for step in self.steps)

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, of the phase that an output cell is in."""
        return next(n for n, step in enumerate(self.steps, 1) if cell[0] in step.rows and cell[1] in step.cols)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each phase says."""
        told = [_tell(step, self.example) for step in self.steps]
        last = sentence("phases.done", {"count": str(len(told))}) if len(told) > 1 else sentence("phases.all", {})
        told[-1] = join([told[-1], last])
        return tuple(told)


def phases(example: Example) -> PhaseTrace:
    """Trace each phase of the output, in reading order of its first cell."""
    return PhaseTrace(example, canvas(example), tuple(_steps(example)))


def _steps(example: Example) -> Iterator[PhaseStep]:
    y, (rows, cols) = example.y, example.axes
    for r, q in np.ndindex(min(rows.stride, rows.output), min(cols.stride, cols.output)):
        down, right = rows.phases.get(r, []), cols.phases.get(q, [])
        at = tuple(range(r, rows.output, rows.stride)), tuple(range(q, cols.output, cols.stride))

        def products(cell: Cell, down: list[Cell] = down, right: list[Cell] = right) -> tuple[tuple[Cell, Cell], ...]:
            m, n = cell[0] // rows.stride, cell[1] // cols.stride
            pairs = (((m + i, n + j), (a, b)) for a, i in down for b, j in right)
            return tuple(pair for pair in pairs if 0 <= pair[0][0] < rows.input and 0 <= pair[0][1] < cols.input)

        telling = max(((row, col) for row in at[0] for col in at[1]), key=lambda cell: len(products(cell)))
        taps = tuple((a, b) for a, _ in down for b, _ in right)
        yield PhaseStep((r, q), *at, taps, y[np.ix_(*at)], telling, products(telling))


def _tell(step: PhaseStep, example: Example) -> Sentence:
    """Say which kernel values can reach the phase, and one of its sums in full."""
    where = sentence("phases.where" if step.values.size > 1 else "phases.cell", lines(step.rows, step.cols))
    alone = {"sum": number(example.bias)}
    if not step.taps:
        return join([where, sentence("phases.none", alone)])
    values = ", ".join(number(example.w[tap]) for tap in step.taps)
    count = "phases.one" if len(step.taps) == 1 else "phases.many"
    reached = sentence(count, {"count": str(len(step.taps)), "kernel": values})
    if not step.products:
        return join([where, reached, sentence("phases.alone", alone)])
    terms = [
        sentence(
            "slide.term",
            {"input": factor(example.x[i], first=not n and not example.bias), "kernel": factor(example.w[w])},
        )
        for n, (i, w) in enumerate(step.products)
    ]
    if example.bias:
        terms.insert(0, sentence("slide.start", {"bias": number(example.bias)}))
    sums: dict[str, str | Sentence] = {"cell": name(step.telling), "sum": number(example.y[step.telling])}
    return join([where, reached, sentence("phases.sum", sums | {"terms": join(terms, " + ")})])
