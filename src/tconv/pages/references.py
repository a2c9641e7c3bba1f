"""Let every page write [text][author-notebook] and [text][repository]: a Markdown extension."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from tconv.pages import addresses


class ReferencesExtension(Extension):
    """Give each page the references, which Markdown forgets before it reads the next one."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Ask for a call of reset before each page."""
        self.md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Add the references as if the page had them below its text."""
        self.md.references["author-notebook"] = addresses.author_notebook(), ""
        self.md.references["repository"] = addresses.repository(), ""


def makeExtension(**options: Any) -> ReferencesExtension:
    """Let Python-Markdown load this module by its name."""
    return ReferencesExtension(**options)
