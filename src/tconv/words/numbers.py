"""Turn numbers and lists of places into the text that stands in figures and sentences."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from tconv.core.arrays import Array

MINUS = "\N{MINUS SIGN}"

_GLUE = re.compile(r" (?=[×÷=] )|(?<=[×÷=]) |(?<= [+−]) (?=[\d(])")


@lru_cache(1024)
def number(value: float) -> str:
    """Write a value as a reader would: a true minus sign, a fraction with at most ten digits.

    Noise of floats is rounded off, if the terms of the sum were below about a hundred thousand.

    >>> number(-5.0), number(0.1 + 0.2), number(0.1 + 0.2 - 0.3)
    ('−5', '0.3', '0')
    """
    value = round(value, 10)
    text = str(int(value)) if value == int(value) else f"{value:.10g}"
    return text.replace("-", MINUS)


def signed(value: float) -> str:
    """Write a value to be added, sign first.

    >>> signed(3), signed(-3), signed(0)
    ('+3', '−3', '+0')
    """
    text = number(value)
    return text if text.startswith(MINUS) else f"+{text}"


def numbers(values: Array, write: Callable[[float], str] = number) -> list[str]:
    """Write all values of an array, row after row.

    >>> from numpy import array
    >>> numbers(array([[1, -2], [0, 3]]))
    ['1', '−2', '0', '3']
    """
    return list(map(write, values.ravel().tolist()))


def added(value: float) -> str:
    r"""Write a value as the next term of a sum, which no line break divides.

    >>> added(3), added(-3)
    ('+\xa03', '−\xa03')
    """
    text = signed(value)
    return f"{text[0]}\N{NO-BREAK SPACE}{text[1:]}"


def factor(value: float, first: bool = False) -> str:
    """Write a value as a factor inside a sum: a negative one in brackets, but for the sum's first.

    >>> factor(3), factor(-3), factor(-3, first=True)
    ('3', '(−3)', '−3')
    """
    text = number(value)
    return f"({text})" if text.startswith(MINUS) and not first else text


def count(things: int, name: str) -> str:
    """Count things by their name.

    >>> count(0, "zero"), count(1, "row"), count(4, "cell")
    ('no zeros', '1 row', '4 cells')
    """
    return f"{things or 'no'} {name}{'s' * (things != 1)}"


def places(cells: Sequence[int]) -> str:
    """Name positions on an axis: a run by its ends, others one by one.

    >>> places([2, 3, 4]), places([0, 2, 4]), places([1])
    ('2–4', '0, 2 and 4', '1')
    """
    if len(cells) > 1 and list(cells) == list(range(cells[0], cells[-1] + 1)):
        return f"{cells[0]}\N{EN DASH}{cells[-1]}"
    return listed(cells)


def listed(cells: Sequence[int]) -> str:
    """Name positions one by one.

    >>> listed([1, 2, 5, 6]), listed([7])
    ('1, 2, 5 and 6', '7')
    """
    words = [str(cell) for cell in cells]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def unbroken(text: str) -> str:
    r"""Let a line of sums break before its plus and minus signs alone, and no short bracket break at all.

    >>> unbroken("so 2 × (3 − 1) + 1 = 5")
    'so 2\xa0×\xa0(3\xa0−\xa01) +\xa01\xa0=\xa05'
    """
    glued = _GLUE.sub("\N{NO-BREAK SPACE}", text)
    return re.sub(r"\([^()]{1,14}\)", lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), glued)
