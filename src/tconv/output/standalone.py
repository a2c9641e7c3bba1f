"""Turn a scene into an SVG file that stands alone: it carries its style, and plays where styles can move."""

import re
from dataclasses import replace
from functools import cache
from html import escape

from tconv.output.assets import written
from tconv.output.svg import content, view_box
from tconv.scene import FILE_PACE, Scene

CELL = 48
"""Pixels of a cell."""

FONT = "system-ui,sans-serif"


def standalone(scene: Scene, step: int | None = None, plays: bool = True, place: str = "") -> str:
    """Write the scene as a file of its own.

    Where styles are understood it plays its steps, in the viewer's light or dark colours, or shows one
    where motion is not wanted. Elsewhere, as in slides, attributes alone show this step: the last, if
    none is given. `place` are the attributes that put it inside another picture.
    """
    count = len(scene.frames)
    step = step or count
    drawing = content(scene, shown=step)
    style = _colours(frozenset(re.findall(r'class="([\w-]+)', drawing))) + (_playing(count) if plays else "")
    place = place or f'width="{scene.width * CELL:.0f}" height="{scene.height * CELL:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {place} '
        f'style="--step:{step}" class="standalone" viewBox="{view_box(scene)}" role="img">'
        f"<style>{escape(style, quote=False)}</style>{drawing}</svg>"
    )


def picture(scene: Scene, step: int, place: str = "") -> str:
    """Write one step of the scene as a small file that does not move."""
    past, (last, *_) = scene.frames[: step - 1], scene.frames[step - 1 :]
    frames = (*(frame._replace(now=()) for frame in past), last)
    return standalone(replace(scene, frames=frames), plays=False, place=place)


def _playing(count: int) -> str:
    """Show each step in turn."""
    return (
        '@property --step{syntax:"<number>";inherits:true;initial-value:1}'
        "@media(prefers-reduced-motion:no-preference){"
        f".standalone{{animation:play {count * FILE_PACE:g}s steps({count},jump-none) infinite}}}}"
        f"@keyframes play{{from{{--step:1}}to{{--step:{count}}}}}"
    )


@cache
def _colours(roles: frozenset[str]) -> str:
    """Make the page's style one that needs no page: for these roles, every colour written out, light and dark."""
    sheet = written("figure.css")
    light, dark = (dict(re.findall(r"(--tconv-[\w-]+): ([^;]+);", block)) for block in _schemes(sheet))
    steps = re.search(r"@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", sheet)
    rules = re.findall(r"^(\.scene[^{]*)\{([^}]*)\}", sheet, re.MULTILINE)
    used = [(selector, body) for each, body in rules if (selector := _used(each, roles))]
    plain = "".join(_rule(selector, body, light) for selector, body in used)
    night = "".join(_rule(selector, _coloured(body), dark) for selector, body in used if "--tconv-" in body)
    return (
        f".standalone{{color:{light['--tconv-ink']};background:{light['--tconv-page']};font-family:{FONT}}}{plain}"
        f"{_packed(steps[0] if steps else '')}"
        f"@media(prefers-color-scheme:dark){{.standalone{{color:{dark['--tconv-ink']};"
        f"background:{dark['--tconv-page']}}}{night}}}"
    )


def _schemes(sheet: str) -> tuple[str, str]:
    """Find the two blocks that set the colours: the light one first, then the dark one."""
    light, dark = re.findall(r"\{([^{}]*--tconv-page:[^{}]*)\}", sheet)
    return light, dark


def _used(selectors: str, roles: frozenset[str]) -> str:
    """Keep the selectors that name no other role."""
    return ",".join(each for each in selectors.split(",") if roles.issuperset(re.findall(r"\.([\w-]+)", each)))


def _coloured(body: str) -> str:
    """Keep the declarations that name a colour."""
    return ";".join(each for each in body.split(";") if "--tconv-" in each)


def _rule(selector: str, body: str, colours: dict[str, str]) -> str:
    written = re.sub(r"var\((--tconv-[\w-]+)\)", lambda found: colours[found[1]], body)
    return _packed(f"{selector}{{{written}}}")


def _packed(css: str) -> str:
    """Leave out what a file with one scene in it does not need: spaces, last semicolons, the scene's name."""
    css = re.sub(r"\s*([:;{},])\s*", r"\1", " ".join(css.split()))
    return css.replace(";}", "}").replace(".scene .", ".")
