"""Read a sentence of a figure back: everything that it says in numbers, whatever its words.

It relies on the vocabulary: rows and columns, cells as (1, 0), counts as "2 zeros", sums as 2 + 3 = 5, and on the role
that a number is coloured by.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

from sums import SUM

from tconv.words.numbers import number
from tconv.words.sentences import Sentence, plain

Cell = tuple[int, int]
Lines = tuple[int, ...]
"""Rows or columns."""
Numbers = tuple[str, ...]
"""Numbers as a figure writes them."""

Item = TypeVar("Item")

VALUE = re.compile(r"−?\d+(?:\.\d+)?")
CELL = re.compile(r"\((\d+), (\d+)\)")
SIZE = re.compile(r"\b(\d+) × (\d+)\b")
PLACES = re.compile(r"\b(row|column|input)(s?)(?: numbered)? (\d+–\d+|\d+(?:, \d+)*(?: and \d+)?)", re.IGNORECASE)
COUNT = re.compile(
    r"\b(no|one(?= value)|\d+) (zero|row|column|cell|value|phase)(s?)\b( cropped)?(?=([^.,;:]*))", re.IGNORECASE
)
AMOUNTS = {"no": 0, "one": 1}
SIDE = re.compile(r"between|before|after|above|below|left|right")
BOTH_AXES = {"before": ("above", "left"), "after": ("below", "right")}


@dataclass(frozen=True)
class Sum:
    """A sum written out: its products and its other terms in no order, as it may name them in any."""

    products: tuple[Numbers, ...]
    others: Numbers
    result: str

    @classmethod
    def of(cls, products: Iterable[tuple[float, float]], others: Iterable[float], result: float) -> "Sum":
        """Write the numbers of a sum as a figure does."""
        pairs = (tuple(sorted(map(number, pair))) for pair in products)
        return cls(tuple(sorted(pairs)), tuple(sorted(map(number, others))), number(result))

    @classmethod
    def read(cls, written: str) -> "Sum":
        """Read the numbers of a sum."""
        left, result = written.split(" = ")
        first, *rest = re.split(r" ([+−]) ", left)
        terms = [first]
        for sign, term in zip(rest[::2], rest[1::2], strict=True):
            terms.append(f"−{term}" if sign == "−" else term)
        products = (tuple(sorted(VALUE.findall(term))) for term in terms if "×" in term)
        others = (value for term in terms if "×" not in term for value in VALUE.findall(term))
        return cls(tuple(sorted(products)), tuple(sorted(others)), result)


@dataclass(frozen=True)
class Facts:
    """All that a sentence says in numbers, each once, in the order of their first mention.

    `values`: for each role the numbers of that colour, those of one list together. `counts`: how many of a thing, and
    for zeros on which side; a negative one is cropped. `numbered`: inputs by their number. `rest`: any other number,
    such as the degrees of a half turn.
    """

    cells: tuple[Cell, ...] = ()
    rows: tuple[Lines, ...] = ()
    columns: tuple[Lines, ...] = ()
    numbered: tuple[Lines, ...] = ()
    values: Mapping[str, tuple[Numbers, ...]] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sizes: tuple[Cell, ...] = ()
    rest: frozenset[str] = frozenset()


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Keep each item where it is first mentioned."""
    return tuple(dict.fromkeys(items))


def together(*parts: Facts) -> Facts:
    """Join the facts of several sentences."""
    values: dict[str, tuple[Numbers, ...]] = {}
    counts: dict[str, tuple[int, ...]] = {}
    for part in parts:
        values |= {role: once((*values.get(role, ()), *numbers)) for role, numbers in part.values.items()}
        counts |= {thing: (*counts.get(thing, ()), *how_many) for thing, how_many in part.counts.items()}
    return Facts(
        cells=once(cell for part in parts for cell in part.cells),
        rows=once(lines for part in parts for lines in part.rows),
        columns=once(lines for part in parts for lines in part.columns),
        numbered=once(lines for part in parts for lines in part.numbered),
        values=values,
        sums=once(each for part in parts for each in part.sums),
        counts=counts,
        sizes=once(size for part in parts for size in part.sizes),
        rest=frozenset().union(*(part.rest for part in parts)),
    )


def differences(said: Facts, promised: Facts) -> list[str]:
    """Find where a sentence says less than is promised, or anything else; a number of the rest it may leave out."""
    found = [f"{number} is no number of this step" for number in sorted(said.rest - promised.rest)]
    for each in fields(Facts):
        says, should = getattr(said, each.name), getattr(promised, each.name)
        if each.name != "rest" and says != should:
            found.append(f"{each.name}: it says {says}, and promises {should}")
    return found


def text(sentence: Sentence) -> str:
    """Read a sentence as text, with spaces of one kind."""
    return spaced(plain(sentence))


def spaced(written: str) -> str:
    return written.replace("\N{NO-BREAK SPACE}", " ")


def read(sentence: Sentence) -> Facts:
    """Read all facts of a sentence: coloured numbers by their role, the others by the words around them."""
    values: dict[str, tuple[Numbers, ...]] = {}
    for span in sentence:
        addend = re.sub(r"^− ", "−", spaced(span.text))
        if span.role and (found := tuple(VALUE.findall(addend))):
            values[span.role] = once((*values.get(span.role, ()), found))
    bare = spaced("".join("" if span.role else span.text for span in sentence))
    places: dict[str, list[Lines]] = {"row": [], "column": [], "input": []}
    for what, _, numbers in PLACES.findall(bare):
        places[what.lower()].append(listed(numbers))
    rest = bare
    for pattern in (CELL, PLACES, SIZE, COUNT):
        rest = pattern.sub("", rest)
    return Facts(
        cells=once((int(row), int(column)) for row, column in CELL.findall(bare)),
        rows=once(places["row"]),
        columns=once(places["column"]),
        numbered=once(places["input"]),
        values=values,
        sums=once(map(Sum.read, SUM.findall(text(sentence)))),
        counts=counted(bare),
        sizes=once((int(rows), int(columns)) for rows, columns in SIZE.findall(bare)),
        rest=frozenset(VALUE.findall(rest)),
    )


def listed(places: str) -> Lines:
    """Read "2–4" or "0, 2 and 4"."""
    numbers = [int(each) for each in re.findall(r"\d+", places)]
    return tuple(range(numbers[0], numbers[-1] + 1)) if "–" in places else tuple(numbers)


def counted(bare: str) -> dict[str, tuple[int, ...]]:
    """Read how many things there are: by the side where they stand, or else by their name; rows before columns."""
    found: dict[str, tuple[int, ...]] = {}
    for how_many, thing, _, cropped, after in COUNT.findall(bare):
        n = AMOUNTS[how_many.lower()] if how_many.lower() in AMOUNTS else int(how_many)
        for place in SIDE.findall(after) or [thing.lower()]:
            found[place] = (*found.get(place, ()), -n if cropped else n)
    if "before" in found:
        found["between"] *= 2
        for once, sides in BOTH_AXES.items():
            found |= dict.fromkeys(sides, found.pop(once))
    return found


def slips_of_number(sentence: Sentence) -> list[str]:
    """Find a word in the singular that names several things, or in the plural that names one."""
    places, counts = (list(pattern.finditer(text(sentence))) for pattern in (PLACES, COUNT))
    slips = [found[0] for found in places if (len(listed(found[3])) > 1) != (found[2] == "s")]
    return slips + [found[0] for found in counts if (found[1].lower() in ("1", "one")) == (found[3] == "s")]
