"""Turn examples that differ in one setting into scatter, with a canvas for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tconv.example import Example, ExampleError
from tconv.trace.scatter import ScatterTrace, trace_scatter
from tconv.words.numbers import number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence

SETTINGS = ("kernel", "stride", "padding", "output_padding", "dilation")


@dataclass(frozen=True)
class Comparison:
    """Scatter of several examples with the same input; `labels` say what differs: stride 1, stride 2."""

    setting: str
    labels: tuple[str, ...]
    traces: tuple[ScatterTrace, ...]

    @property
    def title(self) -> str:
        """Name the comparison by what differs."""
        return ", ".join(self.labels)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Say where the stamp of each input cell lands, with each setting, and at the end all sizes."""
        *parts, last = (self._sentence(n) for n in range(len(self.traces[0].steps)))
        shapes = [trace.example.output_shape for trace in self.traces]
        sizes = [
            sentence("compare.size", {"label": label, "rows": str(rows), "columns": str(columns)})
            for label, (rows, columns) in zip(self.labels, shapes, strict=True)
        ]
        return (*parts, join([last, sentence("compare.done", {"sizes": join(sizes, "; ")})]))

    def _sentence(self, n: int) -> Sentence:
        steps = [trace.steps[n] for trace in self.traces]
        values = {"cell": name(steps[0].cell), "input": number(steps[0].value)}
        places = [lines(step.rows, step.cols) for step in steps]
        if all(np.array_equal((step.rows, step.cols), (steps[0].rows, steps[0].cols)) for step in steps):
            return sentence("compare.same", values | places[0])
        parts = [
            sentence("compare.place", place | {"label": label})
            for place, label in zip(places, self.labels, strict=True)
        ]
        return sentence("compare.stamp", {**values, "places": join(parts, "; ")})


def compare(examples: Sequence[Example]) -> Comparison:
    """Trace examples side by side.

    Raises
    ------
    ExampleError
        If one is no transposed convolution, or if they differ in anything but one setting.
    """
    first, *others = examples
    for each in examples:
        each.check()
        if each.operation != "transposed":
            raise ExampleError(f"example {each.name!r} cannot be compared: it is no transposed convolution")
        if each.x.tolist() != first.x.tolist() or each.bias != first.bias:
            raise ExampleError(
                f"examples {first.name!r} and {each.name!r} cannot be compared: input and bias must agree"
            )
    differ = [
        setting for setting in SETTINGS if any(_value(each, setting) != _value(first, setting) for each in others)
    ]
    if len(differ) != 1:
        found = ", ".join(differ) or "nothing"
        raise ExampleError(f"examples that are compared must differ in one setting, these differ in: {found}")
    labels = tuple(f"{differ[0].replace('_', ' ')} {_short(each, differ[0])}" for each in examples)
    return Comparison(differ[0], labels, tuple(map(trace_scatter, examples)))


def _value(example: Example, setting: str) -> object:
    return example.w.tolist() if setting == "kernel" else getattr(example, setting)


def _short(example: Example, setting: str) -> str:
    """Write a kernel by its size, and a pair as one number where both agree."""
    if setting == "kernel":
        return " × ".join(map(str, example.w.shape))
    rows, columns = getattr(example, setting)
    return str(rows) if rows == columns else f"{rows}, {columns}"
