"""Slide a kernel over a padded input: what a convolution and gather have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import add

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.base import CellStep, CellTrace, Covering
from tconv.words.numbers import factor, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class SlidingStep(Covering, CellStep):
    """One output cell: where the kernel lies on the padded input, and the sum of the products there."""


@dataclass(frozen=True)
class SlidingTrace(CellTrace):
    """All places of a kernel that slides over `padded`, the input with zeros put around or between its cells.

    `is_input` masks the cells of `padded` that hold an input value; `kernel` is the kernel as it slides.
    """

    steps: tuple[SlidingStep, ...]
    padded: Array
    is_input: Array
    kernel: Array

    @property
    def turned(self) -> bool:
        """Tell whether the kernel slides turned by 180 degrees."""
        return self.example.operation == "transposed"

    def products(self, step: SlidingStep) -> list[tuple[float, float]]:
        """List the input and kernel values that meet in a step; zeros that were put there are left out."""
        pairs = zip(self.padded[step.under].flat, self.kernel.flat, strict=True)
        return list(compress(pairs, self.is_input[step.under].flat))

    def _sentence(self, at: int) -> Sentence:
        """Say where the kernel lies, and the sum of what lies under it."""
        step, bias = self.steps[at], self.example.bias
        terms = [
            sentence("slide.term", {"input": factor(x, first=not n and not bias), "kernel": factor(w)})
            for n, (x, w) in enumerate(self.products(step))
        ]
        where = sentence("slide.cell", {"cell": name(step.cell)} | lines(step.rows, step.cols))
        total: dict[str, str | Sentence] = {"sum": number(step.value)}
        if bias and not terms:
            return join([where, sentence("slide.alone", total)])
        if bias:
            start = sentence("slide.start", {"bias": number(bias)})
            return join([where, sentence("slide.bias", total | {"terms": join([start, *terms], " + ")})])
        if terms:
            return join([where, sentence("slide.sum", total | {"terms": join(terms, " + ")})])
        return join([where, sentence("slide.none", total)])


def sliding_steps(example: Example, padded: Array, kernel: Array, stride: tuple[int, int]) -> Iterator[SlidingStep]:
    """Lay the kernel on each of its places in turn, and sum the products there, from the bias on."""
    reaches = [axis.reach for axis in example.axes]
    for r, q in np.ndindex(example.output_shape):
        starts = r * stride[0], q * stride[1]
        rows, cols = map(slice, starts, map(add, starts, reaches), example.dilation)
        value = (padded[rows, cols] * kernel).sum() + example.bias
        yield SlidingStep((r, q), value.item(), (rows, cols))
