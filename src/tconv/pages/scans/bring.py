"""Turn a source into the folder of pictures that the pages read: all of its sheets, or none."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tconv import whole
from tconv.pages.scans import SourceError, without_password
from tconv.pages.scans.pictures import LARGEST, prepare
from tconv.pages.scans.sources import find
from tconv.sheets.pictures import is_ours, write


def bring_sheets(source: str, out: Path, report: Callable[[str], None]) -> int:
    """Import all sheets of a source, and return how many there are; `report` gets a few words at each step.

    Raises
    ------
    SourceError
        If the folder holds something else, or a sheet cannot be imported; the folder is then as it was.
    OSError
        If the folder cannot be written.
    """
    if not is_ours(out):
        raise SourceError(f"{out} holds something else than imported sheets; name an empty or a new folder")
    Image.MAX_IMAGE_PIXELS = LARGEST
    report(f"reading {without_password(source)}")
    with whole.folder(out) as new:
        originals = find(source, report)
        write(new, [prepare(each, new, report) for each in originals])
    return len(originals)
