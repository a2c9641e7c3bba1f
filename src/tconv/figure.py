"""Turn an example and a view into the HTML figure that pages embed."""

from html import escape

from tconv.example import ExampleError
from tconv.examples import find
from tconv.layout import layout
from tconv.sentences import Sentence
from tconv.svg import parts, still, svg
from tconv.trace import trace

STRIP = 12
"""Pictures in the strip at most; the text always has every step."""


def figure(example: str, view: str, id: str, step: int = 1) -> str:
    """Draw one figure: all steps in one SVG, the controls, the strip for paper, every step as text.

    Parameters
    ----------
    example, view : str
        A name in `EXAMPLES` and one of the views of its operation.
    id : str
        Starts every id in the figure, so it is unique on the page.
    step : int
        The step shown first, from 1.

    Raises
    ------
    ExampleError
        For an unknown example, view or step, with those there are.
    """
    told = trace(find(example), view)
    count = len(told.sentences)
    if not 1 <= step <= count:
        raise ExampleError(f"unknown step {step} of {example!r} as {view}; its steps are 1 to {count}")
    scene = layout(told)
    sentences = "".join(
        f"<li{' aria-current=step' if n == step else ''}>{_html(each)}</li>" for n, each in enumerate(told.sentences, 1)
    )
    frames = "".join(f'<div data-step="{n}">{still(scene, id, n)}</div>' for n in _telling(count))
    return (
        f'<figure class="tconv" id="{id}" data-example="{example}" data-view="{view}" '
        f'data-steps="{count}" data-step="{step}" data-search-exclude '
        f'style="--step:{step};--steps:{count};--width:{scene.width:g}">'
        f"{_stage(svg(scene, id), parts(scene, id), scene.title, view)}"
        f'<div class="strip" aria-hidden="true">{frames}</div>'
        f'<ol class="told" id="{id}-told">{sentences}</ol>'
        f"{_controls(scene.title, step, count)}"
        f'<p class="announced" aria-live="polite"></p></figure>'
    )


def _stage(drawing: str, stack: str, title: str, view: str) -> str:
    """Frame the drawing, and the parts of it for a narrow page; a matrix may scroll, so the keyboard must reach it."""
    reach = f' tabindex="0" role="region" aria-label="{escape(title)}"' if view == "matrix" else ""
    return f'<div class="stage"{reach}>{drawing}{stack}</div>'


def _controls(title: str, step: int, count: int) -> str:
    def button(name: str, label: str, path: str, state: str) -> str:
        icon = f'<svg viewBox="0 0 24 24" aria-hidden="true">{path}</svg>'
        return f'<button type="button" data-do="{name}" aria-label="{label}" title="{label}" {state}>{icon}</button>'

    def ended(at: int) -> str:
        return f'aria-disabled="{"true" if step == at else "false"}"'

    return (
        f'<div class="controls" role="group" aria-label="Steps of: {escape(title)}">'
        + button("previous", "Previous step", '<path d="M14.5 6 8.5 12l6 6"/>', ended(1))
        + button(
            "play", "Play", '<path d="M8 5.5v13L18.5 12z"/><path d="M8.5 6v12M15.5 6v12"/>', 'aria-pressed="false"'
        )
        + button("next", "Next step", '<path d="m9.5 6 6 6-6 6"/>', ended(count))
        + f'<input type="range" min="1" max="{count}" value="{step}" autocomplete="off" aria-label="Step" '
        f'aria-valuetext="Step {step} of {count}">'
        f'<span class="count">step {step} of {count}</span>'
        + button("all", "Every step as text", '<path d="M5 7h14M5 12h14M5 17h9"/>', 'aria-expanded="false"')
        + "</div>"
    )


def _html(sentence: Sentence) -> str:
    """Mark the roles; a range such as 2–4 does not break after its dash."""
    marked = "".join(
        f'<b class="{span.role}">{escape(span.text)}</b>' if span.role else escape(span.text) for span in sentence
    )
    return marked.replace("\N{EN DASH}", "\N{EN DASH}\N{WORD JOINER}")


def _telling(count: int) -> list[int]:
    """Choose the steps of the strip: all, or evenly spread ones with the first and the last."""
    shown = min(count, STRIP)
    return [1 + round(n * (count - 1) / max(1, shown - 1)) for n in range(shown)]
