"""The import of hand-drawn sheets: where the pictures come from, and what is made of them."""


class SourceError(Exception):
    """A source that cannot be imported, in one line: what is wrong, where, and what would be right."""
