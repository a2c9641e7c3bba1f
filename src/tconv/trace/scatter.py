"""Scatter, told as it is computed: one input value, one stamp, one place on the canvas a step."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tconv.arrays import Array
from tconv.canvas import Canvas, canvas
from tconv.example import Example
from tconv.numbers import added, number
from tconv.sentences import Sentence, join, sentence
from tconv.trace.places import Cell, cells, lines, name


@dataclass(frozen=True)
class ScatterStep:
    """One stamp: where it comes from, where it lands, and the canvas once it is added.

    `meeting` is the first tap whose product is added to another number, where there is one.
    """

    cell: Cell
    value: float
    stamp: Array
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    canvas: Array
    meeting: Cell | None


@dataclass(frozen=True)
class ScatterTrace:
    """All steps of the scatter view of one example."""

    example: Example
    canvas: Canvas
    steps: tuple[ScatterStep, ...]

    @property
    def result(self) -> Array:
        """What the crop window shows after the last step, shape (H_out, W_out)."""
        return self.canvas.crop(self.steps[-1].canvas)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each step says."""
        told = [_tell(step, self.canvas) for step in self.steps]
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
    for i, j in np.ndindex(example.x.shape):
        rows, cols = (cells(axis.landing(n)) for axis, n in zip(example.axes, (i, j), strict=True))
        landing = np.ix_(rows, cols)
        stamp = example.x[i, j] * example.w
        meets = np.argwhere(stamped[landing] & (grid[landing] != 0) & (stamp != 0)).tolist()
        grid[landing] += stamp
        stamped[landing] = True
        after = grid.copy()
        after.flags.writeable = stamp.flags.writeable = False
        meeting = (meets[0][0], meets[0][1]) if meets else None
        yield ScatterStep((i, j), example.x[i, j].item(), stamp, rows, cols, after, meeting)


def _tell(step: ScatterStep, frame: Canvas) -> list[Sentence]:
    """Say what one step does, and one sum in full where the stamp meets another number."""
    values = {"cell": name(step.cell), "input": number(step.value), "grid": frame.name}
    told = [sentence("scatter.stamp", values | lines(step.rows, step.cols))]
    if step.meeting:
        place = step.rows[step.meeting[0]], step.cols[step.meeting[1]]
        addend, after = step.stamp[step.meeting], step.canvas[place]
        values = {"before": number(after - addend), "addend": added(addend), "after": number(after)}
        told.append(sentence("scatter.meet", values | {"cell": name(place)}))
    return told
