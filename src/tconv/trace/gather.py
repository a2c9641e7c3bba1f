"""Turn a transposed convolution into a sliding kernel: spread the input, turn the kernel, slide it a cell at a time."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from tconv.core.methods import spread
from tconv.core.sizes import TransposedAxis
from tconv.example import Example
from tconv.trace.sliding import SlidingTrace, sliding_steps
from tconv.words.numbers import count
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class GatherTrace(SlidingTrace):
    """All places of the turned kernel on the input, spread and padded."""

    view: ClassVar[str] = "gather"


def trace_gather(example: Example) -> GatherTrace:
    """Trace a transposed convolution as the sum of what reaches each output cell."""
    rows, cols = example.transposed_axes
    padded = spread(example.x[None, None], rows, cols)[0, 0]
    is_input = spread(np.ones_like(example.x)[None, None], rows, cols)[0, 0] == 1
    turned = example.w[::-1, ::-1]
    preparations = _spreading(rows, cols), sentence("gather.turn", {})
    steps = sliding_steps(example, padded, turned, (1, 1))
    return GatherTrace(example, preparations, tuple(steps), padded, is_input, turned)


def _spreading(rows: TransposedAxis, cols: TransposedAxis) -> Sentence:
    """Say how the input is spread and padded, and what output padding has to do with it."""
    parts = [sentence("gather.spread", {"axes": _zeros_on_axes(rows, cols)})]
    extra = [max(0, axis.zeros_after) - max(0, axis.zeros_before) for axis in (rows, cols)]
    spared = [axis.output_padding - zeros for axis, zeros in zip((rows, cols), extra, strict=True)]
    for template, (down, right) in (("gather.added", extra), ("gather.spared", spared)):
        if down or right:
            parts.append(sentence(template, {"rows": count(down, "row"), "columns": count(right, "column")}))
    return join(parts)


def _zeros_on_axes(rows: TransposedAxis, cols: TransposedAxis) -> Sentence:
    """Say how many zeros stand between the input cells and around them: once, where both axes agree."""
    numbers = [(axis.stride, axis.zeros_before, axis.zeros_after) for axis in (rows, cols)]
    if numbers[0] == numbers[1] and rows.zeros_before >= 0:
        return sentence("gather.both", _zeros(rows, "row"))
    columns = {f"columns_{end}": zeros for end, zeros in _zeros(cols, "column").items()}
    return sentence("gather.axes", _zeros(rows, "row") | columns)


def _zeros(axis: TransposedAxis, line: str) -> dict[str, str]:
    """Count the zeros of an axis. A negative count means that many rows or columns are cropped."""
    counts = {"between": count(axis.stride - 1, "zero")}
    for end, zeros in (("before", axis.zeros_before), ("after", axis.zeros_after)):
        counts[end] = f"{count(-zeros, line)} cropped" if zeros < 0 else count(zeros, "zero")
    return counts
