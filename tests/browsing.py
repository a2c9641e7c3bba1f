"""The pages of the site, and the ways in which a reader may have them on the screen."""

import pytest
from conftest import ROOT
from playwright.sync_api import ViewportSize

PAGES = sorted(
    f"{path.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/".removesuffix("index/")
    for path in (ROOT / "docs").rglob("*")
    if path.suffix in (".md", ".ipynb")
)

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

"""Packed bytes that this project may add to a page."""

every_page = pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "index")


def viewport(width: int) -> ViewportSize:
    return {"width": width, "height": 900}
