"""Thumbnails and strips."""

from xml.etree import ElementTree as ET

import pytest

from tconv.example import Example, ExampleError
from tconv.examples import EXAMPLES
from tconv.layout.thumbnail import THUMBNAILS, lay_out_thumbnail
from tconv.output.figure import strip_steps, thumbnail
from tconv.output.svg import svg
from tconv.views import trace


@pytest.mark.parametrize("view", THUMBNAILS)
def test_a_small_picture_has_no_number_and_no_step(view: str) -> None:
    name = "crop" if view in ("scatter", "gather", "padding") else "author-convolution"
    root = ET.fromstring(svg(lay_out_thumbnail(EXAMPLES[name], view), "id"))
    assert {text.text for text in root.iter("text")} <= {"→"} and len(list(root.iter("path"))) > 0
    assert not [group for group in root.iter("g") if group.get("class") == "step"]
    with pytest.raises(ExampleError, match="unknown picture 'phases'; there are: scatter, gather, matrix, padding"):
        thumbnail("crop", "phases", "id")


def test_of_many_steps_a_strip_has_the_first_one_in_the_middle_and_the_last() -> None:
    many = Example("many", "Many", "transposed", " ; ".join(["1 2 3 4 5"] * 5), "1 1; 1 1", (2, 2))
    assert strip_steps(len(trace(many, "scatter").tells)) == [1, 13, 25]
    assert strip_steps(6) == [1, 2, 3, 4, 5, 6]
