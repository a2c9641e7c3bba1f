"""What a figure says at each step."""

from pathlib import Path
from typing import Any

import pytest

from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.output.svg import svg
from tconv.views import VIEWS, layout, trace
from tconv.words.sentences import plain, sentence

SENTENCES = [line.partition(": ") for line in (Path(__file__).parent / "sentences.txt").read_text().splitlines()]


@pytest.mark.parametrize(("step", "_", "wanted"), SENTENCES, ids=[name for name, _, _ in SENTENCES])
def test_the_sentence_of_a_step(step: str, _: str, wanted: str) -> None:
    name, view, n = step.split()
    said = plain(trace(EXAMPLES[name], view).sentences[int(n) - 1])
    assert said.replace("\N{NO-BREAK SPACE}", " ") == wanted


ODD = [
    (
        {"kernel": "5", "stride": (2, 2), "padding": (1, 1), "output_padding": (1, 1)},
        "gather",
        "Set the input cells a stride apart and put zeros around them. Rows: 1 zero between neighbours, 1 row cropped "
        "above, no zeros below. Columns: 1 zero between neighbours, 1 column cropped on the left, no zeros on the "
        "right. Output padding kept 1 row and 1 column at the end from being cropped.",
    ),
    (
        {"input": "3", "kernel": "5", "dilation": (3, 3), "padding": (1, 1), "output_padding": (2, 2), "bias": 4},
        "phases",
        "This phase is row 0, column 0 of the output. One value of the kernel can reach it: 5. No input value is met, "
        "so it holds 4. It is the only phase, so it is the output.",
    ),
    (
        {"operation": "convolution", "input": "1", "kernel": "3", "bias": -4},
        "matrix",
        "Row 1 of C makes output cell (0, 0). The kernel lies on the input numbered 1, so its value stands in this "
        "column, and every other entry is 0. Times the flattened input, and the bias added: 3 × 1 + (−4) = −1. "
        "All sums, in rows of 1, are the 1 × 1 output.",
    ),
    (
        {"input": "3", "kernel": "5"},
        "matrix",
        "Flatten the input: write its 1 cell, row by row, as a column of numbers. C is the matrix of the convolution "
        "that goes the other way; its rows and columns count from 1.",
    ),
    (
        {"input": "0.1 0.2 -0.3", "kernel": "1 1 1"},
        "scatter",
        "Input cell (0, 2) holds −0.3. Multiply the whole kernel by −0.3 and add this stamp on row 0, columns 2–4 of "
        "the output. Cell (0, 2) already held 0.3: now it holds 0.3 − 0.3 = 0. That was the last stamp: "
        "the output is complete.",
    ),
]


@pytest.mark.parametrize(("change", "view", "wanted"), ODD, ids=[f"{view}-{n}" for n, (_, view, _) in enumerate(ODD)])
def test_the_sentence_of_an_odd_example(change: dict[str, Any], view: str, wanted: str) -> None:
    told = trace(
        Example(**{"name": "odd", "title": "", "operation": "transposed", "input": "1 2; 3 4", **change}), view
    )
    assert wanted in [plain(said).replace("\N{NO-BREAK SPACE}", " ") for said in told.sentences]


def test_a_sum_that_is_zero_has_no_float_noise() -> None:
    noisy = Example("noisy", "", "transposed", "0.1 0.2 -0.3", "1 1 1")
    assert noisy.y[0, 2] != 0
    for view in VIEWS["transposed"]:
        assert "e−" not in svg(layout(trace(noisy, view)), "id") + "".join(map(plain, trace(noisy, view).sentences))


def test_a_template_with_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="rows"):
        sentence("scatter.crop", {"columns": "columns 0–1"})
