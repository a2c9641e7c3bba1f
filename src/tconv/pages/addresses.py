"""Know where things are: the project's folder, and the addresses that [project.urls] in pyproject.toml names."""

import os
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
"""The project's folder. The package of a site is never installed without it: a build reads its pages there."""

SHEETS = ROOT / "docs/sheets"
"""The transcriptions of the author's sheets, and their pictures where they are imported."""


def repository() -> str:
    """Return the address of the repository; on GitHub Actions, that of the repository it runs in."""
    server, running = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{running}" if server and running else _urls()["Repository"]


def site() -> str:
    """Return the address that GitHub Pages gives the repository's site."""
    return _github_pages(repository())


def published_site() -> str:
    """Return the address of the site as pages and the notebook name it, wherever they are built."""
    return _github_pages(_urls()["Repository"])


def _github_pages(address: str) -> str:
    owner, _, name = address.removeprefix("https://github.com/").partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def moved(address: str) -> str:
    """Turn an address within the project's own repository into the same one within the repository it runs in."""
    own, here = (each.removeprefix("https://github.com/") for each in (_urls()["Repository"], repository()))
    return re.sub(rf"(github(?:\.com)?/){re.escape(own)}(?=[/#]|$)", rf"\g<1>{here}", address)


def author_notebook() -> str:
    """Return the address of the author's notebook, which has the sheets as attachments."""
    return _urls()["Author's notebook"]


@cache
def _urls() -> dict[str, str]:
    urls: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    return urls
