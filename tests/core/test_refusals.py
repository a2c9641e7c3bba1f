"""What PyTorch refuses is refused here, in one sentence with the argument, the value and the bound."""

from typing import Any

import numpy as np
import pytest

from tconv import METHODS, conv2d, conv_transpose2d
from tconv.core import methods

X, W = np.zeros((1, 4, 5, 5)), np.zeros((4, 4, 3, 3))

Case = tuple[dict[str, Any], type[Exception], str]
"""What is passed instead of a legal argument, the error it raises, and what that says."""

BOTH: list[Case] = [
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"stride": (2, -1)}, ValueError, r"stride must be at least 1, got \(2, -1\)"),
    ({"stride": (1, 2, 3)}, ValueError, "stride must be an int or a pair of ints, got 3 entries"),
    ({"stride": 2.0}, TypeError, r"stride must be an integer, got 2.0 \(float\)"),
    ({"stride": True}, TypeError, r"stride must be an integer, got True \(bool\)"),
    ({"stride": "2"}, TypeError, r"stride must be an integer, got '2' \(str\)"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"padding": (0, 0.5)}, TypeError, "padding must be an integer, got 0.5"),
    ({"groups": 0}, ValueError, "groups must be at least 1, got 0"),
    ({"groups": 3}, ValueError, "groups must divide input's channels: 4 is not a multiple of 3"),
    ({"groups": 1.0}, TypeError, "groups must be an integer, got 1.0"),
    ({"bias": np.zeros(5)}, ValueError, r"bias.shape\[0\] must be 4, .*; got 5"),
    ({"bias": np.zeros((4, 1))}, ValueError, r"bias must be of dimension 1, .* got shape \(4, 1\)"),
    ({"bias": np.zeros(4, "float32")}, TypeError, "bias must have the input's dtype float64, got float32"),
    ({"weight": W.astype("float32")}, TypeError, "weight must have the input's dtype float64, got float32"),
    ({"weight": W[0]}, ValueError, r"weight must be of dimension 4, .* got shape \(4, 3, 3\)"),
    ({"weight": W[:, :, :0]}, ValueError, r"weight must have at least 1 entry .* got shape \(4, 4, 0, 3\)"),
    ({"input": X[0, 0]}, ValueError, r"input must be of dimension 3 or 4, .* got shape \(5, 5\)"),
    ({"input": X[None]}, ValueError, r"input must be of dimension 3 or 4, .* got shape \(1, 1, 4, 5, 5\)"),
    ({"input": X[:, :, :0]}, ValueError, r"input must have at least 1 entry .* got shape \(1, 4, 0, 5\)"),
    ({"input": X[:, :0]}, ValueError, r"input must have at least 1 entry .* got shape \(1, 0, 5, 5\)"),
    (
        {"input": X.astype(bool), "weight": W.astype(bool)},
        TypeError,
        "input must hold integers or floats, got dtype bool",
    ),
    ({"input": X.astype(object)}, TypeError, "input must hold integers or floats, got dtype object"),
    ({"input": [[[1, 2], [3]]]}, ValueError, "input must be an array: "),
    ({"input": [["a"]]}, TypeError, "input must hold integers or floats, got dtype <U1"),
]

TRANSPOSED: list[Case] = [
    ({"output_padding": 1}, ValueError, r"output_padding must be below max\(stride, dilation\) = 1 on its axis, got 1"),
    ({"stride": (3, 2), "output_padding": (2, 2)}, ValueError, r"= 2 on its axis, got \(2, 2\)"),
    ({"output_padding": -1}, ValueError, "output_padding must be at least 0, got -1"),
    ({"padding": 4}, ValueError, r"output must have at least 1 cell on each axis, got \(-1, -1\) from canvas \(7, 7\)"),
    ({"weight": W[:3]}, ValueError, r"weight.shape\[0\] must be 4, the input's channels; got 3"),
    ({"method": ["scatter"]}, ValueError, r"method must be one of .*, got \['scatter'\]"),
    ({"method": "gathering"}, ValueError, "method must be one of scatter, gather, matrix, phases, got 'gathering'"),
]

CONVOLUTION: list[Case] = [
    ({"input": X[:, :, :2]}, ValueError, r"output must have at least 1 cell .* kernel that reaches over \(3, 3\)"),
    ({"weight": W[:, :3]}, ValueError, r"weight.shape\[1\] must be 4, the input's channels / groups; got 3"),
    ({"weight": W[:3, :2], "groups": 2}, ValueError, "groups must divide weight's output channels: 3 is not"),
]


@pytest.mark.parametrize(("change", "error", "says"), BOTH + TRANSPOSED)
def test_conv_transpose2d_refuses(change: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        conv_transpose2d(**{"input": X, "weight": W, **change})


@pytest.mark.parametrize(("change", "error", "says"), BOTH + CONVOLUTION)
def test_conv2d_refuses(change: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        conv2d(**{"input": X, "weight": W, **change})


def test_the_same_calls_unchanged_are_accepted() -> None:
    assert conv_transpose2d(X, W).shape == (1, 4, 7, 7)
    assert conv2d(X, W).shape == (1, 4, 3, 3)


def test_one_int_in_a_sequence_stands_for_both_axes() -> None:
    assert conv_transpose2d(X, W, stride=(2,), padding=[1], output_padding=(1,)).shape == (1, 4, 10, 10)


def test_output_padding_may_reach_the_stride_where_the_dilation_is_larger() -> None:
    for method in (None, *METHODS):
        assert conv_transpose2d(X, W, stride=2, dilation=3, output_padding=2, method=method).shape == (1, 4, 17, 17)


def test_the_matrix_that_would_not_fit_is_refused_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    large = np.zeros((1, 64, 128, 128), "float32")
    with pytest.raises(ValueError, match=r"would need a matrix of [\d,]+ bytes .* at most 1,073,741,824"):
        conv_transpose2d(large, np.zeros((64, 32, 3, 3), "float32"), stride=2, method="matrix")
    x, w = X.astype("float32"), W.astype("float32")
    needed = 4 * 25 * 4 * 49 * 4
    monkeypatch.setattr(methods, "MOST_BYTES", needed)
    conv_transpose2d(x, w, method="matrix")
    monkeypatch.setattr(methods, "MOST_BYTES", needed - 1)
    with pytest.raises(ValueError, match=f"{needed:,} bytes"):
        conv_transpose2d(x, w, method="matrix")
