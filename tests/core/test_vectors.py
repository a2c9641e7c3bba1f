"""Every reference result of PyTorch, by every method, gradients included."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tconv import METHODS, conv2d, conv_transpose2d

HERE = Path(__file__).parent / "vectors"
CASES = json.loads((HERE / "transposed_conv.json").read_text())["cases"]
ARRAYS = np.load(HERE / "transposed_conv.npz")
TRANSPOSED = [case for case in CASES if case["op"] == "conv_transpose2d"]
CONVOLUTION = [case for case in CASES if case["op"] == "conv2d"]
WAYS = [None, *METHODS]

Case = dict[str, Any]


def array(case: Case, letter: str) -> Any:
    return ARRAYS.get(f"{case['id']}_{letter}")


def options(case: Case, *names: str) -> Case:
    return {name: tuple(v) if isinstance(v := case[name], list) else v for name in names}


def both(value: Any) -> tuple[int, int]:
    return tuple(value) if isinstance(value, list) else (value, value)


def close(case: Case, got: Any, wanted: Any) -> None:
    np.testing.assert_allclose(got, wanted, rtol=0, atol=0 if case["exact"] else 1e-10)


def weight_gradient(case: Case, small: Any, large: Any) -> Any:
    """Correlate the larger grid with the smaller one: stride and dilation change places."""
    groups, taps = case["groups"], case["w_shape"][2:]
    parts = []
    for s, g in zip(np.split(small, groups, 1), np.split(large, groups, 1), strict=True):
        stride, padding, dilation = (both(case[name]) for name in ("dilation", "padding", "stride"))
        swapped = conv2d(g.swapaxes(0, 1), s.swapaxes(0, 1), None, stride, padding, dilation)
        parts.append(swapped.swapaxes(0, 1)[:, :, : taps[0], : taps[1]])
    return np.concatenate(parts)


def test_the_files_hold_the_cases_they_promise() -> None:
    assert (len(TRANSPOSED), len(CONVOLUTION)) == (60, 12)
    assert sum(case["grads"] for case in CASES) == 15


@pytest.mark.parametrize("method", WAYS)
@pytest.mark.parametrize("case", TRANSPOSED, ids=lambda case: case["id"])
def test_transposed_convolution(case: Case, method: str | None) -> None:
    given = options(case, "stride", "padding", "output_padding", "groups", "dilation")
    got = conv_transpose2d(array(case, "x"), array(case, "w"), array(case, "b"), **given, method=method)
    close(case, got, array(case, "y"))


@pytest.mark.parametrize("case", CONVOLUTION, ids=lambda case: case["id"])
def test_convolution(case: Case) -> None:
    given = options(case, "stride", "padding", "dilation", "groups")
    close(case, conv2d(array(case, "x"), array(case, "w"), array(case, "b"), **given), array(case, "y"))


@pytest.mark.parametrize("case", [c for c in TRANSPOSED if c["grads"]], ids=lambda case: case["id"])
def test_gradients_of_the_transposed_convolution(case: Case) -> None:
    x, w, g = (array(case, letter) for letter in "xwg")
    back = conv2d(g, w, None, **options(case, "stride", "padding", "dilation", "groups"))
    close(case, back[:, :, : x.shape[2], : x.shape[3]], array(case, "gx"))
    close(case, weight_gradient(case, x, g), array(case, "gw"))
    if case["bias"]:
        close(case, g.sum((0, 2, 3)), array(case, "gb"))


@pytest.mark.parametrize("method", WAYS)
@pytest.mark.parametrize("case", [c for c in CONVOLUTION if c["grads"]], ids=lambda case: case["id"])
def test_gradients_of_the_convolution(case: Case, method: str | None) -> None:
    x, w, g = (array(case, letter) for letter in "xwg")
    axes = zip(x.shape[2:], w.shape[2:], *(both(case[n]) for n in ("stride", "padding", "dilation")), strict=True)
    extra = tuple((i + 2 * p - (d * (k - 1) + 1)) % s for i, k, s, p, d in axes)
    given = options(case, "stride", "padding", "groups", "dilation")
    close(case, conv_transpose2d(g, w, output_padding=extra, **given, method=method), array(case, "gx"))
    close(case, weight_gradient(case, g, x), array(case, "gw"))
    if case["bias"]:
        close(case, g.sum((0, 2, 3)), array(case, "gb"))
