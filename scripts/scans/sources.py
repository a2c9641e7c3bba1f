"""Find the pictures of a source: a notebook, a picture or a folder, on this machine or at an https address."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from scans import SourceError
from scans.download import LARGEST, download

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".svg", ".tif", ".tiff", ".avif"}
"""Files of a folder that are taken for pictures; those that cannot be imported are refused, not left out."""

_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<target>[^)>\s]+)>?(?:\s+[\"'][^)]*)?\)|<img\s(?P<tag>[^>]*)>", re.IGNORECASE
)
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
        If the source is missing, unreadable or has no picture, or if two pictures have one name.
    """
    if "://" in source:
        data = download(source, tell)
        parts = urlsplit(source)
        found = (
            _notebook(data, source, parts, tell)
            if _is_notebook(parts.path)
            else [_named(parts.path.rpartition("/")[2], data)]
        )
    else:
        path = Path(source)
        if path.is_dir():
            names = sorted((each for each in path.iterdir() if each.suffix.lower() in SUFFIXES), key=_natural)
            found = [_named(each.name, read(each)) for each in names]
        else:
            data = read(path)
            found = _notebook(data, source, path.parent, tell) if _is_notebook(source) else [_named(path.name, data)]
    if not found:
        raise SourceError(f"{source} has no pictures; a sheet is an image in a Markdown cell, or a file in the folder")
    names_of = [each.name for each in found]
    twice = [name for at, name in enumerate(names_of) if name in names_of[:at]]
    if twice:
        raise SourceError(f"{source} has two pictures named {twice[0]!r}; give each a name of its own")
    return found


def read(path: Path) -> bytes:
    """Read a file of a size that can be a sheet."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceError(f"{path} has {size / 1e6:.0f} MB; at most {LARGEST // 10**6} MB are read")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}; name a notebook, a picture or a folder") from None


def _is_notebook(path: str) -> bool:
    return path.lower().endswith(".ipynb")


def _natural(path: Path) -> list[int | str]:
    """Sort sheet-10 after sheet-9."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", path.name.lower())]


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
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix) if suffix.lower() in SUFFIXES else name
    return Found(re.sub(r"[^\w-]+", "-", stem, flags=re.ASCII).strip("-")[:60] or fallback, data)


def _notebook(data: bytes, source: str, base: Any, tell: Callable[[str], None]) -> list[Found]:
    """Read the pictures of a notebook's Markdown cells, in cell order."""
    try:
        notebook = json.loads(data)
    except ValueError as error:
        raise SourceError(f"{source} is no notebook: its JSON is broken ({error})") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise SourceError(f"{source} is no notebook: it has no list of cells")
    found: list[Found] = []
    for number, cell in enumerate(cells, 1):
        if cell.get("cell_type") != "markdown":
            continue
        text = cell.get("source", "")
        for alt, target in _images("".join(text) if isinstance(text, list) else str(text)):
            where = f"{source}, cell {number}"
            picture = _picture(target, cell, where, source, base, tell)
            if picture is not None:
                found.append(_named(alt, picture, f"sheet-{len(found) + 1}"))
    return found


def _images(text: str) -> Iterator[tuple[str, str]]:
    """Find each image's alt text and target, in Markdown and in HTML."""
    for image in _IMAGE.finditer(text):
        if image["tag"] is None:
            yield image["alt"], image["target"]
        else:
            pairs = re.findall(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", image["tag"])
            attributes = {name.lower(): unescape(one or other) for name, one, other in pairs}
            if "src" in attributes:
                yield attributes.get("alt", ""), attributes["src"]


def _picture(
    target: str, cell: dict[str, Any], where: str, source: str, base: Any, tell: Callable[[str], None]
) -> bytes | None:
    """Read one image of a cell; one on another host is no sheet, but a badge or the like, and is left out."""
    if target.startswith("attachment:"):
        name = target.removeprefix("attachment:")
        kinds = (cell.get("attachments") or {}).get(name) or (cell.get("attachments") or {}).get(unquote(name))
        if not isinstance(kinds, dict) or not kinds:
            raise SourceError(f"{where} has no attachment {name!r}")
        content = next(iter(kinds.values()))
        return _decoded("".join(content) if isinstance(content, list) else str(content), where)
    if target.startswith("data:"):
        inline = _DATA.fullmatch(target)
        if not inline:
            raise SourceError(f"{where} has a data address that is no base64 image")
        return _decoded(inline[1], where)
    if "://" in source:
        linked = urljoin(source, target)
        return download(linked, tell) if urlsplit(linked)[:2] == urlsplit(source)[:2] else None
    if "://" in target:
        return None
    linked_file = base / unquote(target)
    if not linked_file.resolve().is_relative_to(base.resolve()):
        raise SourceError(f"{where} links to {target!r}, outside the notebook's folder")
    return read(linked_file)


def _decoded(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except binascii.Error as error:
        raise SourceError(f"{where} has a picture in bad base64 ({error})") from None
