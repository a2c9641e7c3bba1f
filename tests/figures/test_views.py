"""The laws of a view, for every row of the registry, every example and random ones."""

import importlib
import pkgutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from cases import every_figure, random_examples, written_out
from marks import outputs

import tconv.example
import tconv.layout
import tconv.trace
from tconv import METHODS
from tconv.core.arrays import Array
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.output.figure import figure
from tconv.trace.base import Trace
from tconv.views import OUTPUT, VIEWS, View, layout, trace
from tconv.words.numbers import numbers
from tconv.words.sentences import TEMPLATES, plain


def check(example: Example, view: str) -> None:
    """Check the laws that hold for any view: its numbers, its sentences, its drawing."""
    shown, law = trace(example, view), VIEWS[example.operation][view].law
    np.testing.assert_array_equal(shown.result, law.expected(example), err_msg=f"{view} must equal {law.equals}")
    scene = layout(shown)
    assert len(shown.tells) == len(shown.sentences) == len(scene.changes)
    drawn = outputs(scene, example.output_shape)
    assert drawn[-1] == numbers(shown.result)
    for at, cell in enumerate(np.ndindex(example.output_shape)):
        if arises := shown.arises((cell[0], cell[1])):
            later = {output[at] for output in drawn[arises - 1 : -1] or drawn[-1:]}
            assert len(later) == 1 and "" not in later, f"cell {cell} changes after the step that computes it"


def check_operation(example: Example) -> None:
    """Check the operation itself: every method, and each cell's sum written out."""
    if example.operation == "transposed":
        for method in METHODS:
            np.testing.assert_array_equal(example.computed(method), example.y)
    for cell in np.ndindex(example.y.shape):
        assert written_out(example, cell) == example.y[cell]
    assert example.y.shape == example.output_shape


@every_figure
def test_every_law_holds(example: Example, view: str) -> None:
    check(example, view)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_every_example_is_computed_alike_by_every_method(example: Example) -> None:
    check_operation(example)


def test_every_law_holds_for_random_numbers(seed: int) -> None:
    for example in random_examples(seed, 100):
        check_operation(example)
        for view in VIEWS[example.operation]:
            check(example, view)


@every_figure
def test_nonsense_in_place_of_the_operation_is_seen(
    example: Example, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trace that took its numbers from the answer would agree with any answer."""
    for name in ("conv2d", "conv_transpose2d"):
        real = getattr(tconv.example, name)
        monkeypatch.setattr(tconv.example, name, lambda *args, real=real, **options: 1000 * real(*args, **options) + 7)
    nonsense = replace(example)  # without what it has computed already
    if VIEWS[example.operation][view].law is OUTPUT:
        with pytest.raises(AssertionError, match="must equal the output"):
            check(nonsense, view)
    else:
        check(nonsense, view)


@every_figure
def test_no_figure_reads_the_answer(example: Example, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Example) -> Array:
        raise AssertionError("a figure asked for the answer")

    monkeypatch.setattr(Example, "y", property(refuse))
    shown = trace(replace(example), view)
    assert numbers(shown.result) and shown.sentences and layout(shown).changes


ROWS = [(operation, name, view) for operation, views in VIEWS.items() for name, view in views.items()]


@pytest.mark.parametrize(("operation", "name", "view"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_a_row_has_an_example_and_its_trace_knows_its_name(operation: str, name: str, view: View) -> None:
    examples = [example for example in EXAMPLES.values() if example.operation == operation]
    assert examples and trace(examples[0], name).view == name
    assert f'data-view="{name}"' in figure(examples[0].name, name, "id")


def test_every_trace_and_layout_has_a_row() -> None:
    """What stands in a file of trace/ or layout/ and in no row would be forgotten in silence."""
    used = {(part.__module__, part.__name__) for _, _, view in ROWS for part in (view.trace, view.layout)}
    elsewhere = {("tconv.layout.comparison", "lay_out_comparison"), ("tconv.layout.thumbnail", "lay_out_thumbnail")}
    for package in (tconv.trace, tconv.layout):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name in vars(module):
                if name.startswith(("trace_", "lay_out_")) and getattr(module, name).__module__ == module.__name__:
                    assert (module.__name__, name) in used | elsewhere, (
                        f"{module.__name__}.{name} has no row in views.py"
                    )
    shown = {type(trace(example, view)) for example in EXAMPLES.values() for view in VIEWS[example.operation]}
    concrete = [each for each in _subclasses(Trace) if hasattr(each, "view")]
    assert concrete and [each.__name__ for each in concrete if each not in shown] == []


def _subclasses(kind: type[object]) -> list[type[object]]:
    below = type.__subclasses__(kind)
    return [*below, *(lower for each in below for lower in _subclasses(each))]


def test_every_template_is_said() -> None:
    """A template that no figure uses is a sentence that nobody reads; a missing one is an error that names it."""
    code = "".join(path.read_text() for path in Path(tconv.trace.__path__[0]).glob("*.py"))
    assert [key for key in TEMPLATES if f'"{key}"' not in code] == []
    assert plain(trace(EXAMPLES["overlap"], "scatter").sentences[0])
