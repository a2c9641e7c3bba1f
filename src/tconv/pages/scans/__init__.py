"""The import of hand-drawn sheets: where the pictures come from, and what is made of them."""


class SourceError(Exception):
    """Why a source cannot be imported: what, where, and what would be right."""
