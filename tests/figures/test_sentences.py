"""What a figure says at each step is right and complete, and nothing else is said: in whatever words."""

import re
from itertools import chain
from typing import Any

import pytest
from cases import every_figure, random_examples
from facts import Facts, Sum, differences, read, slips_of_number, text
from promises import on, promised
from sums import SUM, evaluate

from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.output.svg import svg
from tconv.trace.base import Trace
from tconv.trace.comparison import compare
from tconv.views import OUTPUT, VIEWS, layout, trace
from tconv.words.numbers import number
from tconv.words.sentences import ROLES, Sentence, Span, sentence

DIGITS = re.compile(r"\d+(?:\.\d+)?")


def check(shown: Trace) -> None:
    """Check what each sentence says, and what holds for any: sums are right, words agree with their number."""
    bias = shown.example.bias
    for said, facts in zip(shown.sentences, promised(shown) or [], strict=promised(shown) is not None):
        assert differences(read(said), facts) == [], text(said)
    for said in shown.sentences:
        for written in SUM.findall(text(said)):
            left, result = written.split(" = ")
            assert number(evaluate(left)) == result, written
        assert slips_of_number(said) == []
        assert [digits for digits in DIGITS.findall(text(said)) if number(float(digits)) != digits] == []
        assert bias or "bias" not in text(said)
    outputs = [read(said).values.get("output", ()) for said in shown.sentences]
    computes = VIEWS[shown.example.operation][shown.view].law is OUTPUT
    assert not (bias and computes) or any((number(bias),) in values for values in outputs), (
        "the bias is named where there is one"
    )


@every_figure
def test_each_step_says_what_its_view_promises(example: Example, view: str) -> None:
    check(trace(example, view))


def test_each_step_says_what_its_view_promises_for_random_numbers(seed: int) -> None:
    for example in random_examples(seed, 50):
        for view in VIEWS[example.operation]:
            check(trace(example, view))


@every_figure
def test_another_number_in_a_sentence_is_seen(example: Example, view: str) -> None:
    """Write 77 for each number of each sentence, one at a time."""
    shown = trace(example, view)
    for said, facts in zip(shown.sentences, promised(shown) or [], strict=promised(shown) is not None):
        for n, span in enumerate(said):
            for digits in DIGITS.finditer(span.text):
                wrong = f"{span.text[: digits.start()]}77{span.text[digits.end() :]}"
                assert differences(read((*said[:n], Span(wrong, span.role), *said[n + 1 :])), facts), wrong


def odd(**change: Any) -> Example:
    given: dict[str, Any] = {"name": "odd", "title": "", "operation": "transposed", "input": "1 2; 3 4", "kernel": "5"}
    return Example(**(given | change))


CROPPED_BEFORE = odd(stride=(2, 2), padding=(1, 1), output_padding=(1, 1))
UNMET = odd(input="3", dilation=(3, 3), padding=(1, 1), output_padding=(2, 2), bias=4)
ONE_CELL = odd(operation="convolution", input="1", kernel="3", bias=-4)
NOISY = odd(input="0.1 0.2 -0.3", kernel="1 1 1")

