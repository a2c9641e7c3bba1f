"""Turn two traces of one example into steps that go together: those that tell of the same output cell."""

from itertools import takewhile

from tconv.trace import Trace


def follow(lead: Trace, other: Trace) -> tuple[int, ...]:
    """Find, for each step of the trace that leads, the step of the other one, from 1.

    Before the first output cell both prepare; after the last, both have ended. Where the other one has no
    step for a cell, it stays where it is.
    """
    ready = max(1, len(list(takewhile(lambda cell: cell is None, other.tells))))
    told = [at for at, cell in enumerate(lead.tells) if cell is not None]
    steps: list[int] = []
    for at, cell in enumerate(lead.tells):
        if cell is not None:
            steps.append(other.arises(cell) or (steps[-1] if steps else ready))
        elif not told or at < told[0]:
            steps.append(min(at + 1, ready))
        else:
            steps.append(steps[-1] if at < told[-1] else len(other.tells))
    return tuple(steps)
