"""Measure a figure of 16 steps beside matplotlib's drawings of the same steps."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace

import matplotlib
import numpy as np
from matplotlib import pyplot

from bench import Measure, median_times
from tconv.example import Example
from tconv.output.standalone import standalone
from tconv.trace.scatter import trace_scatter
from tconv.views import layout, trace

FIGURE = Example(
    name="figure",
    title="Figure",
    operation="transposed",
    input="1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16",
    kernel="1 2 3; 4 5 6; 7 8 -9",
    stride=(2, 2),
    padding=(1, 1),
    output_padding=(1, 1),
)


def measures() -> Iterator[Measure]:
    matplotlib.use("svg")
    one, other = median_times([draw, draw_with_matplotlib], rounds=5)
    sizes = [len(gzip.compress(way().encode(), mtime=0)) for way in (draw, draw_with_matplotlib)]
    alone = median_times([draw], rounds=201)[0]
    beside = f"matplotlib {matplotlib.__version__}: "
    yield Measure(
        "figure of 16 steps, time", alone * 1e3, 5, "ms", f"{beside}{other * 1e3:.0f} ms, and here {one * 1e3:.1f}"
    )
    yield Measure("figure of 16 steps, packed", sizes[0], 4000, "bytes", f"{beside}{sizes[1]:,} bytes")


def draw() -> str:
    """Draw the figure of 16 steps from its numbers, none of which is kept from the last time."""
    return standalone(layout(trace(replace(FIGURE), "scatter")))


def draw_with_matplotlib() -> str:
    """Draw the same steps with matplotlib, an SVG each: input, kernel, stamp and canvas as tables of numbers."""
    pictures = []
    for step in trace_scatter(replace(FIGURE)).steps:
        figure, places = pyplot.subplots(1, 4)
        for place, grid in zip(places, (FIGURE.x, FIGURE.w, step.stamp, step.sums), strict=True):
            place.imshow(np.zeros_like(grid), cmap="Blues")
            place.set_axis_off()
            for (row, col), value in np.ndenumerate(grid):
                place.text(col, row, f"{value:g}", ha="center", va="center")
        picture = io.StringIO()
        figure.savefig(picture, format="svg")
        pyplot.close(figure)
        pictures.append(picture.getvalue())
    return "".join(pictures)
