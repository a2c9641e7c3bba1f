"""Turn a message into one short line that a terminal only shows."""

_LONGEST = 400
"""Letters of a line; of a longer message, which repeats a long value, beginning and end are shown."""


def one_line(message: str) -> str:
    r"""Shorten a message, and write out what a terminal would obey.

    >>> one_line("\x1b[31m no such file")
    '\\x1b[31m no such file'
    """
    letters = (each if each.isprintable() else each.encode("unicode_escape").decode() for each in _shortened(message))
    return _shortened("".join(letters))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
