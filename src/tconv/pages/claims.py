"""Turn a page's Markdown into the same without its claims: the comments that say how its numbers are computed.

A paragraph that states a number is followed by `<!-- computed: … -->`. The tests compute what stands in it; it
is no business of a reader's.
"""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

COMMENT = re.compile(r"^ *<!-- computed:(.*?)-->[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
"""Lines that are one comment with claims; the group is what it claims."""


class _WithoutClaims(Preprocessor):
    """Take whole lines out, so that the paragraph and what follows it stand as if nothing had been between them."""

    def run(self, lines: list[str]) -> list[str]:
        return COMMENT.sub("", "\n".join(lines)).split("\n")


class ClaimsExtension(Extension):
    """Run after the fences, which keep their text, and before comments are set aside as HTML."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register between superfences (25) and Python-Markdown's HTML blocks (20)."""
        md.preprocessors.register(_WithoutClaims(md), "tconv-claims", 22)


def makeExtension(**options: Any) -> ClaimsExtension:
    """Let Python-Markdown load this module by its name."""
    return ClaimsExtension(**options)
