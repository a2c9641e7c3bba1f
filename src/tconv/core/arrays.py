"""The type of every array here: numpy's, of any shape and dtype; docstrings say which."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
