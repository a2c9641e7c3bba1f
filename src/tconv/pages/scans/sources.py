"""Find the pictures of a source: a notebook, a picture or a folder, on this machine or at an https address."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tconv.pages.scans import SourceError
from tconv.pages.scans.download import LARGEST, Downloads
from tconv.pages.scans.notebooks import in_notebook

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".svg", ".tif", ".tiff", ".avif"}
"""Files of a folder that are taken for pictures; those that cannot be imported are refused, not left out."""

MOST = 40
"""Pictures that a source may have."""

_WHOLE = 2 * LARGEST
"""Bytes that all of them may have together."""


@dataclass(frozen=True)
class Original:
    """A picture as the source has it, under the name that its files will have."""

    name: str
    data: bytes


def find(source: str, report: Callable[[str], None]) -> list[Original]:
    """Read every picture of the source, in order.

    Raises
    ------
    SourceError
        If the source is missing, unreadable or has no picture or too many, or if two pictures have one name.
    """
    try:
        found = list(_limited(_pictures(source, report), source))
    except OSError as error:
        named = error.filename or source
        raise SourceError(f"{named}: {error.strerror}; name a notebook, a picture or a folder") from None
    if not found:
        raise SourceError(f"{source} has no pictures; a sheet is an image in a Markdown cell, or a file in the folder")
    names = [each.name.casefold() for each in found]
    twice = [each.name for at, each in enumerate(found) if names[at] in names[:at]]
    if twice:
        raise SourceError(f"{source} has two pictures named {twice[0]!r}; give each a name of its own")
    return found


def _limited(originals: Iterator[Original], source: str) -> Iterator[Original]:
    """Stop at more pictures, or more bytes, than any set of sheets has."""
    whole = 0
    for count, each in enumerate(originals, 1):
        whole += len(each.data)
        if count > MOST or whole > _WHOLE:
            raise SourceError(f"{source} has over {MOST} pictures, or over {_WHOLE // 10**6} MB of them; name fewer")
        yield each


def _pictures(source: str, report: Callable[[str], None]) -> Iterator[Original]:
    """Read the pictures of an address, a folder, a notebook or a single file."""
    if "://" in source:
        downloads = Downloads(report)
        data = downloads.get(source)
        remote = urlsplit(source).path
        if _is_notebook(remote):
            yield from _numbered(in_notebook(data, source, lambda target: _linked(source, target, downloads)))
        else:
            yield _named(remote.rpartition("/")[2], data)
        return
    path = Path(source)
    if path.is_dir():
        for each in sorted((each for each in path.iterdir() if each.suffix.lower() in SUFFIXES), key=_natural):
            yield _named(each.name, read(each, path))
    elif _is_notebook(source):
        yield from _numbered(in_notebook(read(path), source, lambda target: _beside(path.parent, target)))
    else:
        yield _named(path.name, read(path))


def _numbered(pictures: Iterator[tuple[str, bytes]]) -> Iterator[Original]:
    """Name pictures by their alt text; one that has none by its number."""
    for number, (alt, data) in enumerate(pictures, 1):
        yield _named(alt, data, f"sheet-{number}")


def read(path: Path, folder: Path | None = None) -> bytes:
    """Read a file of a size that can be a sheet; with a folder, one that lies in it.

    Raises
    ------
    SourceError
        If it is no ordinary file, too large, or elsewhere.
    """
    if folder and not _inside(path, folder):
        raise SourceError(f"{path} leads out of the folder; copy the picture into it")
    if path.exists() and not path.is_file():
        raise SourceError(f"{path} is no file; name a notebook, a picture or a folder")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except ValueError as error:  # a null byte, or letters that no name can have
        raise SourceError(f"{str(path)!r} is no name of a file ({error})") from None
    if len(data) > LARGEST:
        raise SourceError(f"{path} has over {LARGEST // 10**6} MB; a sheet or a notebook has less")
    return data


def _inside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder; one that leads in a circle is refused when it is opened."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except ValueError:  # a null byte, or letters that no name can have
        return False


def _is_notebook(path: str) -> bool:
    return path.lower().endswith(".ipynb")


def _natural(path: Path) -> list[tuple[bool, int, str]]:
    """Sort sheet-10 after sheet-9."""
    parts = re.split(r"(\d+)", path.name.lower())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _named(text: str, data: bytes, fallback: str = "sheet") -> Original:
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
    return Original(re.sub(r"[^\w-]+", "-", stem, flags=re.ASCII).strip("-")[:60] or fallback, data)


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
    if not _inside(folder / name, folder):
        raise SourceError(f"the notebook links to {target!r}, outside its folder")
    return read(folder / name)
