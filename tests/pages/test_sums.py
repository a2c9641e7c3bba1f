"""Every sum that a page writes out is right."""

from pathlib import Path

import pytest
from pages import PAGES, prose
from sums import EQUALS, SUM, holds


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_sums_on_the_page_are_right(page: Path) -> None:
    found = SUM.findall(prose(page))
    assert len(found) == len(EQUALS.findall(prose(page))), "a sum is written as this test does not read it"
    assert [each for each in found if not holds(each)] == []


def test_a_wrong_sum_is_seen() -> None:
    found = SUM.findall("so 2 × (2 − 1) + 3 = 5, and −5 × −1 = 4, at (2 × 1, 2 × 0) = (2, 0)")
    assert [holds(each) for each in found] == [True, False, True]
