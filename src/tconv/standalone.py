"""Turn a scene into an SVG file that stands alone: it carries its style, and plays where styles can move."""

import re
from functools import cache
from html import escape
from xml.etree import ElementTree

from tconv.scene import Scene
from tconv.served import uncommented
from tconv.svg import DIPPED, svg

PACE = 1.5
"""Seconds a step is shown."""

FONT = "system-ui,sans-serif"

SVG = "http://www.w3.org/2000/svg"


def standalone(scene: Scene, step: int | None = None) -> str:
    """Write the scene as a file of its own.

    Where styles are understood it plays its steps, in the viewer's light or dark colours, or shows one
    where motion is not wanted. Elsewhere, as in slides, attributes alone show this step: the last, if
    none is given.
    """
    count = len(scene.frames)
    step = step or count
    drawing = _shown(svg(scene), step)
    roles = frozenset(re.findall(r'class="([\w-]+)', drawing))
    size = f'width="{scene.width * 48:.0f}" height="{scene.height * 48:.0f}"'
    return drawing.replace("<svg ", f'<svg xmlns="{SVG}" {size} style="--step:{step}" class="standalone" ', 1).replace(
        "<title", f"<style>{escape(_style(roles, count), quote=False)}</style><title", 1
    )


def picture(scene: Scene, step: int) -> str:
    """Write one step of the scene as a small file that does not move."""
    drawing = ElementTree.fromstring(standalone(scene, step))
    for group in drawing.iter(f"{{{SVG}}}g"):
        for part in [part for part in group if part.get("opacity") == "0"]:
            group.remove(part)
    style = drawing.find(f"{{{SVG}}}style")
    if style is not None and style.text:
        style.text = style.text.partition("@property")[0]
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(drawing, "unicode")


def _shown(drawing: str, step: int) -> str:
    """Hide by attributes what the step does not show."""
    seen = {"stays": 0, "now": 0}

    def group(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        hidden = seen[found[1]] > step if found[1] == "stays" else seen[found[1]] != step
        return f'<g class="{found[1]}" opacity="0">' if hidden else found[0]

    parts = re.sub('<g class="(stays|now)">', group, drawing).split('<g class="step"')
    parts[step] = re.sub(' dips".*?</g>', lambda found: found[0].replace("<text", f"<text{DIPPED}"), parts[step])
    return '<g class="step"'.join(parts)


def _style(roles: frozenset[str], count: int) -> str:
    """Add to the colours the step that is shown: one, or each in turn."""
    return (
        f"{_colours(roles)}"
        '@property --step{syntax:"<number>";inherits:true;initial-value:1}'
        "@media(prefers-reduced-motion:no-preference){"
        f".standalone{{animation:play {count * PACE:g}s steps({count},jump-none) infinite}}}}"
        f"@keyframes play{{from{{--step:1}}to{{--step:{count}}}}}"
    )


@cache
def _colours(roles: frozenset[str]) -> str:
    """Make the page's style one that needs no page: for these roles, every colour written out, light and dark."""
    sheet = uncommented("figure.css")
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
