"""Build the site: all of it, or an error and the former site untouched."""

import io
import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path

from tconv import whole
from tconv.command_line import Parser, complain
from tconv.pages import addresses
from tconv.pages.addresses import ROOT

OURS = Path("assets/tconv/figure.css")
"""Every site of this project has this file, and hardly any other folder does."""


class NotBuilt(Exception):
    """MkDocs found something wrong, and has said what."""


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "site", metavar="DIR", help="default: site/")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="default: mkdocs.yml")
    arguments = parser.parse_args()
    out, started = arguments.out, time.perf_counter()
    try:
        out = whole.place_of(out)
        if not arguments.config.is_file():
            return complain(f"there is no file {arguments.config}; name one such as mkdocs.yml")
        if out.exists() and not (out / OURS).exists() and any(out.iterdir()):
            return complain(f"{out} holds something else than a built site; name an empty or a new folder")
        with whole.folder(out) as new:
            build(arguments.config, new)
    except NotBuilt:
        return complain(f"the site was not built; {out} is as it was")
    except OSError as error:
        return complain(f"cannot write the site to {out}: {error.strerror}; choose a folder that can be written to")
    pages = len(list(out.rglob("*.html")))
    print(f"{pages} pages in {out}, {time.perf_counter() - started:.1f} s")
    return 0


def build(config: Path, out: Path) -> None:
    """Let MkDocs build into a folder; pass on its warnings and errors, which are all that matters here.

    It runs in this process: one of its own would go on writing after this one is killed.
    """
    os.environ.setdefault("SITE_URL", addresses.site())
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.__main__ import cli  # which reads the environment as it is imported

    said = io.StringIO()
    try:
        with redirect_stderr(said):
            cli(["build", "--strict", "--config-file", str(config), "--site-dir", str(out)])
    except SystemExit as end:
        if end.code:
            raise NotBuilt from None
    finally:
        for line in said.getvalue().splitlines():
            if line and not line.startswith("INFO"):
                print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
