"""Scatter, told as it is computed: one input value, one stamp, one place on the canvas a step."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.trace.base import Cell, Placed
from tconv.trace.canvas import Canvas, canvas
from tconv.words.numbers import added, number
from tconv.words.places import lines, name
from tconv.words.sentences import Sentence, join, sentence


@dataclass(frozen=True)
class ScatterStep(Placed):
    """One stamp: where it comes from, where it lands, and the canvas once it is added.

    `meeting` is a tap whose product is added to another number, where there is one: the first that
    completes its cell, or else the first. `complete` are the taps on canvas cells that no later stamp reaches.
    """

    cell: Cell
    value: float
    stamp: Array
    canvas: Array
    meeting: Cell | None
    complete: tuple[Cell, ...]

    @property
    def told(self) -> Cell | None:
        """The canvas cell whose sum is told, or else the first one that is complete."""
        tap = self.meeting or next(iter(self.complete), None)
        return tap and self.at(tap)


@dataclass(frozen=True)
class ScatterTrace:
    """All steps of the scatter view of one example."""

    example: Example
    canvas: Canvas
    steps: tuple[ScatterStep, ...]

    @property
    def view(self) -> str:
        """The name of the view."""
        return "scatter"

    @property
    def result(self) -> Array:
        """What the crop window shows after the last step, shape (H_out, W_out)."""
        return self.canvas.crop(self.steps[-1].canvas)

    @property
    def tells(self) -> tuple[Cell | None, ...]:
        """The output cell that each step tells of."""
        return tuple(step.told and self.canvas.output_cell(step.told) for step in self.steps)

    def arises(self, cell: Cell) -> int:
        """Find the step, from 1, that completes an output cell; 0, where no stamp lands."""
        place = cell[0] + self.canvas.rows.start, cell[1] + self.canvas.cols.start
        return next((n for n, step in enumerate(self.steps, 1) if place in map(step.at, step.complete)), 0)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each step says."""
        grids = self.canvas.start(self.example.y.dtype), *(step.canvas for step in self.steps)
        told = [_tell(step, before, self.canvas) for step, before in zip(self.steps, grids, strict=False)]
        if self.example.bias:
            told[0].insert(0, sentence("scatter.bias", {"bias": number(self.example.bias)}))
        last = "scatter.crop" if self.canvas.cropped else "scatter.done"
        told[-1].append(sentence(last, lines(self.canvas.rows, self.canvas.cols)))
        return tuple(map(join, told))


def scatter(example: Example) -> ScatterTrace:
    """Trace every stamp, in reading order of the input."""
    frame = canvas(example)
    return ScatterTrace(example, frame, tuple(_steps(example, frame)))


def _steps(example: Example, frame: Canvas) -> Iterator[ScatterStep]:
    grid = frame.start(example.y.dtype)
    stamped = np.zeros(grid.shape, bool)
    last = np.zeros(grid.shape, int)
    rows, cols = example.axes
    landings = [(cell, (rows.landing(cell[0]), cols.landing(cell[1]))) for cell in np.ndindex(example.x.shape)]
    for n, (_, landing) in enumerate(landings):
        last[landing] = n
    for n, (cell, landing) in enumerate(landings):
        stamp = example.x[cell] * example.w
        meets = stamped[landing] & (grid[landing] != 0) & (stamp != 0)
        done = last[landing] == n
        meeting = next((tap for some in (meets & done, meets) for tap in _places(some)), None)
        grid[landing] += stamp
        stamped[landing] = True
        after = grid.copy()
        after.flags.writeable = stamp.flags.writeable = False
        yield ScatterStep(landing, cell, example.x[cell].item(), stamp, after, meeting, tuple(_places(done)))


def _places(mask: Array) -> list[Cell]:
    """List where a mask is true."""
    rows, cols = mask.nonzero()
    return list(zip(rows.tolist(), cols.tolist(), strict=True))


def _tell(step: ScatterStep, before: Array, frame: Canvas) -> list[Sentence]:
    """Say what one step does to the canvas before it, and one sum in full where the stamp meets another number."""
    values = {"cell": name(step.cell), "input": number(step.value), "grid": frame.name}
    told = [sentence("scatter.stamp", values | lines(step.rows, step.cols))]
    if step.meeting:
        place = step.at(step.meeting)
        sums = {"before": number(before[place]), "after": number(step.canvas[place])}
        values = sums | {"addend": added(step.stamp[step.meeting])}
        told.append(sentence("scatter.meet", values | {"cell": name(place)}))
    return told
