"""What a figure may weigh, packed: a bound for each part, so that one more figure is nobody else's problem."""

import gzip

import pytest
from cases import every_figure

from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.output.figure import figure
from tconv.trace.comparison import compare
from tconv.views import VIEWS, trace

A_VIEW, A_STEP = 1500, 350
"""Bytes that a view of a figure in a page may have, its controls included, and each of its steps with its sentence."""


def packed(html: str) -> int:
    return len(gzip.compress(html.encode(), mtime=0))


def bound(*steps: int) -> int:
    return sum(A_VIEW + A_STEP * count for count in steps)


@every_figure
def test_a_view_in_a_page(example: Example, view: str) -> None:
    assert packed(figure(example.name, view, "figure")) <= bound(len(trace(example, view).tells))


@every_figure
def test_two_views_in_a_page(example: Example, view: str) -> None:
    for beside in VIEWS[example.operation]:
        if beside != view:
            steps = (len(trace(example, name).tells) for name in (view, beside))
            assert packed(figure(example.name, view, "figure", beside=[beside])) <= bound(*steps)


VALUES = {setting: (1, 2, 3) for setting in ("stride", "dilation")} | {"kernel": (2, 3, 4)}
VALUES |= {setting: (0, 1, 2) for setting in ("padding", "output-padding")}
SERIES = [[f"{setting}-{value}" for value in values] for setting, values in VALUES.items()]


@pytest.mark.parametrize("names", SERIES, ids=lambda names: names[0])
def test_a_comparison_in_a_page(names: list[str]) -> None:
    steps = len(compare([EXAMPLES[name] for name in names]).sentences)
    assert packed(figure(names[0], "scatter", "figure", against=names[1:])) <= bound(steps)
