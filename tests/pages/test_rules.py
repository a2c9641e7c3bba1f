"""Rules that more than one page states, in the same words."""

import inspect
import json
import re

import numpy as np
import pytest
from hypothesis import given
from pages import DOCS
from strategies import Call, calls

from tconv import conv_transpose2d

CROP = "crop *p* at the start and *p* − *op* at the end; below zero, add"
NOTEBOOK = DOCS / "notebooks/transposed-convolution.ipynb"


def said(name: str) -> str:
    """Read a page, or the text of the notebook, on one line."""
    if name == "notebook":
        cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    else:
        text = (DOCS / f"{name}.md").read_text("utf-8")
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["what", "difference", "upsampling", "parameters", "use", "glossary", "notebook"])
def test_one_sentence_says_what_padding_does(name: str) -> None:
    assert re.search(f"[Cc]{re.escape(CROP[1:])}", said(name))


@given(calls())
def test_what_padding_does(call: Call) -> None:
    """Crop the canvas by the sentence, add cells where it is below zero, and then the bias: that is the output."""
    options = call.options
    settings = {name: options[name] for name in ("stride", "dilation", "groups")}
    whole = conv_transpose2d(call.input, call.weight, **settings)
    for axis, (start, extra) in enumerate(zip(options["padding"], options["output_padding"], strict=True), 2):
        end = start - extra
        room = [(0, 0)] * 4
        room[axis] = (0, max(0, -end))
        whole = np.pad(whole, room)
        whole = np.take(whole, range(start, whole.shape[axis] - max(0, end)), axis)
    bias = 0 if call.bias is None else call.bias[:, None, None]
    assert (whole + bias == conv_transpose2d(**call.arguments)).all()


def test_what_a_setting_is_that_is_not_mentioned() -> None:
    rule = "stride, dilation and groups are then 1, and padding, output padding and bias are 0"
    assert rule in said("what") and rule in said("glossary")
    defaults = {name: each.default for name, each in inspect.signature(conv_transpose2d).parameters.items()}
    assert all(defaults[name] == 1 for name in ("stride", "dilation", "groups"))
    assert all(not defaults[name] for name in ("padding", "output_padding", "bias"))
