"""Find the pictures of a source: a notebook, a picture or a folder, on this machine or at an https address."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import mistune

from tconv.pages.scans import SourceError
from tconv.pages.scans.download import LARGEST, Downloads

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".svg", ".tif", ".tiff", ".avif"}
"""Files of a folder that are taken for pictures; those that cannot be imported are refused, not left out."""

MOST = 40
"""Pictures that a source may have."""

_WHOLE = 2 * LARGEST
"""Bytes that all of them may have together."""

_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """A picture of a source, under the name that its files will have."""

    name: str
    data: bytes


def find(source: str, tell: Callable[[str], None]) -> list[Found]:
    """Read every picture of the source, in order.

    Raises
    ------
    SourceError
        If the source is missing, unreadable or has no picture or too many, or if two pictures have one name.
    """
    try:
        found = list(_limited(_pictures(source, tell), source))
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}; name a notebook, a picture or a folder") from None
    if not found:
        raise SourceError(f"{source} has no pictures; a sheet is an image in a Markdown cell, or a file in the folder")
    names = [each.name.casefold() for each in found]
    twice = [each.name for at, each in enumerate(found) if names[at] in names[:at]]
    if twice:
        raise SourceError(f"{source} has two pictures named {twice[0]!r}; give each a name of its own")
    return found


def _limited(found: Iterator[Found], source: str) -> Iterator[Found]:
    """Stop at a number and a sum that no set of sheets has."""
    whole = 0
    for count, each in enumerate(found, 1):
        whole += len(each.data)
        if count > MOST or whole > _WHOLE:
            raise SourceError(f"{source} has over {MOST} pictures, or over {_WHOLE // 10**6} MB of them; name fewer")
        yield each


def _pictures(source: str, tell: Callable[[str], None]) -> Iterator[Found]:
    if "://" in source:
        downloads = Downloads(tell)
        data = downloads.get(source)
        remote = urlsplit(source).path
        if _is_notebook(remote):
            yield from _notebook(data, source, lambda target: _linked(source, target, downloads))
        else:
            yield _named(remote.rpartition("/")[2], data)
        return
    path = Path(source)
    if path.is_dir():
        for each in sorted((each for each in path.iterdir() if each.suffix.lower() in SUFFIXES), key=_natural):
            yield _named(each.name, read(each, path))
    elif _is_notebook(source):
        yield from _notebook(read(path), source, lambda target: _beside(path.parent, target))
    else:
        yield _named(path.name, read(path))


def read(path: Path, folder: Path | None = None) -> bytes:
    """Read a file of a size that can be a sheet; with a folder, one that lies in it.

    Raises
    ------
    SourceError
        If it is no ordinary file, too large, or elsewhere.
    """
    if folder and not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(f"{path} leads out of the folder; copy the picture into it")
    if path.exists() and not path.is_file():
        raise SourceError(f"{path} is no file; name a notebook, a picture or a folder")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(f"{path} has over {LARGEST // 10**6} MB; a sheet or a notebook has less")
    return data


def _is_notebook(path: str) -> bool:
    return path.lower().endswith(".ipynb")


def _natural(path: Path) -> list[tuple[bool, int, str]]:
    """Sort sheet-10 after sheet-9."""
    parts = re.split(r"(\d+)", path.name.lower())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _named(text: str, data: bytes, fallback: str = "sheet") -> Found:
    """Make a file name of an alt text or a file's name.

    Raises
    ------
    SourceError
        If it would lead out of the folder.
    """
    name = unquote(text).strip()
    if ".." in re.split(r"[/\\]", name):
        raise SourceError(
            f"{name!r} is no name for a picture, since it leads to another folder; use letters and digits"
        )
    suffix = Path(name.replace("\0", "")).suffix
    stem = name.removesuffix(suffix) if suffix.lower() in SUFFIXES else name
    return Found(re.sub(r"[^\w-]+", "-", stem, flags=re.ASCII).strip("-")[:60] or fallback, data)


def _notebook(data: bytes, source: str, linked: Callable[[str], bytes | None]) -> Iterator[Found]:
    """Read the pictures of a notebook's Markdown cells, in cell order."""
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
        texts = [_joined(cell["source"]) if cell["cell_type"] == "markdown" else "" for cell in cells]
        kept = [cell.get("attachments") or {} for cell in cells]
        if not all(isinstance(each, dict) for each in kept):
            raise TypeError("attachments are no table")
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise SourceError(f"{source} is no notebook: its JSON is broken ({error})") from None
    except (KeyError, TypeError, AttributeError, ValueError):
        raise SourceError(f"{source} is no notebook: it has no list of cells, each with its type and source") from None
    count = 0
    for number, (text, attachments) in enumerate(zip(texts, kept, strict=True), 1):
        where = f"{source}, cell {number}"
        for alt, target in _images(text):
            picture = _picture(target, attachments, where) if _is_inside(target) else linked(target)
            if picture is not None:
                count += 1
                yield _named(alt, picture, f"sheet-{count}")


def _joined(text: object) -> str:
    """Join what a notebook keeps as one string, or as a list of lines."""
    lines: list[Any] = text if isinstance(text, list) else [text]
    return "".join(lines)  # which refuses what is no string


def _images(text: str) -> Iterator[tuple[str, str]]:
    """Find each image's alt text and target, in Markdown and in HTML, as Jupyter does."""
    try:
        tokens = mistune.create_markdown(renderer="ast", escape=False)(text)
    except RecursionError:
        raise SourceError("a cell nests its Markdown too deeply to be read") from None
    yield from _walked(tokens if isinstance(tokens, list) else [])


def _walked(tokens: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
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
    return "".join(token.get("raw", "") or _words(token.get("children", [])) for token in tokens)


class _Tags(HTMLParser):
    """Collects the alt text and the target of each image tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "img" and told.get("src"):
            self.found.append((told.get("alt") or "", told["src"] or ""))


def _is_inside(target: str) -> bool:
    return target.startswith(("attachment:", "data:"))


def _picture(target: str, attachments: dict[str, Any], where: str) -> bytes:
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
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SourceError(f"{where} has a picture in bad base64 ({error})") from None


def _linked(source: str, target: str, downloads: Downloads) -> bytes | None:
    """Fetch a picture beside a notebook; one on another host is no sheet, but a badge or the like, and is left out."""
    try:
        address = urljoin(source, target)
        own = urlsplit(address)[:2] == urlsplit(source)[:2]
    except ValueError as error:
        raise SourceError(f"{source} links to {target!r}, which is no address ({error})") from None
    return downloads.get(address) if own else None


def _beside(folder: Path, target: str) -> bytes | None:
    """Read a picture beside a notebook."""
    if "://" in target:
        return None
    name = unquote(target)
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except ValueError:  # a name with a null byte
        inside = False
    if not inside:
        raise SourceError(f"the notebook links to {target!r}, outside its folder")
    return read(folder / name)
