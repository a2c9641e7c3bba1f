"""The one type of all arrays: numpy's, of any shape and dtype; the docstring of each function says which."""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def zeros(shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """Make an array of zeros.

    Raises
    ------
    MemoryError
        If this machine cannot hold it, or numpy cannot count its cells; it names the size.
    """
    try:
        return np.zeros(shape, dtype)
    except (MemoryError, ValueError):
        raise MemoryError(f"no memory for {prod(shape) * dtype.itemsize:,} bytes, an array of shape {shape}") from None
