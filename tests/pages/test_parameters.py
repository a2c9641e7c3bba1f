"""What the page on kernel size, stride and padding says in general."""

from dataclasses import replace
from itertools import product
from math import gcd

from hypothesis import given
from strategies import axes

from tconv.core.sizes import TransposedAxis


def test_where_cells_can_stay_empty() -> None:
    """With the three conditions of the page, in the first and last (s - 1)(d - 1) cells alone."""
    for kernel, stride, dilation, size in product(range(1, 6), range(1, 5), range(1, 6), range(1, 21)):
        axis = TransposedAxis(size, kernel, stride, dilation=dilation)
        met = {cell for i in range(axis.input) for cell in range(axis.canvas)[axis.landing(i)]}
        edge = (stride - 1) * (dilation - 1)
        if gcd(stride, dilation) > 1 or kernel < stride:
            assert size < 20 or not set(range(axis.reach, axis.canvas - axis.reach)) <= met
        elif size >= dilation:
            assert set(range(edge, axis.canvas - edge)) <= met
            assert not edge or {edge - 1, axis.canvas - edge}.isdisjoint(met)


@given(axes(most=20))
def test_products_land_on_multiples_of_a_common_factor(axis: TransposedAxis) -> None:
    factor = gcd(axis.stride, axis.dilation)
    for i in range(axis.input):
        assert all(cell % factor == 0 for cell in range(axis.canvas)[axis.landing(i)])


@given(axes(most=20))
def test_how_to_change_the_size(axis: TransposedAxis) -> None:
    """The table: a factor of the stride, one cell more, two cells less; and what a longer kernel adds."""
    factor = axis.reach - 2 * axis.padding + axis.output_padding == axis.stride
    assert (axis.output == axis.stride * axis.input) == factor
    assert replace(axis, output_padding=axis.output_padding + 1).output == axis.output + 1
    assert replace(axis, padding=axis.padding + 1).output == axis.output - 2
    assert replace(axis, kernel=axis.kernel + 1).output == axis.output + axis.dilation
    assert replace(axis, stride=axis.stride + 1).output == axis.output + axis.input - 1


@given(axes(most=20))
def test_on_how_many_cells_the_reaches_of_neighbours_overlap(axis: TransposedAxis) -> None:
    first, second = (axis.landing(i) for i in (0, 1))
    shared = range(max(first.start, second.start), min(first.stop, second.stop))
    assert len(shared) == max(0, axis.reach - axis.stride)
