"""The one exception that stops a build from inside a page."""

from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException


class PageError(SuperFencesException, BuildError):  # type: ignore[misc]  # pymdownx has no types
    """Something wrong in a page, in one line that says what and where.

    Superfences lets only its own exception through, and MkDocs reports only its own in one line
    with the name of the page: so this is both.
    """
