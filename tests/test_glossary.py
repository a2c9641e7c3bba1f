"""The glossary: its order, and where its links lead."""

import re
from pathlib import Path

from claims import DOCS

TEXT = (DOCS / "glossary.md").read_text()
GROUPS = [re.findall(r"^### (.+)$", part, re.MULTILINE) for part in TEXT.split("\n## ")[1:]]


def test_each_word_stands_once_and_in_order_in_its_group() -> None:
    words = [word for group in GROUPS for word in group]
    assert len(words) == len(set(words)) > 20 and all(group == sorted(group) for group in GROUPS)


def test_every_link_leads_to_a_heading(site: Path) -> None:
    links = re.findall(r"\]\((\w+)\.md(?:#([\w-]+))?\)", TEXT)
    assert len(links) >= 20
    for page, anchor in links:
        html = (site / page / "index.html").read_text()
        assert not anchor or f'<h2 id="{anchor}"' in html, (page, anchor)


def test_the_words_of_a_figure_are_explained() -> None:
    words = {word.lower() for group in GROUPS for word in group}
    assert {"input", "kernel", "output", "stamp", "canvas", "crop window", "stride", "padding", "phase"} <= words
    assert {"scatter", "gather", "matrix"} <= words
