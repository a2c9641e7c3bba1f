"""Turn two traces of one example into steps that go together: those that tell of the same output cell."""

from itertools import takewhile

from tconv.trace.base import Trace


def follow(lead: Trace, other: Trace) -> tuple[int, ...]:
    """Find, for each step of the trace that leads, the step of the other one, from 1.

    Preparation steps are paired first to last. Once the leader has told of its last cell, the follower
    shows its last step. If the follower has no step for a cell, it keeps the previous one.
    """
    ready = max(1, len(list(takewhile(lambda cell: cell is None, other.tells))))
    with_cell = [at for at, cell in enumerate(lead.tells) if cell is not None]
    steps: list[int] = []
    for at, cell in enumerate(lead.tells):
        if cell is not None:
            steps.append(other.arises(cell) or (steps[-1] if steps else ready))
        elif not with_cell or at < with_cell[0]:
            steps.append(min(at + 1, ready))
        else:
            steps.append(steps[-1] if at < with_cell[-1] else len(other.tells))
    return tuple(steps)
