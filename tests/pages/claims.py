"""Read the claims of a page, and compute them.

A paragraph, list item or table that states numbers is followed, on the next line, by a comment:

    In the first figure gather multiplies 25 × 9 = 225 times, and scatter 36 times.
    <!-- computed: 25 × 9 = 225 = overlap.y.size * overlap.w.size; 36 = overlap.x.size * overlap.w.size -->

Semicolons or line ends divide it into claims, of three kinds.

    225 = EXPRESSION    the text at the left stands in the paragraph, once, and has these numbers
    true = EXPRESSION   what the paragraph says without a number
    n from 225          the number, or the numbers, of this text are called n in the expressions after it

The text is a number as readers see it: −5, (1, 2), 2 × 3, "1, 2, 5 and 6", four. A sum is written with what it gives.
Where a number stands in a paragraph more than once, one or two words beside it tell which is meant; `16 twice` and
`16 three times` mean all of them. So a sentence may be reworded, and its numbers may not.
The names that an expression knows are those of namespace.py. The words of the notebook are read in the same way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tconv.pages.claims import COMMENT
from tconv.words.numbers import number

WORDS = "none one two three four five six seven eight nine ten eleven twelve".split()
NUMBER = re.compile(rf"(?<![\w.])−?\d+(?:\.\d+)?(?!\w|\.\d)|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
LIST_WORDS = {"and", "or", "to"}

WHOLE = r"(?<![\w.−])", r"(?!\w|\.\d)"
IN_A_SUM = r"(?<![×+−] )", r"(?! [×+−] )"
IN_A_LIST = r"(?<!\d, )(?<!\d and )(?<!\d or )(?<!\d to )", r"(?!, −?\d| (?:and|or|to) −?\d)"
"""What may not stand before and after a number that a claim names: it is no 5 of −5, of 2 × 5 or of "4 and 5"."""

LINK = re.compile(r"\[([^][]*)\]\([^()\s]*\)")
"""A link in a paragraph; the group is what is read of it."""
ITEM = re.compile(r" *(?:\d+\.|[-*]|:) ")
EQUATION = re.compile(r"(.+) = (.+)")
PREMISE = re.compile(r"([a-z]\w*) from (.+)")
REPEATED = re.compile(r"(.+?)(?: (twice|three times))?")


class ClaimError(Exception):
    """A comment that cannot be read, or a claim that is wrong."""


@dataclass(frozen=True)
class Claim:
    """A text that stands in a paragraph so many times, and what its numbers are: a name, or computed."""

    written: str
    text: str
    times: int
    name: str
    expression: str

    @property
    def numbers(self) -> list[str]:
        """The numbers of the text, as Python writes them; of a sum, what it gives."""
        found = NUMBER.findall(self.text.rpartition(" = ")[2])
        return [str(WORDS.index(each.lower())) if each.lower() in WORDS else each.replace("−", "-") for each in found]

    def places(self, paragraph: str) -> list[re.Match[str]]:
        """Find the text in a paragraph, where its numbers are named in full."""
        neighbours = [IN_A_SUM] if " = " in self.text else [IN_A_SUM, IN_A_LIST]
        before = "".join(each[0] for each in neighbours) if re.match(r"[\d(−]", self.text) else ""
        after = "".join(each[1] for each in neighbours) if re.search(r"[\d)]$", self.text) else ""
        return list(re.finditer(WHOLE[0] + before + re.escape(self.text) + after + WHOLE[1], paragraph))


@dataclass(frozen=True)
class Comment:
    """The claims of one paragraph; `line` is the comment's in the page, from 1."""

    line: int
    paragraph: str
    claims: tuple[Claim, ...]


