"""Transposed convolution, one number at a time: a small core, its traces and its figures."""

from tconv.core.ops import METHODS, conv2d, conv_transpose2d

__all__ = ["METHODS", "conv2d", "conv_transpose2d"]
__version__ = "0.1.0"