SAID: dict[str, tuple[Example, str, int, dict[str, Any]]] = {
    "a stamp meets a number": (
        EXAMPLES["overlap"], "scatter", 3,
        {"cells": [(1, 0), (2, 0)], "rows": [(2, 3, 4)], "columns": [(0, 1, 2)], "input": "3", "output": "2, 5",
         "sums": ["2 + 3 = 5"]},
    ),
    "the output starts at the bias": (EXAMPLES["crop"], "scatter", 1, {"input": "2", "output": "10", "sums": []}),
    "a value is taken away": (EXAMPLES["crop"], "scatter", 2, {"stamp": "−1", "sums": ["4 − 1 = 3"]}),
    "the last stamp is followed by the crop": (
        EXAMPLES["crop"], "scatter", 6, {"rows": [(2, 3, 4), (1, 2, 3, 4)], "columns": [(2, 3), (0, 1, 2, 3)]},
    ),
    "dilation leaves a row out": (EXAMPLES["pencil"], "scatter", 3, {"rows": [(3, 5)], "columns": [(0, 1, 2)]}),
    "a sum of floats is 0": (NOISY, "scatter", 3, {"cells": [(0, 2)], "sums": ["0.3 − 0.3 = 0"]}),
    "zeros between and around": (
        EXAMPLES["crop"], "gather", 1,
        {"counts": {"between": (1, 0), "above": (1,), "below": (2,), "left": (1,), "right": (1,),
                    "row": (1,), "column": (0,)}},
    ),
    "cells are cropped before the kernel slides": (
        CROPPED_BEFORE, "gather", 1,
        {"counts": {"between": (1, 1), "above": (-1,), "below": (0,), "left": (-1,), "right": (0,),
                    "row": (1,), "column": (1,)}},
    ),
    "a sum goes on from the bias": (
        EXAMPLES["crop"], "gather", 4,
        {"cells": [(0, 1)], "output": "10, 5", "sums": ["10 + 2 × (−1) + (−1) × 3 = 5"]},
    ),
    "the bias alone": (EXAMPLES["pencil"], "gather", 3, {"output": "7", "sums": []}),
    "a window": (
        EXAMPLES["author-convolution"], "window", 3, {"sums": ["9 × 1 + 10 × 0 + 13 × 0 + 14 × (−1) = −5"]},
    ),
    "zeros around": (
        EXAMPLES["padded-convolution"], "window", 1,
        {"counts": {"above": (1,), "below": (1,), "left": (1,), "right": (1,)}},
    ),
    "the last row of C is followed by the output's size": (
        EXAMPLES["author-convolution"], "matrix", 5,
        {"rows": [(4,)], "cells": [(1, 1)], "numbered": [(11, 12, 15, 16)], "sizes": [(2, 2)],
         "sums": ["1 × 11 + 0 × 12 + 0 × 15 + (−1) × 16 = −5"]},
    ),
    "one of everything": (
        ONE_CELL, "matrix", 2,
        {"rows": [(1,)], "numbered": [(1,)], "sizes": [(1, 1)], "sums": ["3 × 1 + (−4) = −1"]},
    ),
    "one cell is flattened": (odd(input="3"), "matrix", 1, {"counts": {"cell": (1,)}}),
    "a row of C transposed": (
        EXAMPLES["overlap"], "matrix", 14,
        {"rows": [(13,)], "columns": [(13,), (1, 2, 3, 4)], "cells": [(2, 2)],
         "sums": ["1 × 1 + 2 × 2 + 2 × 3 + 1 × 4 = 15"]},
    ),
    "a row without the kernel": (EXAMPLES["pencil"], "matrix", 7, {"columns": [(6,)], "output": "0", "sums": []}),
    "the crop, and the bias": (EXAMPLES["pencil"], "matrix", 32, {"rows": [(1, 2, 3, 4, 5)], "output": "7"}),
    "a phase": (
        EXAMPLES["overlap"], "phases", 1,
        {"rows": [(0, 2, 4)], "columns": [(0, 2, 4)], "counts": {"value": (4,)}, "cells": [(2, 2)],
         "sums": ["4 × 1 + 3 × 2 + 2 × 2 + 1 × 1 = 15"]},
    ),
    "a phase that meets no input": (UNMET, "phases", 1, {"counts": {"value": (1,)}, "kernel": "5", "output": "4"}),
}  # fmt: skip


@pytest.mark.parametrize(("example", "view", "step", "wanted"), SAID.values(), ids=SAID)
def test_the_facts_of_a_step(example: Example, view: str, step: int, wanted: dict[str, Any]) -> None:
    """Some steps, with what is asked of them written out; an odd example keeps every promise too."""
    shown = trace(example, view)
    said = read(shown.sentences[step - 1])
    for what, facts in wanted.items():
        if what in ROLES:
            assert ", ".join(chain(*said.values[what])) == facts
        elif what == "sums":
            assert said.sums == tuple(map(Sum.read, facts))
        else:
            assert getattr(said, what) == (facts if what == "counts" else tuple(facts)), what
    check(shown)


COMPARED = {
    "stride": (1, 2, 3), "kernel": (2, 3, 4), "padding": (0, 1, 2), "output-padding": (0, 1, 2), "dilation": (1, 3),
}  # fmt: skip


@pytest.mark.parametrize(("setting", "values"), COMPARED.items(), ids=COMPARED)
def test_settings_side_by_side_say_where_each_stamp_lands(setting: str, values: tuple[int, ...]) -> None:
    """Once where all agree, else beside what differs; and at the end, beside the same words, each output's size."""
    comparison = compare([EXAMPLES[f"{setting}-{value}"] for value in values])
    for n, said in enumerate(comparison.sentences):
        steps = [shown.steps[n] for shown in comparison.traces]
        facts, places = read(said), [on(step.rows, step.cols) for step in steps]
        assert facts.cells == (steps[0].cell,) and facts.values == {"input": ((number(steps[0].value),),)}
        if any(place != places[0] for place in places):
            assert [beside(label, said)[0] for label in comparison.labels] == places
        else:
            assert (facts.rows, facts.columns) == (places[0].rows, places[0].columns)
    sizes = [Facts(sizes=(shown.example.output_shape,)) for shown in comparison.traces]
    assert [beside(label, comparison.sentences[-1])[-1] for label in comparison.labels] == sizes


def beside(label: str, said: Sentence) -> list[Facts]:
    """Read each part of a sentence that names a label."""
    parts = re.split(r"; |\. |\.$", text(said))
    return [read((Span(part.replace(label, "")),)) for part in parts if part.endswith(label)]


def test_a_sum_that_is_zero_has_no_float_noise() -> None:
    assert NOISY.y[0, 2] != 0
    for view in VIEWS["transposed"]:
        assert "e−" not in svg(layout(trace(NOISY, view)), "id") + "".join(map(text, trace(NOISY, view).sentences))


def test_a_template_with_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="rows"):
        sentence("scatter.crop", {"columns": "columns 0–1"})
