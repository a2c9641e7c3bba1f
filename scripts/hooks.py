"""Hand MkDocs's events to tconv.pages.hooks."""

import sys

from tconv.pages.hooks import (  # noqa: F401  # MkDocs finds them by their names
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_content,
    on_page_markdown,
    on_post_page,
    on_post_template,
)


def on_post_build(**_: object) -> None:
    """Forget the package: MkDocs loads this file anew for each build, and an edited module is read again."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tconv"]:
        del sys.modules[name]


on_build_error = on_post_build
