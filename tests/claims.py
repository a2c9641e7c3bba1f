"""Read what the pages claim, and compute it: the sums in their prose, the cells that no stamp reaches."""

import re

import numpy as np
from conftest import ROOT

from tconv import conv_transpose2d
from tconv.example import Example

DOCS = ROOT / "docs"

VALUE = r"−?\d+(?:\.\d+)?"
TERM = rf"(?:{VALUE}|\({VALUE}\)|\({VALUE} [+−] {VALUE}\))"
SIDE = rf"{TERM}(?:\s+[×+−]\s+{TERM})+"
SUM = re.compile(rf"{SIDE}\s+=\s+{VALUE}|\({SIDE}, {SIDE}\)\s+=\s+\({VALUE}, {VALUE}\)")
EQUALS = re.compile(r"[\d)]\s+=\s+[\d(−]")


def holds(equation: str) -> bool:
    """Compute both sides of an equation as a page writes it."""
    for sign, operator in (("×", "*"), ("−", "-"), ("=", "=="), ("\n", " ")):
        equation = equation.replace(sign, operator)
    return bool(eval(equation, {"__builtins__": {}}))


def unreached(example: Example) -> np.ndarray:
    """Find the output cells that no stamp lands on: they stay 0 when input and kernel are all ones."""
    ones = np.ones((1, 1, *example.x.shape)), np.ones((1, 1, *example.w.shape))
    parameters = example.stride, example.padding, example.output_padding, 1, example.dilation
    return conv_transpose2d(*ones, None, *parameters)[0, 0] == 0
