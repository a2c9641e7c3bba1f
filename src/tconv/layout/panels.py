"""Join the grids and marks of a view into its scene: what all layouts have in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from tconv.scene import Change, Mark, Part, Pointing, Scene
from tconv.trace.base import Trace


@dataclass(frozen=True, kw_only=True)
class Panels:
    """The grids of a view, each under the name of what it shows, and the size of the scene."""

    width: float
    height: float


def compose(
    trace: Trace,
    panels: Panels,
    *,
    idea: str,
    common: Iterable[Mark],
    changes: Iterable[Change],
    output: tuple[float, float],
    parts: tuple[Part, ...] = (),
    pointing: Pointing | None = None,
) -> Scene:
    """Make the scene of a trace: `idea` says what its steps do, `output` is the corner of the output's first cell."""
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=f"In {len(trace.tells)} steps, {idea}",
        width=panels.width,
        height=panels.height,
        common=tuple(common),
        changes=tuple(changes),
        output=output,
        parts=parts,
        pointing=pointing,
    )
