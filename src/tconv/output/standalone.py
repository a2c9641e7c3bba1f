"""Turn a scene into an SVG file that stands alone: it carries its style, and plays where styles can move."""

from tconv.output.style_sheet import standalone_style
from tconv.output.svg import content, view_box
from tconv.scene import FILE_PACE, Scene

CELL = 48
"""Pixels of a cell."""


def standalone(scene: Scene, step: int | None = None, plays: bool = True, place: str = "", dark: bool = True) -> str:
    """Write the scene as a file of its own.

    Where styles are understood it plays its steps, in the viewer's light or dark colours, or shows one
    where motion is not wanted. Elsewhere, as in slides, attributes alone show this step: the last, if
    none is given. `place` are the attributes that put it inside another picture; one that is not `dark`
    has light colours alone.
    """
    count = len(scene.changes)
    step = step or count
    drawing = content(scene, shown=step)
    style = (standalone_style(scene.roles, plays, dark) + (_playing(count) if plays else "")).replace("<", "&lt;")
    place = place or f'width="{scene.width * CELL:.0f}" height="{scene.height * CELL:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {place} '
        f'style="--step:{step}" class="standalone" viewBox="{view_box(scene)}" role="img">'
        f"<style>{style}</style>{drawing}</svg>"
    )


def standalone_step(scene: Scene, step: int, place: str = "", dark: bool = True) -> str:
    """Write one step of the scene as a small file that does not move."""
    past, (last, *_) = scene.changes[: step - 1], scene.changes[step - 1 :]
    changes = (*(change._replace(now=()) for change in past), last)
    return standalone(scene.redrawn(scene.common, changes), plays=False, place=place, dark=dark)


def _playing(count: int) -> str:
    """Show each step in turn."""
    return (
        '@property --step{syntax:"<number>";inherits:true;initial-value:1}'
        "@media(prefers-reduced-motion:no-preference){"
        f".standalone{{animation:play {count * FILE_PACE:g}s steps({count},jump-none) infinite}}}}"
        f"@keyframes play{{from{{--step:1}}to{{--step:{count}}}}}"
    )
