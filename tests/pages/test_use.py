"""What the page on where it is used says of other frameworks, in their own terms."""

import numpy as np

from tconv import conv_transpose2d


def test_the_same_shape_and_other_numbers() -> None:
    """Kernel 3, stride 2: cropped at the end as Keras does, and at the start as padding 1, output padding 1 do."""
    random = np.random.default_rng(0)
    x, w = random.standard_normal((1, 2, 4, 5)), random.standard_normal((2, 3, 3, 3))
    whole = conv_transpose2d(x, w, stride=2)
    start = conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)
    end = whole[..., :-1, :-1]
    assert start.shape == end.shape == (1, 3, 8, 10)
    assert (start == whole[..., 1:, 1:]).all() and not np.allclose(start, end)
