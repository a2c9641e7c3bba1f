"""Turn an example into its stamps: one input value times the kernel, added to one place of the canvas a step."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.base import Cell, Covering, Trace
from tconv.trace.canvas import Canvas
from tconv.words.numbers import added, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class ScatterStep(Covering):
    """One stamp: the input cell and its value, the place it lands on, and the canvas's `sums` once it is added.

    `meeting`: the kernel cell whose sum the sentence spells out. Prefers a canvas cell that this stamp
    completes; None if the stamp meets only zeros. `complete`: the kernel cells on canvas cells that no
    later stamp reaches.
    """

    cell: Cell
    value: float
    stamp: Array
    sums: Array
    meeting: Cell | None
    complete: tuple[Cell, ...]

    @property
    def focus(self) -> Cell | None:
        """The canvas cell that this step is about: the one whose sum is spelled out, or the first that is complete."""
        tap = self.meeting or next(iter(self.complete), None)
        return tap and self.at(tap)


@dataclass(frozen=True)
class ScatterTrace(Trace):
    """All stamps of one example, in reading order of the input."""

    view: ClassVar[str] = "scatter"

    canvas: Canvas
    steps: tuple[ScatterStep, ...]

    @property
    def result(self) -> Array:
        """Crop the canvas after the last stamp, shape (H_out, W_out)."""
        return self.canvas.crop(self.steps[-1].sums)

    @cached_property
    def tells(self) -> tuple[Cell | None, ...]:
        """Name the output cell that each stamp is about, if that cell is in the crop window."""
        return tuple(step.focus and self.canvas.output_cell(step.focus) for step in self.steps)

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that completes an output cell; 0, where no stamp lands."""
        place = self.canvas.grid_cell(cell)
        return next((n for n, step in enumerate(self.steps, 1) if place in map(step.at, step.complete)), 0)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Write what each stamp does, the bias before the first and the crop after the last."""
        grids = self.canvas.start, *(step.sums for step in self.steps)
        parts = [_sentences(step, before, self.canvas) for step, before in zip(self.steps, grids, strict=False)]
        if self.example.bias:
            parts[0].insert(0, sentence("scatter.bias", {"bias": number(self.example.bias)}))
        last = "scatter.crop" if self.canvas.cropped else "scatter.done"
        parts[-1].append(sentence(last, lines(self.canvas.rows, self.canvas.cols)))
        return tuple(map(join, parts))


def trace_scatter(example: Example) -> ScatterTrace:
    """Trace every stamp, in reading order of the input."""
    canvas = Canvas.of(example)
    return ScatterTrace(example, canvas, tuple(_steps(example, canvas)))


def _steps(example: Example, canvas: Canvas) -> Iterator[ScatterStep]:
    sums = canvas.start.copy()
    stamped = np.zeros(sums.shape, bool)
    last = np.zeros(sums.shape, int)
    rows, cols = example.transposed_axes
    landings = [(cell, (rows.landing(cell[0]), cols.landing(cell[1]))) for cell in np.ndindex(example.x.shape)]
    for n, (_, landing) in enumerate(landings):
        last[landing] = n
    for n, (cell, landing) in enumerate(landings):
        stamp = example.x[cell] * example.w
        meets = stamped[landing] & (sums[landing] != 0) & (stamp != 0)
        done = last[landing] == n
        meeting = next((tap for some in (meets & done, meets) for tap in _cells(some)), None)
        sums[landing] += stamp
        stamped[landing] = True
        after = sums.copy()
        after.flags.writeable = stamp.flags.writeable = False
        yield ScatterStep(landing, cell, example.x[cell].item(), stamp, after, meeting, tuple(_cells(done)))


def _cells(mask: Array) -> list[Cell]:
    """List where a mask is true."""
    rows, cols = mask.nonzero()
    return list(zip(rows.tolist(), cols.tolist(), strict=True))


def _sentences(step: ScatterStep, before: Array, canvas: Canvas) -> list[Sentence]:
    """Say what one step adds to the canvas before it, and one sum in full where the stamp meets another number."""
    values = {"cell": name(step.cell), "input": number(step.value), "grid": canvas.name}
    parts = [sentence("scatter.stamp", values | lines(step.rows, step.cols))]
    if step.meeting:
        place = step.at(step.meeting)
        sums = {"before": number(before[place]), "after": number(step.sums[place])}
        values = sums | {"addend": added(step.stamp[step.meeting])}
        parts.append(sentence("scatter.meet", values | {"cell": name(place)}))
    return parts
