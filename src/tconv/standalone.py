"""Turn a scene into an SVG file that stands alone: it carries its style, and plays where styles can move."""

import re
from functools import cache
from html import escape
from importlib.resources import files

from tconv.scene import Scene
from tconv.svg import svg

PACE = 1.5
"""Seconds a step is shown."""

FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'


def standalone(scene: Scene, id: str = "figure") -> str:
    """Write the scene as a file of its own.

    Where styles are understood it plays its steps, in the viewer's light or dark colours, or shows the
    last one where motion is not wanted. Elsewhere, as in slides, attributes alone show the last step.
    """
    count = len(scene.frames)
    drawing = svg(scene, id)
    drawing = drawing.replace('<g class="now">', '<g class="now" opacity="0">', count - 1)
    size = f'width="{scene.width * 48:.0f}" height="{scene.height * 48:.0f}"'
    return drawing.replace(
        "<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" {size} style="--step:{count}" class="standalone" ', 1
    ).replace("<title", f"<style>{escape(_style(count), quote=False)}</style><title", 1)


def _style(count: int) -> str:
    """Add to the colours the step that is shown: the last, or each in turn."""
    return (
        f"{_colours()}"
        '@property --step{syntax:"<number>";inherits:true;initial-value:1}'
        "@media(prefers-reduced-motion:no-preference){"
        f".standalone{{animation:play {count * PACE:g}s steps({count},jump-none) infinite}}}}"
        f"@keyframes play{{from{{--step:1}}to{{--step:{count}}}}}"
    )


@cache
def _colours() -> str:
    """Make the page's style one that needs no page: every colour written out, light and dark."""
    sheet = re.sub(r"/\*.*?\*/", "", files("tconv").joinpath("web/figure.css").read_text("utf-8"), flags=re.DOTALL)
    light, dark = (dict(re.findall(r"(--tconv-[\w-]+): ([^;]+);", block)) for block in _schemes(sheet))
    rules = re.findall(r"^(\.scene[^{]*)\{([^}]*)\}", sheet, re.MULTILINE)
    plain = "".join(_rule(selector, body, light) for selector, body in rules)
    night = "".join(_rule(selector, body, dark) for selector, body in rules if "--tconv-" in body)
    return (
        f".standalone{{color:{light['--tconv-ink']};background:{light['--tconv-page']};font-family:{FONT}}}{plain}"
        f"@media(prefers-color-scheme:dark){{.standalone{{color:{dark['--tconv-ink']};"
        f"background:{dark['--tconv-page']}}}{night}}}"
    )


def _schemes(sheet: str) -> tuple[str, str]:
    """Find the two blocks that set the colours: the light one first, then the dark one."""
    light, dark = re.findall(r"\{([^{}]*--tconv-page:[^{}]*)\}", sheet)
    return light, dark


def _rule(selector: str, body: str, colours: dict[str, str]) -> str:
    written = re.sub(r"var\((--tconv-[\w-]+)\)", lambda found: colours[found[1]], body)
    written = re.sub(r"\s*([:;])\s*", r"\1", " ".join(written.split())).rstrip(";")
    return f"{' '.join(selector.split())}{{{written}}}"
