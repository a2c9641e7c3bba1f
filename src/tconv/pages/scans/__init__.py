"""The import of hand-drawn sheets: where the pictures come from, and what is made of them."""

import re


class SourceError(Exception):
    """A source that cannot be imported, in one line: what is wrong, where, and what would be right."""

    def __init__(self, message: str) -> None:
        super().__init__(without_password(message))


def without_password(text: str) -> str:
    """Leave names and passwords out of the addresses in a text: what is printed is kept in logs.

    >>> without_password("https://me:secret@example.org/n.ipynb")
    'https://example.org/n.ipynb'
    """
    return re.sub(r"(?<=://)[^/?#]*@", "", text)
