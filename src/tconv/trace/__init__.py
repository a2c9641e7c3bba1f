"""Turn an example and a view into the steps of its computation."""

from tconv.example import VIEWS, Example, ExampleError
from tconv.trace.scatter import ScatterStep, ScatterTrace, scatter

__all__ = ["ScatterStep", "ScatterTrace", "trace"]


def trace(example: Example, view: str) -> ScatterTrace:
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
    return scatter(example)
