"""The one type of all arrays: numpy's, of any shape and dtype; the docstring of each function says which."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
