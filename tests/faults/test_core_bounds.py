"""The core at its bounds: byte orders, masks, and numbers and sizes that no machine can hold."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tconv import METHODS, conv2d, conv_transpose2d
from tconv.core.arrays import Array

HUGE = 10**5000
X, W = np.ones((1, 1, 2, 1)), np.ones((1, 1, 1, 1))
OPERATIONS = [conv2d, *(lambda *a, m=m, **o: conv_transpose2d(*a, method=m, **o) for m in (None, *METHODS))]


@pytest.mark.parametrize("dtype", [">f8", ">f4", ">i2", ">c16", "<f8", "float16"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=["conv2d", "fast", *METHODS])
def test_the_dtype_is_kept(operation: Callable[..., Array], dtype: str) -> None:
    for stride in (1, 2):  # where stamps lie edge to edge, the fast way is another one
        x, w = np.arange(8).reshape(1, 2, 2, 2), np.arange(16).reshape(2, 2, 2, 2)
        y = operation(x.astype(dtype), w.astype(dtype), np.ones(2, dtype), stride=stride)
        assert y.dtype == np.dtype(dtype)
        np.testing.assert_array_equal(y, operation(x, w, np.ones(2, int), stride=stride))


@pytest.mark.parametrize("operation", [conv2d, conv_transpose2d])
@pytest.mark.parametrize("name", ["stride", "padding", "dilation", "groups"])
@pytest.mark.parametrize("value", [HUGE, -HUGE, 2**63, (HUGE, 1)], ids=["huge", "-huge", "2**63", "pair"])
def test_a_number_of_too_many_digits(operation: Callable[..., Array], name: str, value: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=f"{name} must be ") as error:
        operation(X, W, **{name: value})
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    "value", [(1, 2, HUGE), "x" * 10_000, [HUGE] * 3, "x" * 10_000], ids=["3", "text", "list", "m"]
)
def test_a_long_value_is_shortened(value: Any) -> None:
    for name in ("stride", "padding", "output_padding", "method", "groups"):
        with pytest.raises((ValueError, TypeError), match=f"{name} must be ") as error:
            conv_transpose2d(X, W, **{name: value})
        assert len(str(error.value)) < 300


@pytest.mark.parametrize("operation", [conv2d, conv_transpose2d])
def test_a_mask_is_not_dropped_in_silence(operation: Callable[..., Array]) -> None:
    for name, arrays in {
        "input": (np.ma.masked_equal(X, 1), W),
        "weight": (X, np.ma.masked_equal(W, 1)),
        "bias": (X, W, np.ma.masked_equal(np.ones(1), 1)),
    }.items():
        with pytest.raises(TypeError, match=f"{name} is a masked array.*{name}.filled"):
            operation(*arrays)
    assert operation(np.ma.masked_equal(X, 1).filled(0), W).sum() == 0


@pytest.mark.parametrize("stride", [10**9, 10**10, 2**63 - 1])
def test_an_output_too_large_names_its_size(stride: int) -> None:
    """Too large for this machine, for its addresses, or for numpy to count."""
    large = np.ones((1, 1, 2, 2))
    shape = stride + 1, stride + 1
    with pytest.raises(MemoryError) as error:
        conv_transpose2d(large, W, stride=stride)
    assert str(shape) in str(error.value) and f"{shape[0] * shape[1] * 8:,} bytes" in str(error.value)


def test_a_padded_input_too_large_names_its_size() -> None:
    with pytest.raises(MemoryError, match=r"\(3, 3\) cells .* [\d,]{20,} bytes"):
        conv2d(X, W, stride=10**9, padding=10**9)


@pytest.mark.parametrize("method", [None, *METHODS])
def test_a_large_canvas_cropped_to_a_cell_needs_no_memory(method: str | None) -> None:
    """The way that is taken by default answers; a definition answers too, or says why it does not."""
    stride = 10**9
    call: dict[str, Any] = {"stride": (stride, 1), "padding": (stride // 2, 0), "method": method}
    tracemalloc.start()
    try:
        if method in ("scatter", "gather"):
            with pytest.raises(ValueError, match=rf"method '{method}' would need .* [\d,]+ bytes.*use another method"):
                conv_transpose2d(X, W, **call)
        else:
            assert conv_transpose2d(X, W, **call).shape == (1, 1, 1, 1)
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()
