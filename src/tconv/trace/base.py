"""What all traces share."""

from dataclasses import dataclass

Cell = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """A step in which the kernel lies on a grid: `under` cuts the cells below its values out of the grid."""

    under: tuple[slice, slice]

    @property
    def rows(self) -> range:
        """The rows of the grid that the kernel's rows lie on."""
        return _cells(self.under[0])

    @property
    def cols(self) -> range:
        """The columns of the grid that the kernel's columns lie on."""
        return _cells(self.under[1])

    def at(self, tap: Cell) -> Cell:
        """Find the cell of the grid below one of the kernel's values."""
        return self.rows[tap[0]], self.cols[tap[1]]


def _cells(span: slice) -> range:
    """List the cells of a slice with a start, a stop and a step."""
    return range(span.start, span.stop, span.step)
