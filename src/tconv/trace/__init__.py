"""Turn an example and a view into the steps of its computation."""

from collections.abc import Callable
from math import prod

from tconv.example import VIEWS, Example, ExampleError
from tconv.trace.convolution_matrix import MatrixTrace, matrix
from tconv.trace.phases import PhaseTrace, phases
from tconv.trace.scatter import ScatterTrace, scatter
from tconv.trace.sliding import SlideTrace, gather, window
from tconv.trace.transposed_matrix import TransposeTrace, transpose

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


NUMBERS = 100_000
"""A figure that shows more numbers, all its steps together, is none any more."""


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
    if (shown := _numbers(example, view)) > NUMBERS:
        raise ExampleError(f"{view} would show {shown:,} numbers, step by step; {NUMBERS:,} are the most")
    return _TELLERS[example.operation, view](example)


def _numbers(example: Example, view: str) -> int:
    """Count the entries of C, or a kernel for each step; phases show each output cell once."""
    if view == "matrix" and example.operation == "convolution":
        return example.y.size * prod(axis.padded for axis in example.convolution_axes)
    if view == "matrix":
        return example.x.size * prod(axis.canvas for axis in example.axes)
    return {"scatter": example.x.size, "phases": 0}.get(view, example.y.size) * example.w.size
