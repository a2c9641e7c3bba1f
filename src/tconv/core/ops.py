"""The two operations: PyTorch's names, argument order and refusals, on numpy arrays."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from tconv.core import arguments
from tconv.core.arguments import Arguments, Pair
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
        Of the input's dtype, byte order included; integers are summed exactly, modulo the width of that dtype.

    Raises
    ------
    TypeError
        A dtype that is not a number or not shared, a masked array, or a parameter that is not an integer.
    ValueError
        A shape, size or parameter outside its bound, and what the bound is.
    MemoryError
        An output that this machine cannot hold, and its size.

    References
    ----------
    Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, chapter 2.

    Examples
    --------
    >>> conv2d([[[1, 2, 3, 4], [5, 6, 7, 8]]], [[[[1, 0], [0, -1]]]], stride=2)
    array([[[-5, -5]]])
    """
    given = arguments.read(input, weight, bias, stride, padding, dilation, groups)
    channels = given.x.shape[1]
    out_channels, channels_a_group, *kernel_size = given.w.shape
    arguments.check_divides(given.groups, {"input's channels": channels, "weight's output channels": out_channels})
    arguments.check_equal(
        "weight.shape[1]", channels_a_group, channels // given.groups, "the input's channels / groups"
    )
    if given.b is not None:
        arguments.check_equal("bias.shape[0]", given.b.shape[0], out_channels, "the output's channels")
    rows, cols = map(ConvolutionAxis, given.x.shape[2:], kernel_size, given.stride, given.padding, given.dilation)
    arguments.check_output(
        (rows.output, cols.output),
        f"padded input {(rows.padded, cols.padded)} and a kernel that reaches over {(rows.reach, cols.reach)}",
    )
    return _in_groups(_convolve, given, rows, cols)


def _convolve(x: Array, w: Array, rows: ConvolutionAxis, cols: ConvolutionAxis) -> Array:
    """Multiply every window of the padded input by the kernel, for one group without bias."""
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
        Of the input's dtype, byte order included; integers are summed exactly, modulo the width of that dtype.
        Floats are rounded in the order in which the method adds, so methods may differ in the last digits, and
        where a sum of float16 comes near 65,504, one may overflow to infinity and another not.

    Raises
    ------
    TypeError
        A dtype that is not a number or not shared, a masked array, or a parameter that is not an integer.
    ValueError
        A shape, size, parameter or method outside its bound, and what the bound is.
    MemoryError
        An output that this machine cannot hold, and its size.

    References
    ----------
    Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, chapter 4.

    Examples
    --------
    >>> conv_transpose2d([[[1, 2]]], [[[[10, 20, 30]]]], stride=2)
    array([[[10, 20, 50, 40, 60]]])
    """
    given = arguments.read(input, weight, bias, stride, padding, dilation, groups)
    extra = arguments.pair("output_padding", output_padding, least=0)
    for op, s, d in zip(extra, given.stride, given.dilation, strict=True):
        if op >= max(s, d):
            raise ValueError(
                f"output_padding must be below max(stride, dilation) = {max(s, d)} on its axis, "
                f"got {arguments.shown(output_padding)}"
            )
    channels = given.x.shape[1]
    in_channels, out_channels_a_group, *kernel_size = given.w.shape
    arguments.check_divides(given.groups, {"input's channels": channels})
    arguments.check_equal("weight.shape[0]", in_channels, channels, "the input's channels")
    if given.b is not None:
        out_channels = out_channels_a_group * given.groups
        arguments.check_equal("bias.shape[0]", given.b.shape[0], out_channels, "weight.shape[1] * groups")
    rows, cols = map(TransposedAxis, given.x.shape[2:], kernel_size, given.stride, given.padding, extra, given.dilation)
    arguments.check_output(
        (rows.output, cols.output),
        f"canvas {(rows.canvas, cols.canvas)} less padding {given.padding} on each side",
    )
    return _in_groups(_definition(method), given, rows, cols)


def _in_groups(
    operation: Callable[[Array, Array, Axis, Axis], Array], given: Arguments, rows: Axis, cols: Axis
) -> Array:
    """Run the operation on each group of channels alone, join the results, add the bias."""
    pairs = zip(np.split(given.x, given.groups, axis=1), np.split(given.w, given.groups, axis=0), strict=True)
    try:
        parts = [operation(x, w, rows, cols) for x, w in pairs]
        y = parts[0] if given.groups == 1 else np.concatenate(parts, axis=1)
    except MemoryError as error:
        size = rows.output, cols.output
        raise MemoryError(f"an output of {size} cells and what it is computed from are too large: {error}") from None
    y = y.astype(given.x.dtype, copy=False)  # products come in the machine's own byte order
    if given.b is not None:
        y += given.b[:, None, None]
    return y if given.batched else y.squeeze(axis=0)


def _definition(method: str | None) -> Method:
    """Find the way to compute by its name; without a name, the fast one."""
    if method is None:
        return fast
    if not isinstance(method, str) or method not in DEFINITIONS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {arguments.shown(method)}")
    return DEFINITIONS[method]
