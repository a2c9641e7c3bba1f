"""What a figure says at each step: the templates, as data, and how they are filled.

A template is plain text with fields in braces. A field named after a role, or marked `field|role`,
is shown in that role's colour; a role without a value stands for its own word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Literal, get_args

WordRole = Literal["input", "kernel", "stamp", "output"]
"""Says of a word in a sentence which grid of the figure it belongs to."""

ROLES: dict[str, WordRole] = {role: role for role in get_args(WordRole)}

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
    "compare.stamp": "Input cell {cell} holds {input}. Its {stamp} lands on {places}.",
    "compare.place": "{rows}, {columns} with {label}",
    "compare.same": "Input cell {cell} holds {input}. Its {stamp} lands on {rows}, {columns} of each canvas.",
    "compare.size": "{rows} × {columns} with {label}",
    "compare.done": "The {output} is {sizes}.",
    "gather.spread": "Set the {input} cells a stride apart and put zeros around them. {axes}",
    "gather.both": "On both axes: {between} between neighbours, {before} before, {after} after.",
    "gather.axes": (
        "Rows: {between} between neighbours, {before} above, {after} below. "
        "Columns: {columns_between} between neighbours, {columns_before} on the left, {columns_after} on the right."
    ),
    "gather.added": "Output padding put {rows} and {columns} of these at the end.",
    "gather.spared": "Output padding kept {rows} and {columns} at the end from being cropped.",
    "gather.turn": "Turn the {kernel} by 180 degrees. It will slide over this grid one cell at a time.",
    "window.pad": "Put zeros around the {input}: {rows} above and below, {columns} on the left and on the right.",
    "slide.cell": "Output cell {cell}: the {kernel} lies on {rows}, {columns}.",
    "slide.sum": "Each {input} value times the {kernel} value on it: {terms} = {sum|output}.",
    "slide.bias": "The bias, then each {input} value times the {kernel} value on it: {terms} = {sum|output}.",
    "slide.start": "{bias|output}",
    "slide.alone": "No {input} value lies under it, so it holds the bias alone, {sum|output}.",
    "slide.none": "No {input} value lies under it, so the sum is {sum|output}.",
    "matrix.flatten": (
        "Flatten the {what}: write its {cells}, row by row, as a column of numbers. "
        "The rows and columns of C count from 1."
    ),
    "matrix.input": "{input}",
    "matrix.padded": "padded {input}",
    "matrix.row": (
        "Row {row} of C makes output cell {cell}. The {kernel} lies on the inputs numbered {columns}, so its values "
        "stand in these columns, and every other entry is 0."
    ),
    "matrix.one": (
        "Row {row} of C makes output cell {cell}. The {kernel} lies on the input numbered {columns}, so its value "
        "stands in this column, and every other entry is 0."
    ),
    "matrix.sum": "Times the flattened input: {terms} = {sum|output}.",
    "matrix.bias": "Times the flattened input, and the bias added: {terms} = {sum|output}.",
    "matrix.reshape": "All sums, in rows of {columns}, are the {rows} × {columns} {output}.",
    "transpose.flatten": (
        "Flatten the {what}: write its {cells}, row by row, as a column of numbers. "
        "C is the matrix of the convolution that goes the other way; its rows and columns count from 1."
    ),
    "transpose.row": (
        "Row {row} of Cᵀ is column {row} of C. In this row the {kernel} stands in {columns}; times the flattened "
        "input, the row makes cell {cell} of the {grid}: {terms} = {sum|output}."
    ),
    "transpose.none": (
        "Row {row} of Cᵀ is column {row} of C. The {kernel} never lies there, so cell {cell} of the {grid} "
        "is {sum|output}."
    ),
    "transpose.canvas": "Reshaped, row by row, the sums are the canvas.",
    "transpose.crop": "The crop window keeps {rows}, {columns}: that is the {output}.",
    "transpose.kept": (
        "The crop window keeps {rows}, {columns}, and each cell that is kept gets the bias, {bias|output}: "
        "that is the {output}."
    ),
    "transpose.bias": (
        "Reshaped, row by row, and with the bias, {bias|output}, added to each, the sums are the {output}."
    ),
    "transpose.done": "Reshaped, row by row, the sums are the {output}.",
    "phases.where": "This phase is {rows}, {columns} of the {output}, a stride apart.",
    "phases.cell": "This phase is {rows}, {columns} of the {output}.",
    "phases.one": "One value of the kernel can reach it: {kernel}.",
    "phases.many": "{count} values of the kernel can reach it: {kernel}.",
    "phases.none": "No kernel value can reach it, so its cells hold {sum|output}.",
    "phases.alone": "No {input} value is met, so it holds {sum|output}.",
    "phases.sum": "For cell {cell}: {terms} = {sum|output}.",
    "phases.all": "It is the only phase, so it is the {output}.",
    "phases.done": "All {count} phases, interleaved, are the {output}.",
    "matrix.term": "{kernel}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{input}",
    "slide.term": "{input}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{kernel}",
}


@dataclass(frozen=True)
class Span:
    """A piece of a sentence, and its role if it has one."""

    text: str
    role: WordRole | None = None


Sentence = tuple[Span, ...]


def sentence(key: str, values: Mapping[str, str | Sentence]) -> Sentence:
    """Fill one template; a value may itself be a filled template."""
    spans: list[Span] = []
    for text, field, _, _ in Formatter().parse(TEMPLATES[key]):
        if text:
            spans.append(Span(text))
        if field:
            name, _, marked = field.partition("|")
            role = ROLES[marked] if marked else ROLES.get(name)
            value = name if name in ROLES and name not in values else values[name]
            spans += [Span(value, role)] if isinstance(value, str) else value
    return tuple(spans)


def join(sentences: Iterable[Sentence], between: str = " ") -> Sentence:
    """Put sentences after one another."""
    spans: list[Span] = []
    for each in sentences:
        spans += [Span(between), *each] if spans else each
    return tuple(spans)


def plain(words: Sentence) -> str:
    """Read a sentence as text alone."""
    return "".join(span.text for span in words)
