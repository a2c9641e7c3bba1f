"""Import the author's hand-drawn sheets into docs/sheets/pictures/, which git ignores.

SOURCE is a notebook, a picture or a folder; a notebook or a picture may be an https address, also of a page on
GitHub. Pictures are taken in the order of the notebook's cells or of the file names, and belong to the transcriptions
1.toml, 2.toml and so on in docs/sheets/. A bad source leaves earlier sheets as they are.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from build_site import replace
from PIL import Image

from tconv.pages import addresses
from tconv.pages.scans import SourceError
from tconv.pages.scans.pictures import LARGEST, prepare
from tconv.pages.scans.sources import find
from tconv.sheets.pictures import LIST, is_ours, write

SHEETS = addresses.ROOT / "docs/sheets"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "source", nargs="?", default="", metavar="SOURCE", help=f"default: {addresses.author_notebook()}"
    )
    parser.add_argument("--out", type=Path, default=SHEETS / "pictures", metavar="DIR", help="default: %(default)s")
    parser.add_argument("--try", dest="attempt", action="store_true", help="import once; without a network, go on")
    given = parser.parse_args(arguments)
    out = given.out.resolve()
    if given.attempt and (out / LIST).exists():
        return 0
    started = time.perf_counter()
    try:
        count = bring(given.source or addresses.author_notebook(), out)
    except (SourceError, OSError) as error:
        _tell("")
        reason = str(error) if isinstance(error, SourceError) else f"cannot write to {out}: {error.strerror}"
        reason = "".join(letter if letter.isprintable() else "?" for letter in reason)
        if given.attempt:
            print(f"warning: the pages show transcripts instead of the author's sheets: {reason}", file=sys.stderr)
            return 0
        print(f"not imported: {reason}", file=sys.stderr)
        return 1
    _tell("")
    print(f"{count} sheets in {out}, {time.perf_counter() - started:.1f} s")
    return 0


def bring(source: str, out: Path) -> int:
    """Import all sheets of a source, or none; return how many there are."""
    if not is_ours(out):
        raise SourceError(f"{out} holds something else than imported sheets; name an empty or a new folder")
    Image.MAX_IMAGE_PIXELS = LARGEST
    _tell(f"reading {source}")
    found = find(source, _tell)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sheets-", dir=out.parent) as partial:
        built = Path(partial) / "pictures"
        built.mkdir()
        write(built, [prepare(each, built, _tell) for each in found])
        replace(out, built, Path(partial) / "former")
    return len(found)


def _tell(progress: str) -> None:
    """Show how far it is, on one line of a terminal; a log gets a line each."""
    if sys.stderr.isatty():
        print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)
    elif progress:
        print(progress, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
