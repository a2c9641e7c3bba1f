"""The laws of the operation, over the whole space of legal calls."""

from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Call, axes, calls

from tconv import METHODS, conv2d, conv_transpose2d
from tconv.core import fast
from tconv.core.sizes import ConvolutionAxis, TransposedAxis


@settings(max_examples=400)
@given(calls())
def test_every_method_agrees_on_every_legal_call(call: Call) -> None:
    wanted = conv_transpose2d(**call.arguments)
    for method in METHODS:
        got = conv_transpose2d(**call.arguments, method=method)
        assert got.dtype == wanted.dtype
        np.testing.assert_array_equal(got, wanted)


@settings(max_examples=300)
@given(calls(), st.sampled_from([1, 64, 200]))
def test_the_fast_way_does_not_depend_on_its_blocks(call: Call, size: int) -> None:
    with mock.patch.object(fast, "BLOCK_BYTES", size):
        got = conv_transpose2d(**call.arguments)
    np.testing.assert_array_equal(got, conv_transpose2d(**call.arguments, method="scatter"))


@settings(max_examples=300)
@given(calls(), st.integers(0, 2**32 - 1))
def test_the_transposed_convolution_is_the_adjoint_of_the_convolution(call: Call, seed: int) -> None:
    """<C v, x> = <v, C^T x>, on the leading part where the output padding reaches the stride."""
    y = conv_transpose2d(call.input, call.weight, None, **call.options)
    v = np.random.default_rng(seed).integers(-9, 10, y.shape)
    forward = {name: value for name, value in call.options.items() if name != "output_padding"}
    height, width = call.input.shape[2:]
    cv = conv2d(v, call.weight, None, **forward)[:, :, :height, :width]
    assert np.vdot(cv, call.input) == np.vdot(v, y)


@settings(max_examples=300)
@given(axes(most=40))
def test_sizes_of_an_axis(axis: TransposedAxis) -> None:
    """The stamps reach the first and the last canvas cell, and the convolution goes back to the input's size."""
    touched = {p for i in range(axis.input) for p in range(*axis.landing(i).indices(axis.canvas))}
    assert max(touched) == axis.canvas - 1 and min(touched) == 0
    forward = ConvolutionAxis(axis.output, axis.kernel, axis.stride, axis.padding, axis.dilation)
    assert forward.output == axis.input + axis.output_padding // axis.stride


@given(axes(most=9))
def test_phases_share_the_taps_out(axis: TransposedAxis) -> None:
    """Each tap meets one phase, and there the cell it says it reads is the one whose stamp lands on it."""
    for phase, taps in axis.phases.items():
        for tap, shift in taps:
            for m, cell in enumerate(range(phase, axis.output, axis.stride)):
                if 0 <= m + shift < axis.input:
                    assert range(*axis.landing(m + shift).indices(axis.canvas))[tap] == cell + axis.padding
    met = [tap for taps in axis.phases.values() for tap, _ in taps]
    assert len(met) == len(set(met)) and (axis.output < axis.stride or len(met) == axis.kernel)


@given(st.integers(1, 30), st.integers(1, 5), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3))
def test_one_output_padding_undoes_each_encoder_size(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    """A stride-s convolution maps s sizes to one; op = (n + 2p - K) mod s tells them apart."""
    forward = ConvolutionAxis(size, kernel, stride, padding, dilation)
    rest = size + 2 * padding - forward.reach
    assert forward.output == max(0, rest // stride + 1)
    if forward.output:
        assert TransposedAxis(forward.output, kernel, stride, padding, rest % stride, dilation).output == size


@pytest.mark.parametrize("method", [None, *METHODS])
@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int8", "int64", "uint8", "complex64"])
def test_the_dtype_is_kept_and_inputs_are_not_written_to(method: str | None, dtype: str) -> None:
    x, w = np.arange(1, 5, dtype=dtype).reshape(1, 1, 2, 2), np.arange(9, dtype=dtype).reshape(1, 1, 3, 3)
    b = np.ones(1, dtype)
    for array in (x, w, b):
        array.flags.writeable = False
    for y in (conv_transpose2d(x, w, b, 2, 1, 1, method=method), conv2d(np.tile(x, (1, 1, 2, 2)), w, b)):
        assert y.dtype == dtype and y.flags.writeable
        assert not np.shares_memory(y, x) and not np.shares_memory(y, w)
    ones = np.ones((1, 1, 1, 1), dtype)
    ones.flags.writeable = False
    same = conv_transpose2d(x, ones, method=method)
    assert not np.shares_memory(same, x) and (same == x).all()
    assert not np.shares_memory(conv2d(x, ones), x)


@pytest.mark.parametrize("method", [None, *METHODS])
def test_integers_beyond_the_floats_are_exact(method: str | None) -> None:
    big = 2**60 + 1
    x, w = np.array([[[[big, 1]]]]), np.array([[[[1, 2]]]])
    assert conv_transpose2d(x, w, method=method).tolist() == [[[[big, 2 * big + 1, 2]]]]
    assert conv2d(x, w).tolist() == [[[[big + 2]]]]


@pytest.mark.parametrize("method", [None, *METHODS])
def test_an_empty_batch_has_an_empty_result(method: str | None) -> None:
    none = np.zeros((0, 2, 3, 4))
    assert conv_transpose2d(none, np.zeros((2, 5, 3, 3)), stride=2, method=method).shape == (0, 5, 7, 9)
    assert conv2d(none, np.zeros((5, 2, 3, 3))).shape == (0, 5, 1, 2)


@pytest.mark.parametrize("method", [None, *METHODS])
def test_an_input_without_a_batch(method: str | None) -> None:
    x, w = np.arange(12).reshape(2, 2, 3), np.arange(24).reshape(2, 3, 2, 2)
    assert (conv_transpose2d(x, w, method=method) == conv_transpose2d(x[None], w)[0]).all()
    assert (conv2d(x, w.swapaxes(0, 1)) == conv2d(x[None], w.swapaxes(0, 1))[0]).all()


def both_ways(x: list[Any], w: list[Any], **options: Any) -> list[Any]:
    return [conv_transpose2d([[x]], [[w]], method=m, **options)[0, 0].tolist() for m in (None, *METHODS)]


def test_the_authors_example() -> None:
    grid = np.arange(1, 17).reshape(1, 1, 4, 4)
    kernel = [[1, 0], [0, -1]]
    small = conv2d(grid, [[kernel]], stride=2)
    assert small.tolist() == [[[[-5, -5], [-5, -5]]]]
    back = [[-5, 0, -5, 0], [0, 5, 0, 5], [-5, 0, -5, 0], [0, 5, 0, 5]]
    assert both_ways([[-5, -5], [-5, -5]], kernel, stride=2) == [back] * 5


def test_cells_past_the_canvas_hold_the_bias_alone() -> None:
    assert both_ways([[1]], [[3]], bias=[7], stride=3, output_padding=(0, 2)) == [[[10, 7, 7]]] * 5
