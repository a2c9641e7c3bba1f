"""Find the pictures in the Markdown cells of a notebook, as Jupyter shows them."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any
from urllib.parse import unquote

import mistune

from tconv.pages.scans import SourceError

VALUES, LETTERS = 1_000_000, 300_000
"""Values that a notebook may have, and letters of Markdown in all its cells, beside the pictures in them."""

_PAYLOAD = re.compile(r"(?<=;base64,)[\w+/=%]+", re.ASCII)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)


def in_notebook(data: bytes, source: str, linked: Callable[[str], bytes | None]) -> Iterator[tuple[str, bytes]]:
    """Read each picture of a notebook and its alt text, in the order of the cells.

    `linked` fetches a picture that the notebook does not hold itself; None leaves it out.

    Raises
    ------
    SourceError
        If this is no notebook, or a picture that it holds cannot be read; the message names the source and the cell.
    """
    for number, (text, attachments) in enumerate(_cells(data, source), 1):
        where = f"{source}, cell {number}"
        try:
            images = list(_images(text))
        except Exception as error:  # mistune and html.parser raise whatever such text leads them to
            raise SourceError(f"{where} has Markdown that cannot be read ({type(error).__name__})") from None
        for alt, target in images:
            picture = _held(target, attachments, where) if _is_held(target) else linked(target)
            if picture is not None:
                yield alt, picture


def _cells(data: bytes, source: str) -> list[tuple[str, dict[str, Any]]]:
    """Read the Markdown of each cell, empty for other kinds of cells, and its attachments."""
    if sum(map(data.count, (b",", b"[", b"{"))) > VALUES:
        raise SourceError(f"{source} has over {VALUES:,} values; a notebook with sheets has fewer")
    try:
        cells = json.loads(data)["cells"]
        texts = [_joined(cell["source"]) if cell["cell_type"] == "markdown" else "" for cell in cells]
        attachments = [cell.get("attachments") or {} for cell in cells]
        if not all(isinstance(each, dict) for each in attachments):
            raise TypeError("attachments are no table")
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise SourceError(f"{source} is no notebook: its JSON is broken ({error})") from None
    except (KeyError, TypeError, AttributeError, ValueError):
        raise SourceError(f"{source} is no notebook: it has no list of cells, each with its type and source") from None
    if sum(len(_PAYLOAD.sub("", text)) for text in texts) > LETTERS:
        raise SourceError(f"{source} has over {LETTERS:,} letters of Markdown; name a notebook with fewer")
    return list(zip(texts, attachments, strict=True))


def _joined(text: object) -> str:
    """Join what a notebook keeps as one string, or as a list of lines."""
    lines: list[Any] = text if isinstance(text, list) else [text]
    return "".join(lines)  # join raises TypeError for anything but text


def _images(text: str) -> Iterator[tuple[str, str]]:
    """Find each image's alt text and target, in Markdown and in HTML, as Jupyter does."""
    payloads = _PAYLOAD.findall(text)
    numbers = count()
    short = _PAYLOAD.sub(lambda _: f"held:{next(numbers)}", text)  # mistune takes seconds for a large one
    tokens = mistune.create_markdown(renderer="ast", escape=False)(short)
    for alt, target in _walked(tokens if isinstance(tokens, list) else []):
        yield alt, re.sub(r"(?<=;base64,)held:(\d+)", lambda found: payloads[int(found[1])], target)


def _walked(tokens: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Find the images of parsed Markdown at any depth."""
    for token in tokens:
        if token["type"] == "image":
            yield _words(token.get("children", [])), token["attrs"]["url"]
        elif token["type"] in ("inline_html", "block_html"):
            tags = _Tags()
            tags.feed(token["raw"])
            yield from tags.found
        else:
            yield from _walked(token.get("children", []))


def _words(tokens: list[dict[str, Any]]) -> str:
    """Read an alt text without its own Markdown."""
    return "".join(token.get("raw", "") or _words(token.get("children", [])) for token in tokens)


class _Tags(HTMLParser):
    """Collects the alt text and the target of each image tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img" and attributes.get("src"):
            self.found.append((attributes.get("alt") or "", attributes["src"] or ""))


def _is_held(target: str) -> bool:
    """Return True for an image that the notebook itself has, and False for a link."""
    return target.startswith(("attachment:", "data:"))


def _held(target: str, attachments: dict[str, Any], where: str) -> bytes:
    """Read an image that the notebook itself has: an attachment of the cell, or a data address."""
    if target.startswith("data:"):
        inline = _DATA.fullmatch(target)
        if not inline:
            raise SourceError(f"{where} has a data address that is no base64 image")
        return _decoded(unquote(inline[1]), where)
    name = target.removeprefix("attachment:")
    kinds = attachments.get(name) or attachments.get(unquote(name))
    if not isinstance(kinds, dict) or not kinds:
        raise SourceError(f"{where} has no attachment {name!r}")
    try:
        return _decoded(_joined(next(iter(kinds.values()))), where)
    except TypeError:
        raise SourceError(f"{where}: its attachment {name!r} is no base64 text") from None


def _decoded(text: str, where: str) -> bytes:
    """Decode base64, which a notebook may break into lines."""
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SourceError(f"{where} has a picture in bad base64 ({error})") from None
