"""Examples and names that do not fit are refused, and the message says what would."""

import pytest

from tconv.core.sizes import TransposedAxis
from tconv.example import Example, ExampleError
from tconv.examples import EXAMPLES, find
from tconv.output.figure import figure
from tconv.views import trace


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(ExampleError, match="unknown example 'overlup'; did you mean 'overlap'.*author-transposed"):
        find("overlup")
    with pytest.raises(ExampleError, match="unknown view 'scater' of example 'overlap'; there are: scatter, gather, m"):
        figure("overlap", "scater", "id")
    with pytest.raises(ExampleError, match="unknown step 5 of 'overlap' as scatter; its steps are 1 to 4"):
        figure("overlap", "scatter", "id", step=5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"input": "1 2; 3"}, "example 'bad': row 1 of the input has length 1, row 0 has 2, in '1 2; 3'"),
        ({"input": ""}, "example 'bad': row 0 of the input '' is empty"),
        ({"kernel": "1 x"}, "example 'bad': the kernel '1 x' is not all numbers: .*'x'"),
        (
            {"kernel": "1 nan"},
            "example 'bad': the kernel holds nan; a number must be 0, or between 0.00001 and 1,000,000 in size",
        ),
        ({"input": "1e999 1"}, "the input holds inf; a number must be 0, or between"),
        ({"input": "1000001"}, "the input holds 1000001; a number must be 0, or"),
        ({"input": "1e-6"}, "the input holds 1e-06; a number must be 0, or"),
        (
            {"operation": "transpose"},
            "example 'bad': unknown operation 'transpose'; there are: transposed, convolution",
        ),
        ({"stride": 2}, "example 'bad': stride must be written as a pair, got 2"),
        ({"stride": (3.0, 2)}, "example 'bad': stride must be an integer, got 3.0"),
        ({"bias": float("nan")}, "example 'bad': bias must be 0, or between 0.00001 and 1,000,000 in size, got nan"),
        ({"stride": (0, 1)}, r"example 'bad': stride must be at least 1, got \(0, 1\)"),
        ({"padding": (9, 0)}, "example 'bad': output must have at least 1 cell"),
        ({"output_padding": (1, 0)}, "example 'bad': output_padding must be below"),
        ({"operation": "convolution", "output_padding": (1, 0)}, "example 'bad': a convolution has no output padding"),
        ({"stride": (50, 50)}, "example 'bad': a grid of 51 × 51 cells is too large for a figure"),
        ({"operation": "convolution", "padding": (0, 50)}, "a grid of 2 × 102 cells is too large .* 100 on a side"),
    ],
)
def test_an_example_that_does_not_fit_is_named(change: dict[str, object], says: str) -> None:
    row: dict[str, object] = {"operation": "transposed", "input": "1 2; 3 4", "kernel": "1", **change}
    with pytest.raises(ExampleError, match=says):
        trace(Example(name="bad", title="", **row), "scatter")  # type: ignore[arg-type]  # wrong on purpose


def test_the_axis_of_an_example() -> None:
    assert EXAMPLES["crop"].axes == (TransposedAxis(2, 3, 2, 1, 1, 1), TransposedAxis(3, 2, 1, 0, 0, 1))
