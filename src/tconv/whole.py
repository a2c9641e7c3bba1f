"""Write a file or a folder so that it appears whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write the file beside its place, then rename it, which no reader can see half done.

    Raises
    ------
    OSError
        If it cannot be written; it names `path`, and a former file there is as it was.
    """
    place = path.resolve()
    part = place.with_name(f".tconv-{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `path` when the block ends without an exception.

    After an exception, or where it cannot take that place, `path` is as it was.
    """
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as beside:
        new, former = Path(beside) / "new", Path(beside) / "former"
        new.mkdir()
        yield new
        _put(new, place, former)


def _put(new: Path, place: Path, former: Path) -> None:
    """Move what stands in the place aside and the new folder there, or the former one back."""
    if place.exists():
        place.replace(former)
    try:
        new.replace(place)
    except OSError:
        if former.exists():
            former.replace(place)
        raise
