"""Turn an example and its views into stages: scenes that step together on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tconv.example import Example, ExampleError
from tconv.layout.comparison import lay_out_comparison
from tconv.scene import Scene
from tconv.trace.base import Cell, Trace
from tconv.trace.comparison import Comparison
from tconv.trace.linked import follow
from tconv.views import layout, trace
from tconv.words.sentences import Sentence


@dataclass(frozen=True)
class Stage:
    """One view in a figure: its scene, and for each step of the figure the step that it shows and its sentence."""

    view: str
    id: str
    scene: Scene
    steps: tuple[int, ...]
    sentences: tuple[Sentence, ...]


def trace_stage(trace: Trace, id: str) -> Stage:
    """Set up a trace that stands alone."""
    return Stage(trace.view, id, layout(trace), _all(trace.sentences), trace.sentences)


def comparison_stage(comparison: Comparison, id: str) -> Stage:
    """Set up a comparison."""
    scene = lay_out_comparison(comparison)
    return Stage("compare", id, scene, _all(comparison.sentences), comparison.sentences)


def linked_stages(example: Example, views: Sequence[str], id: str) -> list[Stage]:
    """Set up each view of an example; the first one leads, and the cell that it tells of is outlined in all of them.

    Raises
    ------
    ExampleError
        For a view that the example does not have, or that is named twice.
    """
    if twice := next((name for at, name in enumerate(views) if name in views[:at]), None):
        raise ExampleError(f"the view {twice!r} of {example.name!r} is named twice")
    lead, *others = [trace(example, name) for name in views]
    if not others:
        return [trace_stage(lead, id)]
    return [_linked(each, lead, f"{id}-{each.view}" if each is not lead else id) for each in (lead, *others)]


def _linked(trace: Trace, lead: Trace, id: str) -> Stage:
    """Let a view follow the one that leads, which follows itself."""
    steps = _all(lead.sentences) if trace is lead else follow(lead, trace)
    cells: tuple[Cell | None, ...] = lead.tells
    sentences = tuple(trace.sentences[step - 1] for step in steps)
    return Stage(trace.view, id, replace(layout(trace), linked=cells), steps, sentences)


def _all(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    return tuple(range(1, len(sentences) + 1))
