"""Views side by side step together; settings side by side differ in one."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from cases import every_figure
from reading import near, outlines, steps, texts

from tconv.example import Example, ExampleError
from tconv.examples import EXAMPLES
from tconv.layout.comparison import lay_out_comparison
from tconv.output.figure import figure, strip_steps
from tconv.output.svg import svg
from tconv.trace.comparison import compare
from tconv.trace.linked import follow
from tconv.views import VIEWS, layout, trace
from tconv.words.numbers import number, signed
from tconv.words.sentences import plain


@every_figure
def test_views_side_by_side_tell_of_the_same_cell(example: Example, view: str) -> None:
    """The view that leads tells of a cell; the others stand where its number arises, and all frame it."""
    lead = trace(example, view)
    for beside in VIEWS[example.operation]:
        if beside == view:
            continue
        other, steps_of = trace(example, beside), follow(lead, trace(example, beside))
        html = figure(example.name, view, "one", beside=[beside])
        assert f'data-at="{" ".join(map(str, steps_of))}"' in html
        stages = html.partition('class="bar"')[0].split('class="stage"')[1:]
        origins = [layout(told).output for told in (lead, other)]
        for n, (cell, step) in enumerate(zip(lead.tells, steps_of, strict=True), 1):
            rect = re.compile(rf'<rect class="linked" style="--n:{n}" x="(\S+)" y="(\S+)"')
            framed = [[(float(y), float(x)) for x, y in rect.findall(stage)] for stage in stages]
            assert 1 <= step <= len(other.sentences)
            if cell is None:
                assert framed == [[], []]
                continue
            assert framed == [[near((top + cell[0], left + cell[1]))] for left, top in origins]
            assert step == (other.arises(cell) or steps_of[max(0, n - 2)])


def test_a_view_stands_in_a_figure_once() -> None:
    with pytest.raises(ExampleError, match="the view 'scatter' of 'overlap' is named twice"):
        figure("overlap", "scatter", "id", beside=["gather", "scatter"])
    with pytest.raises(ExampleError, match="unknown view 'window' of example 'overlap'"):
        figure("overlap", "scatter", "id", beside=["window"])


@every_figure
def test_the_page_has_the_same_steps_as_text(example: Example, view: str) -> None:
    html = figure(example.name, view, "one")
    told = trace(example, view)
    items = re.findall(r"<li.*?>(.*?)</li>", html)
    texts = [re.sub(r"<[^>]+>|\N{WORD JOINER}", "", item).replace("\N{NO-BREAK SPACE}", " ") for item in items]
    assert texts == [plain(each).replace("\N{NO-BREAK SPACE}", " ") for each in told.sentences]
    assert f'data-steps="{len(texts)}"' in html
    strip = re.findall(r'<div data-step="(\d+)">.*?<use href="#one-steps"/>.*?<p>(.*?)</p>', html)
    assert strip == [(str(n), items[n - 1]) for n in strip_steps(len(texts))]


def test_settings_side_by_side_show_each_example() -> None:
    """Every column has its own stamps and sums, and ends with its own output."""
    names = ["padding-0", "padding-1", "padding-2"]
    comparison = compare([EXAMPLES[name] for name in names])
    scene = ET.fromstring(svg(lay_out_comparison(comparison), "id")).find("g")
    assert scene is not None and len(outlines(scene, "window")) == 2
    for n, group in enumerate(steps(scene)):
        stays, now = group.findall("g")
        told = [trace.steps[n] for trace in comparison.traces]
        assert list(texts(now, "addend").values()) == [signed(v) for step in told for v in step.stamp.flat]
        assert len(outlines(now, "landing")) == 3 and len(texts(now, "reading")) == 1
        sums = [number(step.sums[place].item()) for step in told for place in np.ndindex(step.sums.shape)
                if place[0] in step.rows and place[1] in step.cols]  # fmt: skip
        both = {**texts(stays, "output"), **texts(stays, "cropped")}
        assert sorted(both.values()) == sorted(sums)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["stride-1", "padding-1"], "must differ in one setting, these differ in: stride, padding"),
        (["stride-1", "stride-1"], "must differ in one setting, these differ in: nothing"),
        (["stride-1", "crop"], "'stride-1' and 'crop' cannot be compared: input and bias must agree"),
        (
            ["stride-1", "author-convolution"],
            "cannot be compared: it is no transposed convolution",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(names: list[str], says: str) -> None:
    with pytest.raises(ExampleError, match=re.escape(says)):
        figure(names[0], "scatter", "id", against=names[1:])
    with pytest.raises(ExampleError, match="compared in one view, scatter; got: gather"):
        figure(names[0], "gather", "id", against=names[1:])
