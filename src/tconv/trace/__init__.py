"""Turn an example and a view into the steps of its computation."""

from collections.abc import Callable
from math import prod

from tconv.example import VIEWS, Example, ExampleError
from tconv.trace.matrix import MatrixTrace, matrix
from tconv.trace.phases import PhaseTrace, phases
from tconv.trace.scatter import ScatterTrace, scatter
from tconv.trace.slide import SlideTrace, gather, window
from tconv.trace.transpose import TransposeTrace, transpose

__all__ = ["MatrixTrace", "PhaseTrace", "ScatterTrace", "SlideTrace", "Trace", "TransposeTrace", "trace"]

Trace = ScatterTrace | SlideTrace | MatrixTrace | TransposeTrace | PhaseTrace

_TELLERS: dict[tuple[str, str], Callable[[Example], Trace]] = {
    ("transposed", "scatter"): scatter,
    ("transposed", "gather"): gather,
    ("transposed", "matrix"): transpose,
    ("transposed", "phases"): phases,
    ("convolution", "window"): window,
    ("convolution", "matrix"): matrix,
}


ENTRIES = 100_000
"""A matrix with more entries is no figure any more."""


def trace(example: Example, view: str) -> Trace:
    """Compute the example as the view tells it, step by step.

    Raises
    ------
    ExampleError
        If the example does not fit, or has no such view; the message says what would.
    """
    example.check()
    if view not in VIEWS[example.operation]:
        raise ExampleError(
            f"unknown view {view!r} of example {example.name!r}; there are: {', '.join(VIEWS[example.operation])}"
        )
    if view == "matrix" and (entries := _entries(example)) > ENTRIES:
        raise ExampleError(f"a matrix of {entries:,} entries is too large for a figure; {ENTRIES:,} are the most")
    return _TELLERS[example.operation, view](example)


def _entries(example: Example) -> int:
    """Count the entries of C: a small grid's cells times a large grid's."""
    if example.operation == "convolution":
        return example.y.size * prod(axis.padded for axis in example.convolution_axes)
    return example.x.size * prod(axis.canvas for axis in example.axes)
