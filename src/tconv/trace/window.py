"""Turn a convolution into the places of its window: the kernel over the padded input, a stride further each step."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.core.cut import cut
from tconv.example import Example
from tconv.trace.sliding import SlidingTrace, sliding_steps
from tconv.words.numbers import count
from tconv.words.sentences import Sentence, sentence


@dataclass(frozen=True)
class WindowTrace(SlidingTrace):
    """All places of the window of a convolution."""

    view: ClassVar[str] = "window"


def trace_window(example: Example) -> WindowTrace:
    """Trace a convolution, one place of the window a step."""
    padded, is_input = padded_input(example)
    steps = sliding_steps(example, padded, example.w, example.stride)
    return WindowTrace(example, padding_sentences(example), tuple(steps), padded, is_input, example.w)


def padded_input(example: Example) -> tuple[Array, Array]:
    """Put the zeros around a convolution's input, and mask the cells that are not such zeros."""
    rows, cols = example.convolution_axes
    both = np.stack([example.x, np.ones_like(example.x)])[None]
    padded, ones = cut(both, -rows.padding, -cols.padding, rows.padded, cols.padded)[0]
    return padded, ones == 1


def padding_sentences(example: Example) -> tuple[Sentence, ...]:
    """Say how many zeros were put where, if there are any."""
    rows, cols = example.padding
    if not rows and not cols:
        return ()
    return (sentence("window.pad", {"rows": count(rows, "zero"), "columns": count(cols, "zero")}),)
