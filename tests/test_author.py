"""What the page on the author's example claims, computed."""

import numpy as np
from claims import DOCS

from tconv import conv2d
from tconv.examples import EXAMPLES
from tconv.trace.convolution_matrix import trace_convolution_matrix
from tconv.trace.gather import trace_gather
from tconv.trace.phases import trace_phases
from tconv.trace.transposed_matrix import trace_transposed_matrix
from tconv.trace.window import trace_window

PAGE, PADDING = (" ".join((DOCS / name).read_text().split()) for name in ("author.md", "author-padding.md"))
DOWN, UP = EXAMPLES["author-convolution"], EXAMPLES["author-transposed"]
PADDED_DOWN, PADDED_UP = EXAMPLES["author-convolution-padded"], EXAMPLES["author-transposed-padded"]


def test_which_inputs_each_output_cell_reads() -> None:
    for step in trace_convolution_matrix(DOWN).steps:
        read = ", ".join(str(DOWN.x.flat[k]) for k in step.columns)
        assert f"Output cell ({step.cell[0]}, {step.cell[1]}) reads {'the inputs ' * (step.row == 0)}{read}: " in PAGE
        assert step.value == -5


def test_a_row_down_adds_4_and_a_column_to_the_right_adds_1() -> None:
    assert (np.diff(DOWN.x, axis=0) == 4).all() and (np.diff(DOWN.x, axis=1) == 1).all()


def test_what_goes_up_is_what_came_down() -> None:
    assert (UP.x == DOWN.y).all() and (PADDED_UP.x == PADDED_DOWN.y).all()
    assert (PADDED_UP.w == PADDED_DOWN.w).all() and (UP.w == DOWN.w).all()


def test_each_output_cell_is_a_single_product() -> None:
    told = trace_transposed_matrix(UP)
    assert told.matrix.T.shape == (16, 4) and max(len(step.inputs) for step in told.steps) == 1
    assert sorted(set(UP.y.flat)) == [-5, 0, 5]
    ground = trace_gather(UP)
    assert "one zero between the input cells and one ring of zeros around them" in PAGE
    assert ground.is_input.tolist() == [[r in (1, 3) and q in (1, 3) for q in range(5)] for r in range(5)]
    assert all(ground.is_input[step.under].sum() == 1 for step in ground.steps)
    assert [len(step.taps) for step in trace_phases(UP).steps] == [1] * 4


def test_what_was_lost() -> None:
    assert "Eight output cells are 0 now" in PAGE and (UP.y == 0).sum() == 8 and (UP.w == 0).sum() == 2
    assert "put 0, 0, 0, 5 into each 2 × 2 block" in PAGE
    for other in (DOWN.x + 100, np.tile([[0, 0], [0, 5]], (2, 2))):
        result = conv2d(other[None, None], DOWN.w[None, None], stride=2)
        assert result.ravel().tolist() == [-5] * 4


def test_with_padding() -> None:
    assert trace_window(PADDED_DOWN).padded.shape == (6, 6) and PADDED_DOWN.y.shape == (3, 3)
    assert "the kernel's −1 lies on 3, at cell (1, 0) on 9." in PADDING
    assert (PADDED_DOWN.y[0, 0], PADDED_DOWN.y[0, 1], PADDED_DOWN.y[1, 0]) == (-1, -3, -9)
    assert (PADDED_DOWN.y[-1] == [0, 14, 16]).all() and (PADDED_DOWN.y[:, -1] == [0, 8, 16]).all()
    assert "at cell (2, 1) it lies on 14, and at cells (0, 2) and (2, 0) on a zero too." in PADDING
    ground = trace_window(PADDED_DOWN).padded
    assert (ground[4, 2], ground[0, 4], ground[4, 0]) == (14, 0, 0)
    assert [step.rows[0] for step in trace_window(PADDED_DOWN).steps][::3] == [0, 2, 4]
    assert (trace_window(PADDED_DOWN).padded[2:4, 2:4] == [[6, 7], [10, 11]]).all() and PADDED_DOWN.y[1, 1] == -5
    assert "Now the corner (0, 0) is 1" in PADDING and PADDED_UP.y[0, 0] == 1 and PADDED_UP.x[0, 0] == -1
    assert PADDED_UP.axes[0].canvas == 6 and PADDED_UP.y.shape == (4, 4)
    assert "36 rows make the canvas, and the 16 in its middle are kept." in PADDING
    assert len(trace_transposed_matrix(PADDED_UP).steps) == 36 and PADDED_UP.y.size == 16
