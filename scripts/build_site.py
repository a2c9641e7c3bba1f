"""Build the site: all of it, or an error and the former site untouched."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tconv.pages import addresses

ROOT = Path(__file__).resolve().parent.parent

OURS = Path("assets/tconv/figure.css")
"""What tells a site of this project from any other folder."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "site", metavar="DIR", help="default: site/")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="default: mkdocs.yml")
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    started = time.perf_counter()
    try:
        if out.exists() and not (out / OURS).exists() and any(out.iterdir()):
            return complain(f"{out} holds something else than a built site; name an empty or a new folder")
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".site-", dir=out.parent) as partial:
            built = Path(partial) / "site"
            if not build(arguments.config, built):
                return complain(f"the site was not built; {out} is as it was")
            replace(out, built, Path(partial) / "former")
    except OSError as error:
        return complain(f"cannot write the site to {out}: {error.strerror}; choose a folder that can be written to")
    pages = len(list(out.rglob("*.html")))
    print(f"{pages} pages in {out}, {time.perf_counter() - started:.1f} s")
    return 0


def replace(out: Path, built: Path, former: Path) -> None:
    """Put the built site in place of the former one, or leave that where it was."""
    if out.exists():
        out.replace(former)
    try:
        built.replace(out)
    except OSError:
        if former.exists():
            former.replace(out)
        raise


def build(config: Path, out: Path) -> bool:
    """Let MkDocs build into a folder; pass on its warnings and errors, which are all that matters here."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(out),
    ]
    environment = {"SITE_URL": addresses.site()} | os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    told = [line for line in done.stderr.splitlines() if line and not line.startswith("INFO")]
    if told:
        print("\n".join(told), file=sys.stderr)
    return done.returncode == 0


def complain(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
