"""A block of numbers that a reader is to take has those of a figure on its page."""

from pathlib import Path

import pytest
from pages import PAGES, blocks, fences

from tconv.core.arrays import Array
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.words.numbers import number

SETTINGS = ("stride", "padding", "output padding", "dilation")

TAKEN = [
    pytest.param(page, block, id=f"{page.stem}-{n}")
    for page in PAGES
    for n, block in enumerate(blocks(page.read_text("utf-8")))
    if block[0].split()[0] == "input"
]


@pytest.mark.parametrize(("page", "block"), TAKEN)
def test_a_figure_of_the_page_has_the_same_numbers(page: Path, block: list[str]) -> None:
    names = {word for words, _ in fences(page.read_text("utf-8")) for word in words if word in EXAMPLES}
    shown = [numbers_of(EXAMPLES[name]) for name in names]
    taken = read(block)
    assert taken in [{what: figure[what] for what in taken} for figure in shown]


def read(block: list[str]) -> dict[str, object]:
    """Read input and kernel, which stand side by side below their names, and the settings if there are any."""
    assert block[0].split() == ["input", "kernel"]
    middle, end = block[0].index("kernel"), block.index("") if "" in block else len(block)
    taken: dict[str, object] = {
        "input": [line[:middle].split() for line in block[1:end] if line[:middle].split()],
        "kernel": [line[middle:].split() for line in block[1:end] if line[middle:].split()],
    }
    if block[end:]:
        assert block[end + 1].split() == ["rows", "columns"]
        settings = [line.rsplit(maxsplit=2) for line in block[end + 2 :]]
        assert [name for name, _, _ in settings] == list(SETTINGS)
        taken |= {name: (int(rows), int(columns)) for name, rows, columns in settings}
    return taken


def numbers_of(example: Example) -> dict[str, object]:
    """Give an example's numbers as a block writes them."""

    def grid(values: Array) -> list[list[str]]:
        return [list(map(number, row)) for row in values.tolist()]

    settings = {name: getattr(example, name.replace(" ", "_")) for name in SETTINGS}
    return {"input": grid(example.x), "kernel": grid(example.w), **settings}


def test_there_are_such_blocks() -> None:
    assert len(TAKEN) >= 3
