"""Turn a trace into a scene: where each thing stands."""

from tconv.layout.scatter import scatter
from tconv.scene import Scene
from tconv.trace import ScatterTrace

__all__ = ["layout"]


def layout(trace: ScatterTrace) -> Scene:
    """Lay a trace out, in cell units."""
    return scatter(trace)
