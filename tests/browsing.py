"""The pages of the site, and the ways in which a reader may have them on the screen."""

from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Page, ViewportSize

PAGES = sorted(
    f"{path.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/".removesuffix("index/")
    for path in (ROOT / "docs").rglob("*")
    if path.suffix in (".md", ".ipynb")
)

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ([part, rules]) => {
  const {passes, violations} = await axe.run(part, {runOnly: rules, resultTypes: ['violations']});
  return [passes.length, violations.map(each => [each.id, each.nodes.map(node => node.target)])];
}"""
"""What is right is only counted: to tell of each element of a page takes longer than to look at it."""

every_page = pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "index")


def viewport(width: int) -> ViewportSize:
    return {"width": width, "height": 900}


def violations(page: Page, part: str = "html", least: int = 20) -> Any:
    """Let axe look at a part of a page; more rules than the least must apply to it, and be kept."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    kept, found = page.evaluate(RUN, [part, RULES])
    assert kept > least, "axe has looked at hardly anything"
    return found
