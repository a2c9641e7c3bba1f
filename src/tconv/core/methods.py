"""Turn input and kernel into the output by each of the four definitions, written to be read and not to be fast.

All take x (N, C_in, H, W), w (C_in, C_out, kH, kW) and the two axes, for one group without bias,
and return (N, C_out, H_out, W_out). They agree on every call with finite numbers whose sums neither round nor
overflow, so any of them may be taken as the definition. What a method needs beside the output has a bound in bytes.
"""

from collections.abc import Callable
from itertools import product
from math import prod

import numpy as np

from tconv.core.arrays import Array, zeros
from tconv.core.cut import cut
from tconv.core.sizes import TransposedAxis

Method = Callable[[Array, Array, TransposedAxis, TransposedAxis], Array]

MOST_BYTES = 2**30
"""Largest canvas, spread input or matrix that is built: a larger one could take all memory before anything is said,
even where the output is small."""


def scatter(x: Array, w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Multiply the kernel by each input value, add the stamp where it lands, crop at the end."""
    shape = x.shape[0], w.shape[1], rows.canvas, cols.canvas
    _check_bytes("scatter", "canvas", shape, x.itemsize)
    canvas = zeros(shape, x.dtype)
    for i, j in np.ndindex(rows.input, cols.input):
        stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
        canvas[:, :, rows.landing(i), cols.landing(j)] += stamp
    return cut(canvas, rows.padding, cols.padding, rows.output, cols.output)


def gather(x: Array, w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Put s - 1 zeros between inputs, pad K - 1 - p, slide the kernel turned by 180 degrees."""
    padded = spread(x, rows, cols)
    turned = w[:, :, ::-1, ::-1]
    y = zeros((x.shape[0], w.shape[1], rows.output, cols.output), x.dtype)
    for r, q in np.ndindex(rows.output, cols.output):
        patch = padded[:, :, r : r + rows.reach : rows.dilation, q : q + cols.reach : cols.dilation]
        y[:, :, r, q] = np.einsum("ncab,cfab->nf", patch, turned)
    return y


def spread(x: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Put s - 1 zeros between inputs and pad K - 1 - p before, K - 1 - p + op after; a negative pad crops."""
    height, width = rows.stride * (rows.input - 1) + 1, cols.stride * (cols.input - 1) + 1
    padded_height, padded_width = rows.output + rows.reach - 1, cols.output + cols.reach - 1
    for shape in ((*x.shape[:2], height, width), (*x.shape[:2], padded_height, padded_width)):
        _check_bytes("gather", "padded input", shape, x.itemsize)
    apart = zeros((*x.shape[:2], height, width), x.dtype)
    apart[:, :, :: rows.stride, :: cols.stride] = x
    return cut(apart, -rows.zeros_before, -cols.zeros_before, padded_height, padded_width)


def matrix(x: Array, w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Flatten the input, multiply it by the convolution's matrix transposed, reshape."""
    c = convolution_matrix(w, rows, cols)
    n, size = x.shape[0], (w.shape[1], rows.output, cols.output)
    flat = x.reshape(n, c.shape[0])
    return (c.T @ flat.T).T.reshape(n, *size)


def phases(x: Array, w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Compute each output phase by the few taps that meet it, then interleave the phases."""
    y = zeros((x.shape[0], w.shape[1], rows.output, cols.output), x.dtype)
    for (r, row_taps), (q, col_taps) in product(rows.phases.items(), cols.phases.items()):
        phase = y[:, :, r :: rows.stride, q :: cols.stride]
        for (a, down), (b, right) in product(row_taps, col_taps):
            shifted = cut(x, down, right, *phase.shape[2:])
            phase += np.einsum("nchw,cf->nfhw", shifted, w[:, :, a, b])
    return y


def convolution_matrix(w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Build C, the matrix of the convolution that the transposed convolution runs backwards.

    Row (c, i, j) holds the kernel where the window of cell (i, j) lies: C turns a flattened
    (C_out, H_out, W_out) grid into a flattened (C_in, H, W) one, so C^T goes the other way.
    """
    small = (w.shape[0], rows.input, cols.input)
    large = (w.shape[1], rows.output, cols.output)
    _check_bytes("matrix", "matrix", small + large, w.itemsize)
    c = zeros(small + large, w.dtype)
    for i, j, a, b in np.ndindex(rows.input, cols.input, *w.shape[2:]):
        r = i * rows.stride + a * rows.dilation - rows.padding
        q = j * cols.stride + b * cols.dilation - cols.padding
        if 0 <= r < rows.output and 0 <= q < cols.output:
            c[:, i, j, :, r, q] = w[:, :, a, b]
    return c.reshape(prod(small), prod(large))


def _check_bytes(method: str, what: str, shape: tuple[int, ...], itemsize: int) -> None:
    """Raise ValueError unless an array that only this method needs stays within MOST_BYTES."""
    size = prod(shape) * itemsize
    if size > MOST_BYTES:
        raise ValueError(
            f"method {method!r} would need a {what} of {size:,} bytes for its shape {shape}; "
            f"at most {MOST_BYTES:,} are allowed: use another method"
        )


DEFINITIONS: dict[str, Method] = {
    "scatter": scatter,
    "gather": gather,
    "matrix": matrix,
    "phases": phases,
}
