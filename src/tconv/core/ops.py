"""The two operations: PyTorch's names, argument order and refusals, on numpy arrays."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from tconv.core import arguments
from tconv.core.arguments import Pair
from tconv.core.arrays import Array
from tconv.core.cut import cut
from tconv.core.fast import fast
from tconv.core.methods import DEFINITIONS, Method
from tconv.core.sizes import ConvolutionAxis, TransposedAxis

METHODS = tuple(DEFINITIONS)

Axis = TypeVar("Axis", ConvolutionAxis, TransposedAxis)


def conv2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> Array:
    """Convolve: slide the kernel over the padded input, sum the products at each place.

    As in deep learning the kernel is not turned: this is what signal processing calls a
    cross-correlation. The output has floor((i + 2p - K) / s) + 1 cells on an axis, where
    K = d(k - 1) + 1.

    Parameters
    ----------
    input : array of shape (N, C_in, H, W) or (C_in, H, W)
        Integers, floats or complex numbers. It is never written to.
    weight : array of shape (C_out, C_in / groups, kH, kW)
        The kernels, of the input's dtype.
    bias : array of shape (C_out,), optional
        Added to every cell of its channel.
    stride, dilation : int or (int, int)
        At least 1, in cells; a pair is (rows, columns).
    padding : int or (int, int)
        Zeros put around the input on each side, at least 0. PyTorch's words 'same' and 'valid' are not taken.
    groups : int
        Divides both channel counts; each group sees its own channels alone.

    Returns
    -------
    array of shape (N, C_out, H_out, W_out) or (C_out, H_out, W_out)
        Of the input's dtype; integers are summed exactly, modulo the width of that dtype.

    Raises
    ------
    TypeError
        A dtype that is not a number or not shared, or a parameter that is not an integer.
    ValueError
        A shape, size or parameter outside its bound, and what the bound is.

    References
    ----------
    Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, chapter 2.

    Examples
    --------
    >>> conv2d([[[1, 2, 3, 4], [5, 6, 7, 8]]], [[[[1, 0], [0, -1]]]], stride=2)
    array([[[-5, -5]]])
    """
    x, w, b = arguments.arrays(input, weight, bias)
    if x.ndim == 3:
        without_batch: Array = conv2d(x[None], w, b, stride, padding, dilation, groups)[0]
        return without_batch
    strides = arguments.pair("stride", stride, least=1)
    paddings = arguments.pair("padding", padding, least=0)
    dilations = arguments.pair("dilation", dilation, least=1)
    groups = arguments.group_count(groups, {"input's channels": x.shape[1], "weight's output channels": w.shape[0]})
    arguments.check_equal("weight.shape[1]", w.shape[1], x.shape[1] // groups, "the input's channels / groups")
    if b is not None:
        arguments.check_equal("bias.shape[0]", b.shape[0], w.shape[0], "the output's channels")
    rows, cols = map(ConvolutionAxis, x.shape[2:], w.shape[2:], strides, paddings, dilations)
    arguments.check_output(
        (rows.output, cols.output),
        f"padded input {(rows.padded, cols.padded)} and a kernel that reaches over {(rows.reach, cols.reach)}",
    )
    return _in_groups(_convolve, x, w, b, rows, cols, groups)


def _convolve(x: Array, w: Array, rows: ConvolutionAxis, cols: ConvolutionAxis) -> Array:
    padded = cut(x, -rows.padding, -cols.padding, rows.padded, cols.padded)
    windows = sliding_window_view(padded, (rows.reach, cols.reach), axis=(2, 3))
    patches = windows[:, :, :: rows.stride, :: cols.stride, :: rows.dilation, :: cols.dilation]
    return np.moveaxis(np.tensordot(patches, w, axes=((1, 4, 5), (1, 2, 3))), 3, 1)


def conv_transpose2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Pair = 0,
    output_padding: Pair = 0,
    groups: int = 1,
    dilation: Pair = 1,
    *,
    method: str | None = None,
) -> Array:
    """Convolve transposed: stamp the kernel, times each input value, onto a canvas; crop.

    The canvas has s(i - 1) + K cells on an axis, where K = d(k - 1) + 1. The output is its
    window [p, p + o) with o = s(i - 1) + K - 2p + op: padding crops.

    Parameters
    ----------
    input : array of shape (N, C_in, H, W) or (C_in, H, W)
        Integers, floats or complex numbers. It is never written to.
    weight : array of shape (C_in, C_out / groups, kH, kW)
        The kernels, of the input's dtype; the layout is the convolution's, seen backwards.
    bias : array of shape (C_out,), optional
        Added to every cell of its channel, also where no stamp lands.
    stride, dilation : int or (int, int)
        At least 1, in cells: between neighbouring stamps, and between a kernel's taps.
    padding : int or (int, int)
        Cells cropped from the canvas on each side, at least 0.
    output_padding : int or (int, int)
        Cells kept, or added, at the end of each axis; below max(stride, dilation) there.
    groups : int
        Divides both channel counts; each group sees its own channels alone.
    method : str, optional
        One of `METHODS`, to compute by that definition; by default, the fast way.

    Returns
    -------
    array of shape (N, C_out, H_out, W_out) or (C_out, H_out, W_out)
        Of the input's dtype; integers are summed exactly, modulo the width of that dtype.

    Raises
    ------
    TypeError
        A dtype that is not a number or not shared, or a parameter that is not an integer.
    ValueError
        A shape, size, parameter or method outside its bound, and what the bound is.

    References
    ----------
    Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, chapter 4.

    Examples
    --------
    >>> conv_transpose2d([[[1, 2]]], [[[[10, 20, 30]]]], stride=2)
    array([[[10, 20, 50, 40, 60]]])
    """
    x, w, b = arguments.arrays(input, weight, bias)
    if x.ndim == 3:
        batch = conv_transpose2d(x[None], w, b, stride, padding, output_padding, groups, dilation, method=method)
        without_batch: Array = batch[0]
        return without_batch
    strides = arguments.pair("stride", stride, least=1)
    paddings = arguments.pair("padding", padding, least=0)
    extras = arguments.pair("output_padding", output_padding, least=0)
    dilations = arguments.pair("dilation", dilation, least=1)
    for extra, s, d in zip(extras, strides, dilations, strict=True):
        if extra >= max(s, d):
            raise ValueError(
                f"output_padding must be below max(stride, dilation) = {max(s, d)} on its axis, got {output_padding!r}"
            )
    groups = arguments.group_count(groups, {"input's channels": x.shape[1]})
    arguments.check_equal("weight.shape[0]", w.shape[0], x.shape[1], "the input's channels")
    if b is not None:
        arguments.check_equal("bias.shape[0]", b.shape[0], w.shape[1] * groups, "weight.shape[1] * groups")
    rows, cols = map(TransposedAxis, x.shape[2:], w.shape[2:], strides, paddings, extras, dilations)
    arguments.check_output(
        (rows.output, cols.output),
        f"canvas {(rows.canvas, cols.canvas)} less padding {paddings} on each side",
    )
    return _in_groups(_definition(method), x, w, b, rows, cols, groups)


def _in_groups(
    operation: Callable[[Array, Array, Axis, Axis], Array],
    x: Array,
    w: Array,
    b: Array | None,
    rows: Axis,
    cols: Axis,
    groups: int,
) -> Array:
    """Run the operation on each group of channels alone, join the results, add the bias."""
    pairs = zip(np.split(x, groups, axis=1), np.split(w, groups, axis=0), strict=True)
    parts = [operation(x_group, w_group, rows, cols) for x_group, w_group in pairs]
    y = parts[0] if groups == 1 else np.concatenate(parts, axis=1)
    if b is not None:
        y += b[:, None, None]
    return y


def _definition(method: str | None) -> Method:
    if method is None:
        return fast
    if not isinstance(method, str) or method not in DEFINITIONS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    return DEFINITIONS[method]
