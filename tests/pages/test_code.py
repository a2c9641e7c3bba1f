"""Every Python block of every page is run, and prints what stands below it."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from pages import PAGES

PYTHON = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)
CODED = [page for page in PAGES if "```python" in page.read_text("utf-8")]


@pytest.mark.parametrize("page", CODED, ids=lambda page: page.stem)
def test_python_blocks_print_what_the_page_says(page: Path) -> None:
    space: dict[str, Any] = {}
    text = page.read_text("utf-8")
    blocks = PYTHON.findall(text)
    assert len(blocks) == text.count("```python")
    for code, output in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), space)
        assert printed.getvalue() == output, code
