"""Import the author's hand-drawn sheets into docs/sheets/pictures/, which git ignores.

SOURCE is a notebook, a picture or a folder; a notebook or a picture may be an https address, also of a page on
GitHub. Pictures are taken in the order of the notebook's cells or of the file names, and belong to the transcriptions
1.toml, 2.toml and so on in docs/sheets/. A bad source leaves earlier sheets as they are.
"""

import sys
import time
from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from tconv import whole
from tconv.command_line import Parser
from tconv.pages import addresses
from tconv.pages.scans import SourceError
from tconv.pages.scans.bring import bring_sheets
from tconv.sheets.page import PICTURES
from tconv.sheets.pictures import LIST
from tconv.words.complaint import one_line


def main(words: list[str] | None = None) -> int:
    parser = Parser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "source", nargs="?", default="", metavar="SOURCE", help=f"default: {addresses.author_notebook()}"
    )
    pictures = addresses.SHEETS / PICTURES
    parser.add_argument("--out", type=Path, default=pictures, metavar="DIR", help="default: %(default)s")
    parser.add_argument("--try", dest="attempt", action="store_true", help="import once; without a network, go on")
    arguments = parser.parse_args(words)
    out, started = arguments.out, time.perf_counter()
    try:
        out = whole.place_of(out)
        if arguments.attempt and (out / LIST).exists():
            return 0
        count = bring_sheets(arguments.source or addresses.author_notebook(), out, show_progress)
    except SourceError as error:
        return complain(str(error), arguments.attempt)
    except OSError as error:
        return complain(f"cannot write to {out}: {error.strerror}", arguments.attempt)
    show_progress("")
    print(f"{count} sheets in {out}, {time.perf_counter() - started:.1f} s")
    return 0


def complain(reason: str, attempt: bool) -> int:
    """Print the reason on one line; after an attempt alone it is a warning, and what comes next can go on."""
    show_progress("")
    reason = one_line(reason)
    if attempt:
        print(f"warning: the pages show transcripts instead of the author's sheets: {reason}", file=sys.stderr)
        return 0
    print(f"not imported: {reason}", file=sys.stderr)
    return 1


def show_progress(progress: str) -> None:
    """Write over the last progress on a terminal; a log gets a line each."""
    progress = one_line(progress)
    if sys.stderr.isatty():
        print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)
    elif progress:
        print(progress, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
