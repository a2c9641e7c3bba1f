"""Find the sums that a text writes out, such as 2 × (2 − 1) + 3 = 5, and compute them."""

import re

VALUE = r"−?\d+(?:\.\d+)?"
TERM = rf"(?:{VALUE}|\({VALUE}\)|\({VALUE} [+−] {VALUE}\))"
SIDE = rf"{TERM}(?:\s+[×+−]\s+{TERM})+"
SUM = re.compile(rf"{SIDE}\s+=\s+{VALUE}|\({SIDE}, {SIDE}\)\s+=\s+\({VALUE}, {VALUE}\)")
EQUALS = re.compile(r"[\d)]\s+=\s+[\d(−]")
"""What any sum has, also one that SUM does not read: a text must have as many of either."""


def evaluate(written: str) -> float:
    """Compute a side of an equation as a page writes it."""
    for sign, operator in (("×", "*"), ("−", "-"), ("\n", " ")):
        written = written.replace(sign, operator)
    value: float = eval(written, {"__builtins__": {}})
    return value


def holds(written: str) -> bool:
    """Compute both sides of an equation as a page writes it."""
    left, right = written.split("=")
    return evaluate(left) == evaluate(right)
