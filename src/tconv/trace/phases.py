"""Turn a transposed convolution into its phases: the kernel values that can reach each, and what they make there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.base import Cell, Trace
from tconv.words.numbers import factor, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence

Product = tuple[Cell, Cell]
"""An input cell and a kernel cell whose values are multiplied."""


@dataclass(frozen=True)
class PhaseStep:
    """One phase: its output cells, the kernel cells that can reach them, and the `sums` they get there.

    `focus`: the output cell whose sum the sentence spells out, the one with the most `products`.
    """

    phase: Cell
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    taps: tuple[Cell, ...]
    sums: Array
    focus: Cell
    products: tuple[Product, ...]

    @property
    def focused_sum(self) -> float:
        """The sum that the sentence spells out."""
        value: float = self.sums[self.rows.index(self.focus[0]), self.cols.index(self.focus[1])].item()
        return value


@dataclass(frozen=True)
class PhasesTrace(Trace):
    """All phases of the output, in reading order of their first cells."""

    view: ClassVar[str] = "phases"

    steps: tuple[PhaseStep, ...]

    @cached_property
    def result(self) -> Array:
        """Interleave the phases, shape (H_out, W_out)."""
        result = np.zeros(self.example.output_shape, self.example.dtype)
        for step in self.steps:
            result[np.ix_(step.rows, step.cols)] = step.sums
        return result

    @cached_property
    def tells(self) -> tuple[Cell | None, ...]:
        """Name the output cell whose sum each phase spells out."""
        return tuple(step.focus for step in self.steps)

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, of the phase that an output cell is in."""
        return next(n for n, step in enumerate(self.steps, 1) if cell[0] in step.rows and cell[1] in step.cols)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Write each phase, and after the last one that they are interleaved."""
        *parts, last = (_sentence(step, self.example) for step in self.steps)
        count = len(self.steps)
        done = sentence("phases.done", {"count": str(count)}) if count > 1 else sentence("phases.all", {})
        return (*parts, join([last, done]))


def trace_phases(example: Example) -> PhasesTrace:
    """Trace each phase of the output, in reading order of its first cell."""
    return PhasesTrace(example, tuple(_steps(example)))


def _steps(example: Example) -> Iterator[PhaseStep]:
    rows, cols = example.transposed_axes
    for r, q in np.ndindex(min(rows.stride, rows.output), min(cols.stride, cols.output)):
        places = tuple(range(r, rows.output, rows.stride)), tuple(range(q, cols.output, cols.stride))
        down, right = rows.phases.get(r, []), cols.phases.get(q, [])
        taps = tuple((a, b) for (a, _), (b, _) in product(down, right))
        products = {cell: _products(example, cell, down, right) for cell in product(*places)}
        sums = [_sum(example, pairs) for pairs in products.values()]
        focus = max(products, key=lambda cell: len(products[cell]))
        grid = np.array(sums, example.dtype).reshape(len(places[0]), len(places[1]))
        yield PhaseStep((r, q), *places, taps, grid, focus, products[focus])


def _products(example: Example, cell: Cell, down: Sequence[Cell], right: Sequence[Cell]) -> tuple[Product, ...]:
    """List the products of an output cell: `down` and `right` have the taps of its phase, each with its shift."""
    rows, cols = example.transposed_axes
    m, n = cell[0] // rows.stride, cell[1] // cols.stride
    pairs = (((m + i, n + j), (a, b)) for (a, i), (b, j) in product(down, right))
    return tuple(((i, j), tap) for (i, j), tap in pairs if 0 <= i < rows.input and 0 <= j < cols.input)


def _sum(example: Example, products: Sequence[Product]) -> float:
    """Add up products, from the bias on."""
    total: float = example.bias + sum(example.x[cell] * example.w[tap] for cell, tap in products)
    return total


def _sentence(step: PhaseStep, example: Example) -> Sentence:
    """Say which kernel values can reach the phase, and one of its sums in full."""
    where = sentence("phases.where" if step.sums.size > 1 else "phases.cell", lines(step.rows, step.cols))
    alone = {"sum": number(example.bias)}
    if not step.taps:
        return join([where, sentence("phases.none", alone)])
    values = ", ".join(number(example.w[tap]) for tap in step.taps)
    template = "phases.one" if len(step.taps) == 1 else "phases.many"
    reached = sentence(template, {"count": str(len(step.taps)), "kernel": values})
    if not step.products:
        return join([where, reached, sentence("phases.alone", alone)])
    terms = [
        sentence(
            "slide.term",
            {"input": factor(example.x[cell], first=not n and not example.bias), "kernel": factor(example.w[tap])},
        )
        for n, (cell, tap) in enumerate(step.products)
    ]
    if example.bias:
        terms.insert(0, sentence("slide.start", {"bias": number(example.bias)}))
    total: dict[str, str | Sentence] = {"cell": name(step.focus), "sum": number(step.focused_sum)}
    return join([where, reached, sentence("phases.sum", total | {"terms": join(terms, " + ")})])
