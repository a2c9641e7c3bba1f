"""Each page says above its text what it is called and what it is about: MkDocs shows a head it cannot read as text."""

from pathlib import Path

import pytest
import yaml
from pages import DOCS

WRITTEN = sorted(DOCS.glob("*.md"))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_the_head_of_a_page_can_be_read(page: Path) -> None:
    start, head, _ = page.read_text("utf-8").split("---\n", 2)
    said = yaml.safe_load(head)
    assert not start and {"title", "description"} <= set(said) and all(said.values())
