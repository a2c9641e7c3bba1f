"""Draw legal calls of the transposed convolution, over the whole space of parameters."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from tconv.core.sizes import TransposedAxis


@dataclass(frozen=True)
class Call:
    """Arguments of one call of conv_transpose2d, all arrays of small integers."""

    input: np.ndarray[Any, Any]
    weight: np.ndarray[Any, Any]
    bias: np.ndarray[Any, Any] | None
    options: dict[str, Any]

    @property
    def arguments(self) -> dict[str, Any]:
        return {"input": self.input, "weight": self.weight, "bias": self.bias, **self.options}


@st.composite
def axes(draw: st.DrawFn, most: int = 5) -> TransposedAxis:
    """Draw one axis whose output has at least one cell."""
    size, kernel = draw(st.integers(1, most)), draw(st.integers(1, 4))
    stride, dilation = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    extra = draw(st.integers(0, max(stride, dilation) - 1))
    canvas = stride * (size - 1) + dilation * (kernel - 1) + 1
    padding = draw(st.integers(0, (canvas + extra - 1) // 2))
    return TransposedAxis(size, kernel, stride, padding, extra, dilation)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Draw a legal call: batch, groups, bias and two axes of their own."""
    rows, cols = draw(axes()), draw(axes())
    assume(rows.output * cols.output <= 400)
    groups, batch = draw(st.integers(1, 3)), draw(st.integers(0, 2))
    inward, outward = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def numbers(*shape: int) -> np.ndarray[Any, Any]:
        return random.integers(-9, 10, shape)

    return Call(
        numbers(batch, groups * inward, rows.input, cols.input),
        numbers(groups * inward, outward, rows.kernel, cols.kernel),
        numbers(groups * outward) if draw(st.booleans()) else None,
        {
            "stride": (rows.stride, cols.stride),
            "padding": (rows.padding, cols.padding),
            "output_padding": (rows.output_padding, cols.output_padding),
            "dilation": (rows.dilation, cols.dilation),
            "groups": groups,
        },
    )
