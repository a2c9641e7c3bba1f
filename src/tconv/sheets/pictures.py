"""The list of imported pictures: what the import writes beside them, and a page reads."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tconv.sheets.sheet import SheetError

LIST = "sheets.json"
"""The file that lists the pictures of a folder; without it, a folder is not one of imported pictures."""


@dataclass(frozen=True)
class Picture:
    """One imported sheet: its name, its full size in pixels, and its files from narrow to full width."""

    name: str
    width: int
    height: int
    files: tuple[tuple[str, int], ...]

    @property
    def full(self) -> str:
        """The widest file."""
        return self.files[-1][0]


def write(folder: Path, pictures: Sequence[Picture]) -> None:
    """Write the list into the folder of the pictures."""
    (folder / LIST).write_text(json.dumps([asdict(each) for each in pictures], indent=1) + "\n", "utf-8")


def is_ours(folder: Path) -> bool:
    """Return True for a folder that an import may replace: new, empty, or with nothing but imported pictures.

    Finder leaves a file of its own in each folder that it has shown.
    """
    if not folder.exists():
        return True
    try:
        named = {name for picture in listed(folder) for name, _ in picture.files}
    except SheetError:
        return False
    return {path.name for path in folder.iterdir()} <= named | {LIST, ".DS_Store"}


def listed(folder: Path) -> list[Picture]:
    """Read which pictures a folder has, in the order of the sheets; none where nothing was imported.

    Raises
    ------
    SheetError
        If the list cannot be read, or names a file that is gone.
    """
    if not (folder / LIST).exists():
        return []
    try:
        pictures = [_picture(**each) for each in json.loads((folder / LIST).read_text("utf-8"))]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise SheetError(f"{LIST} cannot be read ({error}); import the sheets again: make scans") from None
    gone = [name for picture in pictures for name, _ in picture.files if not (folder / name).is_file()]
    if gone:
        raise SheetError(f"{gone[0]} is gone from the imported pictures; import the sheets again: make scans")
    return pictures


def _picture(name: str, width: int, height: int, files: list[tuple[str, int]]) -> Picture:
    """Read one entry of the list; its names stand in pages and lead to files, so they are looked at first."""
    numbers = [width, height, *(wide for _, wide in files)]
    if not files or not all(type(each) is int for each in numbers):
        raise ValueError("a picture has a width, a height and files, each with its width")
    names = [name, *(file for file, _ in files)]
    if not all(re.fullmatch(r"[\w-]+(\.webp)?", each, re.ASCII) for each in names):
        raise ValueError("the name of a picture has letters, digits and dashes")
    return Picture(name, width, height, tuple((file, wide) for file, wide in files))
