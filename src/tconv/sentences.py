"""What a figure says at each step: the templates, as data, and how they are filled.

A template is plain text with fields in braces. A field named after a role, or marked `field|role`,
is shown in that role's colour; a role without a value stands for its own word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

ROLES = frozenset({"input", "kernel", "stamp", "output"})

TEMPLATES = {
    "scatter.bias": "Every output cell starts at the bias, {bias|output}.",
    "scatter.stamp": (
        "Input cell {cell} holds {input}. Multiply the whole {kernel} by {input} "
        "and add this {stamp} on {rows}, {columns} of the {grid}."
    ),
    "scatter.meet": (
        "Cell {cell} already held {before|output}: now it holds "
        "{before|output}\N{NO-BREAK SPACE}{addend|stamp}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{after|output}."
    ),
    "scatter.done": "That was the last stamp: the {output} is complete.",
    "scatter.crop": "That was the last stamp. The crop window keeps {rows}, {columns}: that is the {output}.",
}


@dataclass(frozen=True)
class Span:
    """A piece of a sentence; `role` is empty where it has none."""

    text: str
    role: str = ""


Sentence = tuple[Span, ...]


def sentence(key: str, values: Mapping[str, str]) -> Sentence:
    """Fill one template."""
    spans = []
    for text, field, _, _ in Formatter().parse(TEMPLATES[key]):
        if text:
            spans.append(Span(text))
        if field:
            name, _, role = field.partition("|")
            role = role or (name if name in ROLES else "")
            spans.append(Span(name if name in ROLES and name not in values else values[name], role))
    return tuple(spans)


def join(sentences: list[Sentence]) -> Sentence:
    """Put sentences after one another, a space between."""
    spans: list[Span] = []
    for each in sentences:
        spans += [Span(" "), *each] if spans else each
    return tuple(spans)


def plain(told: Sentence) -> str:
    """Read a sentence as text alone."""
    return "".join(span.text for span in told)
