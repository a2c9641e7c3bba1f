"""Turn the transcription of a hand-drawn sheet into its parts: every number as the pen wrote it, and its slips."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tconv.words.numbers import MINUS, number

PENS = {"": "blue", "r": "red", "y": "on yellow", "g": "on green"}
"""Letters after a number in a transcription, and the pen that each stands for."""

DOTS = "…"
"""Written where the pen wrote dots: numbers left out."""


class SheetError(ValueError):
    """A mistake in a transcription, in one line: the file, the place, and what would be right."""


@dataclass(frozen=True)
class Drawn:
    """One number as the pen wrote it, or dots."""

    value: float | None
    pen: str = "blue"

    def __str__(self) -> str:
        """Write the number as the sentences of a figure do."""
        return DOTS if self.value is None else number(self.value)


@dataclass(frozen=True)
class Part:
    """One thing on a sheet: a grid of numbers, a remark, or both.

    `quantity` names the grid in the core; `row_numbers` and `column_numbers` are the numbers that the
    pen wrote beside it. A part that is `beside` stands to the right of the part before, after a `sign` if it has one.
    """

    label: str
    example: str
    quantity: str | None
    grid: tuple[tuple[Drawn, ...], ...]
    row_numbers: tuple[Drawn, ...]
    column_numbers: tuple[Drawn, ...]
    beside: bool
    sign: str
    remark: str


@dataclass(frozen=True, order=True)
class Slip:
    """A place where pen and computation differ; rows and columns count from 1, as on the sheets."""

    quantity: str
    row: int
    column: int
    drawn: str
    computed: str


@dataclass(frozen=True)
class Declared:
    """The slips that a file declares in one row, and their consequence in a sentence."""

    slips: tuple[Slip, ...]
    follows: str


@dataclass(frozen=True)
class Sheet:
    """A whole sheet: its title, a description for those who do not see it, its parts, the slips that it declares."""

    file: str
    title: str
    alt: str
    parts: tuple[Part, ...]
    declared: tuple[Declared, ...]

    @property
    def slips(self) -> tuple[Slip, ...]:
        """All slips that are declared."""
        return tuple(slip for each in self.declared for slip in each.slips)


def read(path: Path) -> Sheet:
    """Read a transcription.

    Parameters
    ----------
    path : Path
        A TOML file with title, alt, example, a list of parts and, if there are any, slips.

    Raises
    ------
    SheetError
        If the file is missing or no TOML, or has an entry that is unknown, missing or unreadable.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SheetError(f"{path.name}: {error.strerror}; transcriptions are files such as 1.toml") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SheetError(f"{path.name}: {error}") from None
    try:
        _check_known(entries, {"title", "alt", "example", "part", "slip"}, "the sheet")
        parts = tuple(_part(each, entries["example"]) for each in entries["part"])
        if parts and parts[0].beside:
            raise SheetError("the first part stands beside nothing; delete its beside")
        return Sheet(
            file=path.name,
            title=" ".join(entries["title"].split()),
            alt=" ".join(entries["alt"].split()),
            parts=parts,
            declared=tuple(_slips(each) for each in entries.get("slip", [])),
        )
    except KeyError as error:
        raise SheetError(f"{path.name}: {error} is missing") from None
    except SheetError as error:
        raise SheetError(f"{path.name}: {error}") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise SheetError(
            f"{path.name}: an entry has the wrong type: expected text, or a row or column number ({error})"
        ) from None


def _part(entry: Mapping[str, Any], example: str) -> Part:
    """Read one part; `example` is the sheet's, which a part may replace."""
    known = {"label", "example", "quantity", "cells", "row_numbers", "column_numbers", "beside", "sign", "remark"}
    label = entry.get("label", "")
    _check_known(entry, known, f"part {label!r}")
    if ("quantity" in entry) != ("cells" in entry):
        raise SheetError(f"part {label!r}: quantity and cells belong together")
    return Part(
        label=label,
        example=entry.get("example", example),
        quantity=entry.get("quantity"),
        grid=tuple(_row(line) for line in entry.get("cells", "").strip().splitlines()),
        row_numbers=_row(entry.get("row_numbers", "")),
        column_numbers=_row(entry.get("column_numbers", "")),
        beside=entry.get("beside", False),
        sign=entry.get("sign", ""),
        remark=" ".join(entry.get("remark", "").split()),
    )


def _row(line: str) -> tuple[Drawn, ...]:
    return tuple(_drawn(token) for token in line.split())


def _drawn(token: str) -> Drawn:
    """Read a number and the letter of its pen, or dots."""
    if token == DOTS:
        return Drawn(None)
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)([ryg]?)", token)
    if not found:
        raise SheetError(
            f"{token!r} is no number; write one such as -1, with r, y or g after it for its pen, or {DOTS}"
        )
    return Drawn(float(found[1]), PENS[found[2]])


def _slips(entry: Mapping[str, Any]) -> Declared:
    """Read the slips of one row, and their consequence."""
    _check_known(entry, {"quantity", "row", "drawn", "computed", "follows"}, "a slip")
    drawn, computed = entry["drawn"], entry["computed"]
    if drawn.keys() != computed.keys():
        raise SheetError(f"a slip in row {entry['row']}: drawn and computed name different columns")
    slips = [
        Slip(
            entry["quantity"],
            int(entry["row"]),
            int(column),
            text.replace("-", MINUS),
            computed[column].replace("-", MINUS),
        )
        for column, text in drawn.items()
    ]
    return Declared(tuple(slips), " ".join(entry["follows"].split()))


def _check_known(entry: Mapping[str, Any], known: set[str], name: str) -> None:
    """Raise SheetError for a name that no entry has, which is a slip of the keyboard."""
    unknown = sorted(entry.keys() - known)
    if unknown:
        raise SheetError(f"{name} has an unknown entry {unknown[0]!r}; there are: {', '.join(sorted(known))}")
