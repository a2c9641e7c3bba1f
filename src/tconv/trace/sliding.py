"""A kernel that slides: the convolution, and gather, the transposed convolution told in the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import add

import numpy as np

from tconv.core.arrays import Array
from tconv.core.cut import cut
from tconv.core.methods import spread
from tconv.core.sizes import TransposedAxis
from tconv.example import Example
from tconv.trace.base import Cell, Placed
from tconv.words.numbers import count, factor, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class SlideStep(Placed):
    """One output cell: where the kernel lies on the ground, and the sum of the products there."""

    cell: Cell
    value: float


@dataclass(frozen=True)
class SlideTrace:
    """All steps of a view in which the kernel slides.

    The ground is what it slides over; `given` masks those of its cells that hold an input value, and
    `kernel` is the kernel as it slides. `preparations` are said before the first output cell.
    """

    example: Example
    ground: Array
    given: Array
    kernel: Array
    preparations: tuple[Sentence, ...]
    steps: tuple[SlideStep, ...]

    @property
    def view(self) -> str:
        """The name of the view."""
        return "window" if self.example.operation == "convolution" else "gather"

    @property
    def turned(self) -> bool:
        """Whether the kernel slides turned by 180 degrees."""
        return self.example.operation == "transposed"

    @property
    def result(self) -> Array:
        """All output cells, shape (H_out, W_out)."""
        result = np.zeros_like(self.example.y)
        for step in self.steps:
            result[step.cell] = step.value
        return result

    @property
    def tells(self) -> tuple[Cell | None, ...]:
        """The output cell that each step tells of."""
        return (*(None for _ in self.preparations), *(step.cell for step in self.steps))

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that computes an output cell."""
        return self.tells.index(cell) + 1

    def products(self, step: SlideStep) -> list[tuple[float, float]]:
        """List the input and kernel values that meet in a step; zeros that were put there are left out."""
        pairs = zip(self.ground[step.under].flat, self.kernel.flat, strict=True)
        return list(compress(pairs, self.given[step.under].flat))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each preparation and each step says."""
        return (*self.preparations, *(_tell(step, self) for step in self.steps))


def window(example: Example) -> SlideTrace:
    """Trace a convolution: the kernel over the padded input, a stride further at each output cell."""
    ground, given = padded(example)
    steps = _steps(example, ground, example.w, example.stride)
    return SlideTrace(example, ground, given, example.w, padding(example), tuple(steps))


def padded(example: Example) -> tuple[Array, Array]:
    """Put the zeros around a convolution's input, and mask the cells that are not such zeros."""
    rows, cols = example.convolution_axes
    both = np.stack([example.x, np.ones_like(example.x)])[None]
    ground, given = cut(both, -rows.padding, -cols.padding, rows.padded, cols.padded)[0]
    return ground, given == 1


def padding(example: Example) -> tuple[Sentence, ...]:
    """Say how the zeros were put, if there are any."""
    rows, cols = example.padding
    zeros = {"rows": count(rows, "zero"), "columns": count(cols, "zero")}
    return (sentence("window.pad", zeros),) if rows or cols else ()


def gather(example: Example) -> SlideTrace:
    """Trace a transposed convolution: spread the input, turn the kernel, slide it a cell at a time."""
    rows, cols = example.axes
    ground = spread(example.x[None, None], rows, cols)[0, 0]
    given = spread(np.ones_like(example.x)[None, None], rows, cols)[0, 0] == 1
    turned = example.w[::-1, ::-1]
    spreading = [sentence("gather.spread", {"axes": _spread(rows, cols)})]
    put = [max(0, _after(axis)) - max(0, _before(axis)) for axis in (rows, cols)]
    spared = [axis.output_padding - zeros for axis, zeros in zip((rows, cols), put, strict=True)]
    for template, (down, right) in (("gather.added", put), ("gather.spared", spared)):
        if down or right:
            spreading.append(sentence(template, {"rows": count(down, "row"), "columns": count(right, "column")}))
    preparations = join(spreading), sentence("gather.turn", {})
    steps = _steps(example, ground, turned, (1, 1))
    return SlideTrace(example, ground, given, turned, preparations, tuple(steps))


def _steps(example: Example, ground: Array, kernel: Array, stride: tuple[int, int]) -> Iterator[SlideStep]:
    reaches = [axis.reach for axis in example.sliding_axes]
    for r, q in np.ndindex(example.y.shape):
        starts = r * stride[0], q * stride[1]
        rows, cols = map(slice, starts, map(add, starts, reaches), example.dilation)
        value = (ground[rows, cols] * kernel).sum() + example.bias
        yield SlideStep((rows, cols), (r, q), value.item())


def _tell(step: SlideStep, trace: SlideTrace) -> Sentence:
    """Say where the kernel lies, and the sum of what lies under it."""
    terms = [
        sentence("slide.term", {"input": factor(x, first=not n and not trace.example.bias), "kernel": factor(w)})
        for n, (x, w) in enumerate(trace.products(step))
    ]
    told = [sentence("slide.cell", {"cell": name(step.cell)} | lines(step.rows, step.cols))]
    total: dict[str, str | Sentence] = {"sum": number(step.value)}
    if trace.example.bias and not terms:
        told.append(sentence("slide.alone", total))
    elif trace.example.bias:
        bias = sentence("slide.start", {"bias": number(trace.example.bias)})
        told.append(sentence("slide.bias", total | {"terms": join([bias, *terms], " + ")}))
    elif terms:
        told.append(sentence("slide.sum", total | {"terms": join(terms, " + ")}))
    else:
        told.append(sentence("slide.none", total))
    return join(told)


def _spread(rows: TransposedAxis, cols: TransposedAxis) -> Sentence:
    """Say how many zeros stand between the input cells and around them."""
    if (rows.stride, _before(rows), _after(rows)) == (cols.stride, _before(cols), _after(cols)) and _before(rows) >= 0:
        return sentence("gather.both", _zeros(rows, "row"))
    columns = {f"columns_{name}": zeros for name, zeros in _zeros(cols, "column").items()}
    return sentence("gather.axes", _zeros(rows, "row") | columns)


def _zeros(axis: TransposedAxis, line: str) -> dict[str, str]:
    """Count the zeros of an axis; fewer than none means that so many of its lines are cropped."""
    ends = {"before": _before(axis), "after": _after(axis)}
    counted = {
        end: f"{count(-zeros, line)} cropped" if zeros < 0 else count(zeros, "zero") for end, zeros in ends.items()
    }
    return counted | {"between": count(axis.stride - 1, "zero")}


def _before(axis: TransposedAxis) -> int:
    return axis.reach - 1 - axis.padding


def _after(axis: TransposedAxis) -> int:
    return _before(axis) + axis.output_padding
