"""Turn input and kernel into the output fast: the phases, each as a few matrix products on blocks that stay in cache.

Every output phase is a small convolution of the input with its own taps. The taps of one kernel row
are summed by one product: the input is laid out once for each of their column shifts, and because a
row shift only moves the start, every kernel row reads the same layout.
"""

from functools import reduce
from itertools import product
from operator import iadd

import numpy as np

from tconv.core.arrays import Array, zeros
from tconv.core.cut import cut
from tconv.core.sizes import TransposedAxis

BLOCK_BYTES = 2**20
"""Bytes of the input's layout for one block of rows: a layout of this size stays in the processor's cache."""


def fast(x: Array, w: Array, rows: TransposedAxis, cols: TransposedAxis) -> Array:
    """Compute the transposed convolution; same arguments and same result as each of the four definitions."""
    if _tiles(rows) and _tiles(cols):
        return _tile(x, w)
    n, channels = x.shape[:2]
    y = zeros((n, w.shape[1], rows.output, cols.output), x.dtype)
    if not rows.phases or not cols.phases:
        return y
    top, bottom = _shifts(rows)
    left, right = _shifts(cols)
    tall, wide = (-(-axis.output // axis.stride) for axis in (rows, cols))
    padded = cut(x, top, left, tall + bottom - top, wide + right - left)
    kernel_rows = {q: _kernel_rows(w, [b for b, _ in taps]) for q, taps in cols.phases.items()}
    most = max(map(len, cols.phases.values()))
    block = max(1, BLOCK_BYTES // (most * channels * wide * x.itemsize))
    for image, m, (q, col_taps) in product(range(n), range(0, tall, block), cols.phases.items()):
        lines = padded[image, :, m : m + block + bottom - top]
        width = len(range(q, cols.output, cols.stride))
        layout = np.concatenate([lines[:, :, shift - left :][:, :, :width] for _, shift in col_taps])
        layout = layout.reshape(len(layout), -1)
        for r, row_taps in rows.phases.items():
            part = y[image, :, r :: rows.stride, q :: cols.stride][:, m : m + block]
            cells = part.shape[1] * width
            starts = ((a, (shift - top) * width) for a, shift in row_taps)
            sums = (kernel_rows[q][a] @ layout[:, start : start + cells] for a, start in starts)
            part[...] = reduce(iadd, sums).reshape(part.shape)
    return y


def _shifts(axis: TransposedAxis) -> tuple[int, int]:
    """Find the lowest and the highest shift that any tap has in any phase."""
    shifts = [shift for taps in axis.phases.values() for _, shift in taps]
    return min(shifts), max(shifts)


def _kernel_rows(w: Array, taps: list[int]) -> Array:
    """Lay each kernel row out as a matrix: C_out rows, a column for each of `taps` and channel."""
    chosen = w[:, :, :, taps].transpose(2, 1, 3, 0)
    return np.ascontiguousarray(chosen).reshape(w.shape[2], w.shape[1], -1)


def _tiles(axis: TransposedAxis) -> bool:
    """Return True if the stamps lie edge to edge, with nothing cropped or added."""
    return axis.kernel == axis.stride and axis.dilation == 1 and axis.output == axis.canvas and not axis.padding


def _tile(x: Array, w: Array) -> Array:
    """Make every stamp by one product, and lay them side by side."""
    (n, channels, height, width), (_, out, k_h, k_w) = x.shape, w.shape
    stamps = np.matmul(w.reshape(channels, -1).T, x.reshape(n, channels, height * width))
    grid: Array = stamps.reshape(n, out, k_h, k_w, height, width).transpose(0, 1, 4, 2, 5, 3)
    return grid.reshape(n, out, height * k_h, width * k_w)
