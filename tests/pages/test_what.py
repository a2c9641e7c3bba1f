"""The matrix that the page on what the operation is writes out."""

import numpy as np
import pytest
from pages import DOCS, blocks

from tconv import conv_transpose2d


@pytest.mark.parametrize("x", [[1.0, 0.0], [0.0, 1.0], [2.0, -3.0]])
def test_both_matrices_are_those_of_the_operation(x: list[float]) -> None:
    """C and its transpose stand side by side; the kernel is the start of the first row, and the stride 2."""
    [block] = [block for block in blocks((DOCS / "what.md").read_text("utf-8")) if "Cᵀ" in block[0]]
    middle = block[0].index("Cᵀ")
    c, transpose = (
        np.array([list(map(float, line.split())) for line in lines if line.strip()])
        for lines in (
            [line[:middle].replace("C =", "") for line in block],
            [line[middle:].replace("Cᵀ =", "") for line in block],
        )
    )
    kernel = c[None, None, :1, :3]
    wanted = conv_transpose2d(np.array(x)[None, None, None], kernel, stride=(1, 2))[0, 0, 0]
    assert (transpose == c.T).all() and (transpose @ x == wanted).all()
