"""Let a page load the scripts that it needs: those that start what stands on it, and at once what they import.

None is written into the page itself, so that a site may forbid such scripts in its content security policy.
"""

from tconv.output.scripts import needed, started_in

FOLDER = "assets/tconv/"
FIRST = "scripted.js"
"""Runs before the rest of the page is read."""


def with_scripts(html: str, root: str) -> str:
    """Add to a page's head what loads its scripts; `root` leads from the page to the root of the site.

    A browser learns of an import only when it has read the module before: a preload saves that way back and forth.
    """
    started = started_in(html)
    tags = [
        f'<script type="module" src="{root}{FOLDER}{name}"></script>'
        if name in started
        else f'<link rel="modulepreload" href="{root}{FOLDER}{name}">'
        for name in needed(*started)
    ]
    html = html.replace("<head>", f'<head><script src="{root}{FOLDER}{FIRST}"></script>', 1)
    return html.replace("</head>", f"{''.join(tags)}</head>", 1)
