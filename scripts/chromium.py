"""Find Chromium for the browser tests, or install it: by apt-get where that is allowed, else Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLE = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find() -> str | None:
    """Return the path of a Chromium that is here: the one CHROMIUM names, one on PATH, Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise SystemExit(f"CHROMIUM names {named!r}, which is no program; unset it or name one")
        return named
    return next((path for way in (_here, _playwrights_own) if (path := way())), None)


def _here() -> str | None:
    return next(filter(None, map(shutil.which, (*NAMES, APPLE))), None)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return shutil.which(playwright.chromium.executable_path)


def install() -> None:
    """Install it by the first way that works."""
    root = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    ways = [
        [[*root, "apt-get", "update", "-qq"], [*root, "apt-get", "install", "-y", "-qq", "chromium"]],
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
    ]
    for way in ways:
        if any(shutil.which(program) is None for program in way[0] if program in ("sudo", "apt-get")):
            continue
        print(f"installing Chromium: {' '.join(way[-1])}", file=sys.stderr, flush=True)
        if all(subprocess.call(command, stdout=sys.stderr) == 0 for command in way) and find():
            return


def main() -> int:
    if not find():
        install()
    path = find()
    if path is None:
        print("no Chromium: install one, or name its path in the variable CHROMIUM", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
