"""Turn a trace into a scene: where each thing stands."""

from tconv.layout.convolution_matrix import matrix
from tconv.layout.phases import phases
from tconv.layout.scatter import scatter
from tconv.layout.sliding import slide
from tconv.layout.transposed_matrix import transpose
from tconv.scene import Scene
from tconv.trace import MatrixTrace, PhaseTrace, ScatterTrace, Trace, TransposeTrace

__all__ = ["layout"]


def layout(trace: Trace) -> Scene:
    """Lay a trace out, in cell units."""
    if isinstance(trace, ScatterTrace):
        return scatter(trace)
    if isinstance(trace, MatrixTrace):
        return matrix(trace)
    if isinstance(trace, PhaseTrace):
        return phases(trace)
    return transpose(trace) if isinstance(trace, TransposeTrace) else slide(trace)
