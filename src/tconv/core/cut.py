"""Cut a rectangle out of a grid, with zeros where it hangs over the edge."""

from tconv.core.arrays import Array, zeros


def cut(grid: Array, top: int, left: int, height: int, width: int) -> Array:
    """Copy the cells of `grid` (N, C, H, W) from (top, left) on; beyond its edge they are 0.

    A negative start pads with zeros, a positive one crops. Convolution pads, transposed convolution
    crops, so one function serves both.
    """
    rows, above = _inside(top, height, grid.shape[2])
    cols, before = _inside(left, width, grid.shape[3])
    copy = zeros((*grid.shape[:2], height, width), grid.dtype)
    copy[:, :, above, before] = grid[:, :, rows, cols]
    return copy


def _inside(start: int, count: int, size: int) -> tuple[slice, slice]:
    """Find where a stretch of cells meets an axis of `size` cells: its place on that axis, and in the stretch."""
    first = max(start, 0)
    last = max(first, min(start + count, size))
    return slice(first, last), slice(first - start, last - start)
