"""Turn a trace into a scene: where each thing stands."""

from tconv.layout.scatter import scatter
from tconv.layout.slide import slide
from tconv.scene import Scene
from tconv.trace import ScatterTrace, Trace

__all__ = ["layout"]


def layout(trace: Trace) -> Scene:
    """Lay a trace out, in cell units."""
    return scatter(trace) if isinstance(trace, ScatterTrace) else slide(trace)
