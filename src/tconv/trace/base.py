"""Give all traces one shape: an example, the steps of its computation, a sentence for each."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.words.sentences import Sentence

Cell = tuple[int, int]
"""A row and a column of a grid, from 0."""


@dataclass(frozen=True)
class Trace(ABC):
    """One view of an example: every number in it is computed here, from input and kernel.

    A trace never reads `example.y`: the laws compare the two, so each must come about by itself.
    """

    view: ClassVar[str]
    """The name of its row in the registry."""

    example: Example

    @property
    @abstractmethod
    def result(self) -> Array:
        """What the steps have computed when all are done; the row in the registry says what it must equal."""

    @property
    @abstractmethod
    def tells(self) -> tuple[Cell | None, ...]:
        """Name the output cell that each step tells of; None where a step prepares or finishes."""

    @property
    @abstractmethod
    def sentences(self) -> tuple[Sentence, ...]:
        """Write what each step says."""

    @property
    def matrix_rows(self) -> dict[int, int]:
        """Map each row of the view's matrix, from 1, to the step that computes it; empty where there is no matrix."""
        return {}

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that computes an output cell."""
        return self.tells.index(cell) + 1


@dataclass(frozen=True)
class CellStep:
    """A step that computes one output cell."""

    cell: Cell
    value: float


@dataclass(frozen=True)
class CellTrace(Trace):
    """A trace that prepares, and then computes one output cell a step, in reading order."""

    preparations: tuple[Sentence, ...]
    steps: tuple[CellStep, ...]

    @abstractmethod
    def _sentence(self, at: int) -> Sentence:
        """Write what the step at this place says."""

    @cached_property
    def result(self) -> Array:
        """Put the sums on a grid, shape (H_out, W_out)."""
        sums = np.array([step.value for step in self.steps], self.example.dtype)
        return sums.reshape(self.example.output_shape)

    @cached_property
    def tells(self) -> tuple[Cell | None, ...]:
        """Name no cell while preparing, then each output cell in turn."""
        return (*(None for _ in self.preparations), *(step.cell for step in self.steps))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Write the preparations, then each step."""
        return (*self.preparations, *map(self._sentence, range(len(self.steps))))


@dataclass(frozen=True)
class Covering:
    """Where the kernel lies on a grid: `under` slices out the cells below its values."""

    under: tuple[slice, slice]

    @property
    def rows(self) -> range:
        """The rows of the grid below the kernel's rows."""
        return _range(self.under[0])

    @property
    def cols(self) -> range:
        """The columns of the grid below the kernel's columns."""
        return _range(self.under[1])

    def at(self, tap: Cell) -> Cell:
        """Find the cell of the grid below one of the kernel's values."""
        return self.rows[tap[0]], self.cols[tap[1]]


def _range(span: slice) -> range:
    return range(span.start, span.stop, span.step)
