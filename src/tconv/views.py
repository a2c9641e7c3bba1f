"""List every view of each operation: how it is traced, laid out, limited, and what its numbers must equal.

To add a view, write its trace, its layout and its sentences, and add a row here. The fence, the command, the
notebook, `make figures` and the tests read the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any, TypeVar

from tconv.core.arrays import Array
from tconv.example import Example, ExampleError, Operation
from tconv.layout.convolution_matrix import lay_out_convolution_matrix
from tconv.layout.phases import lay_out_phases
from tconv.layout.scatter import lay_out_scatter
from tconv.layout.sliding import lay_out_sliding
from tconv.layout.transposed_matrix import lay_out_transposed_matrix
from tconv.scene import Scene
from tconv.trace.base import Trace
from tconv.trace.convolution_matrix import trace_convolution_matrix
from tconv.trace.gather import trace_gather
from tconv.trace.phases import trace_phases
from tconv.trace.scatter import trace_scatter
from tconv.trace.transposed_matrix import trace_transposed_matrix
from tconv.trace.window import trace_window

AnyTrace = TypeVar("AnyTrace", bound=Trace)

NUMBERS = 100_000
"""Upper limit on numbers drawn over all steps; beyond it a figure is unreadable and slow."""


@dataclass(frozen=True)
class Law:
    """What the result of a trace must equal, for every example: in words, and computed in another way."""

    equals: str
    expected: Callable[[Example], Array]


OUTPUT = Law("the output of the operation", lambda example: example.y)


@dataclass(frozen=True)
class View:
    """One way to show an operation step by step.

    `cost` counts the numbers that all steps draw. A view that shows a property of the operation instead
    of computing its output has a law of its own.
    """

    trace: Callable[[Example], Trace]
    layout: Callable[[Any], Scene]
    cost: Callable[[Example], int]
    law: Law


def _view(
    trace: Callable[[Example], AnyTrace],
    layout: Callable[[AnyTrace], Scene],
    cost: Callable[[Example], int],
    law: Law = OUTPUT,
) -> View:
    """Make a row, whose layout must take what its trace gives."""
    return View(trace, layout, cost, law)


VIEWS: dict[Operation, dict[str, View]] = {
    "transposed": {
        "scatter": _view(trace_scatter, lay_out_scatter, lambda example: example.x.size * example.w.size),
        "gather": _view(trace_gather, lay_out_sliding, lambda example: prod(example.output_shape) * example.w.size),
        "matrix": _view(
            trace_transposed_matrix,
            lay_out_transposed_matrix,
            lambda example: example.x.size * prod(axis.canvas for axis in example.transposed_axes),
        ),
        "phases": _view(trace_phases, lay_out_phases, lambda example: prod(example.output_shape)),
    },
    "convolution": {
        "window": _view(trace_window, lay_out_sliding, lambda example: prod(example.output_shape) * example.w.size),
        "matrix": _view(
            trace_convolution_matrix,
            lay_out_convolution_matrix,
            lambda example: prod(axis.output * axis.padded for axis in example.convolution_axes),
        ),
    },
}


def trace(example: Example, view: str) -> Trace:
    """Compute the example as the view shows it, step by step.

    Raises
    ------
    ExampleError
        If the example does not fit, has no such view, or would fill the view with too many numbers.
    """
    example.check()
    views = VIEWS[example.operation]
    if view not in views:
        raise ExampleError(f"unknown view {view!r} of example {example.name!r}; there are: {', '.join(views)}")
    if (cost := views[view].cost(example)) > NUMBERS:
        raise ExampleError(f"{view} would show {cost:,} numbers, step by step; {NUMBERS:,} are the most")
    return views[view].trace(example)


def layout(trace: Trace) -> Scene:
    """Lay a trace out as its view does, in cells."""
    return VIEWS[trace.example.operation][trace.view].layout(trace)
