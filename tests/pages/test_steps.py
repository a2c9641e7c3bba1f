"""A phrase that leads to a step of a figure: the step is there, and tells of the cell or row that is named."""

import re
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config
from pages import DOCS, PAGES

LINK = re.compile(r"\[([^][]*)\]\(([a-z-]+\.md)?#([a-z0-9-]+/\d+)\)")
STEP = re.compile(r'<li id="([^"]+/\d+)"[^>]*>(.*?)</li>', re.DOTALL)
NAMED = re.compile(r"\(\d+, \d+\)|\brow \d+\b", re.IGNORECASE)

LINKS = [
    pytest.param(DOCS / link[2] if link[2] else page, link[3], link[1], id=f"{page.stem}: {link[1]}, {link[3]}")
    for page in PAGES
    for link in LINK.finditer(page.read_text("utf-8"))
]


@cache
def steps_of(page: Path) -> dict[str, str]:
    """Map the address of each step on a page to its sentences."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    html = Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]).convert(
        page.read_text("utf-8").partition("\n---\n")[2]
    )
    return {address: " ".join(re.sub("<[^>]+>", "", said).split()) for address, said in STEP.findall(html)}


@pytest.mark.parametrize(("page", "address", "phrase"), LINKS)
def test_a_phrase_leads_to_a_step_that_tells_of_what_it_names(page: Path, address: str, phrase: str) -> None:
    said = steps_of(page)[address]
    for named in NAMED.findall(phrase):
        assert re.search(rf"(?<!\w){re.escape(named)}(?!\w)", said, re.IGNORECASE), said


def test_there_are_such_phrases() -> None:
    assert len(LINKS) >= 60
    assert sum(bool(NAMED.search(str(link.values[2]))) for link in LINKS) >= 20


def test_a_phrase_that_names_another_cell_is_seen() -> None:
    with pytest.raises(AssertionError):
        test_a_phrase_leads_to_a_step_that_tells_of_what_it_names(DOCS / "what.md", "overlap-scatter/3", "cell (4, 4)")
    with pytest.raises(KeyError):
        test_a_phrase_leads_to_a_step_that_tells_of_what_it_names(DOCS / "what.md", "overlap-scatter/5", "step 5")
