"""Write a file or a folder so that it appears whole or not at all, even when the process is killed.

What is new is made in a workshop: a folder beside its place, which nobody else can write into. A run that is killed
leaves its workshop behind; the next one that writes there tidies it up.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = ".tconv-"


def write_file(path: Path, content: bytes) -> None:
    """Write the file beside its place, then rename it, which no reader can see half done.

    Raises
    ------
    OSError
        If it cannot be written; it names `path`, and a former file there is as it was.
    """
    try:
        place = place_of(path)
        with _workshop(place.parent) as workshop:
            new = workshop / "new"
            new.write_bytes(content)
            new.replace(place)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


@contextmanager
def folder(path: Path, *, keep: bool = False) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `path` when the block ends without an exception.

    After an exception, or where it cannot take that place, `path` is as it was. With `keep` the folder has all that
    stands in `path`; use `write_file` in it, since its files are those of `path` until they are replaced.
    """
    place = place_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _workshop(place.parent) as workshop:
        new = workshop / "new"
        if keep and place.exists():
            shutil.copytree(place, new, symlinks=True, copy_function=_link)
        else:
            new.mkdir()
        yield new
        _put(new, place, workshop / "former")


def place_of(path: Path) -> Path:
    """Follow links to where a path leads, whether something stands there or not.

    Raises
    ------
    OSError
        If it leads nowhere; it names `path`.
    """
    try:
        place = Path(os.path.realpath(path))
    except ValueError as error:  # a null byte, or letters that no name can have
        raise OSError(errno.EINVAL, str(error), str(path)) from None
    if place.is_symlink():  # one that leads back to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


def _link(old: str, new: str) -> None:
    """Give a file a second name; where that cannot be, copy it."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _put(new: Path, place: Path, aside: Path) -> None:
    """Let the new folder and what stands in the place change places.

    Where the system cannot do it at once, the former one is moved aside under its own name: a run that is killed
    before the new one stands leaves it there for the next run.
    """
    if not place.exists():
        new.replace(place)
    elif not _swapped(new, place):
        former = aside / place.name
        aside.mkdir()
        place.replace(former)
        try:
            new.replace(place)
        except BaseException:
            former.replace(place)
            raise


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    if sys.platform == "win32":
        return False
    system, names = ctypes.CDLL(None), (os.fsencode(one), os.fsencode(other))
    if hasattr(system, "renameat2"):  # Linux: relative to no folder (-100), RENAME_EXCHANGE (2)
        return bool(system.renameat2(-100, names[0], -100, names[1], 2) == 0)
    if hasattr(system, "renamex_np"):  # macOS: RENAME_SWAP (2)
        return bool(system.renamex_np(*names, 2) == 0)
    return False


@contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """Give a folder that is gone at the end, and tidy up those of runs that were killed."""
    _tidy(parent)
    workshop, lock = _locked_workshop(parent)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        _unlock(lock)


def _locked_workshop(parent: Path) -> tuple[Path, int | None]:
    """Make a workshop, and another one if a run that tidies up took it before it was locked."""
    while True:
        workshop = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        try:
            lock = _lock(workshop)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:  # a file system without locks: nobody tidies up there
            lock = None
        if workshop.exists():
            return workshop, lock
        _unlock(lock)


def _tidy(parent: Path) -> None:
    """Remove the workshops that no run holds, and put a former folder back whose place is empty."""
    for workshop in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # held by another run, or somebody else's
            lock = _lock(workshop)
            try:
                if lock is not None and {each.name for each in workshop.iterdir()} <= {"new", "former"}:
                    _put_back(workshop / "former", parent)
                    shutil.rmtree(workshop, ignore_errors=True)
            finally:
                _unlock(lock)


def _put_back(aside: Path, parent: Path) -> None:
    for former in aside.iterdir() if aside.exists() else ():
        if not (parent / former.name).exists():
            former.replace(parent / former.name)


def _lock(workshop: Path) -> int | None:
    """Hold a workshop until the process ends, however it ends, or lets go; None where there are no such locks.

    Raises
    ------
    OSError
        If another run holds it, it is gone, or it is no folder.
    """
    if sys.platform == "win32":
        return None
    lock = os.open(workshop, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