def comments(page: str) -> list[Comment]:
    """Find every comment of a page, with the paragraph before it."""
    found = []
    for comment in COMMENT.finditer(page):
        line = page.count("\n", 0, comment.start()) + 1
        paragraph = _paragraph(page[: comment.start()], page[comment.end() :], line)
        claims = tuple(_read(claim.strip(), line) for claim in re.split(r"[;\n]", comment[1].strip()))
        found.append(Comment(line, paragraph, claims))
    if len(found) != page.count("<!--"):
        raise ClaimError("a comment is no line of its own that starts with '<!-- computed: '")
    return found


def _paragraph(before: str, after: str, line: int) -> str:
    """Read back from a comment to the start of its paragraph, list item or table."""
    lines: list[str] = []
    for each in reversed(before.splitlines()):
        if not each.strip() or each.rstrip().endswith("-->"):
            break
        lines.insert(0, each)
        if ITEM.match(each):
            break
    following = after.partition("\n")[0]
    if not lines or (following.strip() and not ITEM.match(following)):
        raise ClaimError(f"line {line}: claims stand right after the end of a paragraph, a list item or a table")
    return LINK.sub(r"\1", " ".join(" ".join(lines).split()))


def _read(written: str, line: int) -> Claim:
    equation, premise = EQUATION.fullmatch(written), PREMISE.fullmatch(written)
    if not equation and not premise:
        raise ClaimError(f"line {line}: {written!r} is neither TEXT = EXPRESSION nor NAME from TEXT")
    quoted, expression = equation.groups() if equation else ("", "")
    name, quoted = premise.groups() if premise and not equation else ("", quoted)
    repeated = REPEATED.fullmatch(quoted)
    text, often = repeated.groups() if repeated else ("", None)
    claim = Claim(written, text, {None: 1, "twice": 2, "three times": 3}[often], name, expression)
    words = [word for word in re.findall(r"[^\W\d_]+", NUMBER.sub("", text)) if word not in LIST_WORDS]
    if text != "true" and (not claim.numbers or len(words) > 2):
        raise ClaimError(f"line {line}: {text!r} must be a number, with two words beside it at most, in {written!r}")
    return claim


def check(comment: Comment, space: Mapping[str, Any]) -> None:
    """Compute every claim of a comment, with the names of a namespace.

    Raises
    ------
    ClaimError
        Which claim is wrong, and what its paragraph or the computation says instead.
    """
    names, unused = dict(space), set[str]()
    for claim in comment.claims:
        found = len(claim.places(comment.paragraph))
        if claim.text != "true" and found != claim.times:
            raise ClaimError(
                f"{claim.written!r}: {claim.text!r} stands {found} times, not {claim.times}, in {comment.paragraph!r}"
            )
        if not claim.name:
            unused -= _names(claim.expression)
            _compare(claim, _evaluate(claim, names))
        elif claim.name in names:
            raise ClaimError(f"{claim.written!r}: the name {claim.name!r} is taken")
        else:
            values = [float(each) if "." in each else int(each) for each in claim.numbers]
            names[claim.name] = values[0] if len(values) == 1 else tuple(values)
            unused.add(claim.name)
    if unused:
        raise ClaimError(f"no claim uses {', '.join(sorted(unused))}, in {comment.paragraph!r}")


def _names(expression: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]\w*", expression))


def _evaluate(claim: Claim, names: Mapping[str, Any]) -> Any:
    if not _names(claim.expression) & set(names):
        raise ClaimError(f"{claim.written!r} computes nothing: no example, no function and no number of the page")
    try:
        return eval(claim.expression, dict(names))
    except Exception as error:
        raise ClaimError(f"{claim.written!r} cannot be computed: {type(error).__name__}: {error}") from error


def _compare(claim: Claim, value: Any) -> None:
    if claim.text != "true":
        computed = [number(each).replace("−", "-") for each in np.ravel(value).tolist()]
        if claim.numbers != computed:
            raise ClaimError(f"{claim.written!r}: computed is {', '.join(computed)}")
    elif not isinstance(value, bool | np.bool_):
        raise ClaimError(f"{claim.written!r} must be true or false, and is {value!r}")
    elif not value:
        raise ClaimError(f"{claim.written!r} is not true")
