"""Turn an example and its views into the HTML figure that pages embed."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from html import escape

from tconv.example import ExampleError
from tconv.examples import find
from tconv.layout.thumbnail import THUMBNAILS, lay_out_thumbnail
from tconv.output.stages import Stage, comparison_stage, linked_stages, trace_stage
from tconv.output.svg import panels, still, svg, whole
from tconv.scene import Area, Pointing
from tconv.trace.base import Trace
from tconv.trace.comparison import Comparison, compare
from tconv.words.numbers import unbroken
from tconv.words.sentences import Sentence

COMPARED = "scatter"
"""The view in which examples are compared."""

STRIP = 6
"""A strip has all steps if they are no more, else the first, one in the middle and the last."""
BROAD = 19.1
"""Views that are wider together, in cells, take the room of the page's margin too."""
LARGE = 14.3, 12.1
"""Width and height, in cells, up to which a view that stands alone has large cells."""


def figure(
    example: str,
    view: str,
    id: str,
    step: int = 1,
    beside: Sequence[str] = (),
    against: Sequence[str] = (),
    play: bool = False,
) -> str:
    """Draw one figure: all steps in one SVG, the controls, the strip for paper, every step as text.

    Parameters
    ----------
    example, view : str
        A name in `EXAMPLES` and one of the views of its operation.
    id : str
        Starts every id in the figure, so it is unique on the page.
    step : int
        The step shown first, from 1.
    beside : sequence of str
        Further views of the example, shown beside the first one; they follow its steps.
    against : sequence of str
        Further examples, which differ from the first in one setting: their scatter stands side by side.
    play : bool
        Whether the figure starts by itself, where motion is welcome.

    Raises
    ------
    ExampleError
        For an unknown example, view or step, with those there are, and for examples that cannot be compared.
    """
    first = find(example)
    if not against:
        stages = linked_stages(first, (view, *beside), id)
        return _figure(stages, example, f"{first.title}: {' and '.join((view, *beside))}", id, step, play)
    if (view, *beside) != (COMPARED,):
        raise ExampleError(f"examples are compared in one view, {COMPARED}; got: {', '.join((view, *beside))}")
    comparison = compare([first, *map(find, against)])
    return _figure([comparison_stage(comparison, id)], example, comparison.title, id, step, play)


def traced(trace: Trace | Comparison, id: str, step: int = 1, framed: bool = False) -> str:
    """Draw the figure of a trace that is at hand, of one view or of several examples compared.

    One that is `framed`, alone in a document, has no strip, which is for paper, and nothing to take.

    Raises
    ------
    ExampleError
        For an unknown step, with those there are.
    """
    if isinstance(trace, Comparison):
        stage, example = comparison_stage(trace, id), trace.traces[0].example
    else:
        stage, example = trace_stage(trace, id), trace.example
    return _figure([stage], example.name, stage.scene.title, id, step, framed=framed)


def _figure(
    stages: Sequence[Stage], example: str, title: str, id: str, step: int, play: bool = False, framed: bool = False
) -> str:
    view, count = stages[0].view, len(stages[0].steps)
    if not 1 <= step <= count:
        raise ExampleError(f"unknown step {step} of {example!r} as {view}; its steps are 1 to {count}")
    widths = [each.scene.wide[0] for each in stages]
    highest = max(each.scene.wide[1] for each in stages)
    texts = [" ".join(f"<span>{_html(each.sentences[n])}</span>" for each in stages) for n in range(count)]
    drawings = "".join(_stage(each, step, follows=at > 0) for at, each in enumerate(stages))
    below = "" if framed else MORE + _strip(stages, texts)
    items = "".join(
        f'<li id="{id}/{n}"{" aria-current=step" if n == step else ""}>{each}</li>' for n, each in enumerate(texts, 1)
    )
    large = len(stages) == 1 and widths[0] <= LARGE[0] and highest <= LARGE[1] and view not in ("matrix", "compare")
    aside = stages[0].scene.aside if large else None
    words = ' data-words="beside"' if aside else ""
    room = ' data-room="large"' if large else ' data-room="broad"' if sum(widths) > BROAD else ""
    return (
        f'<figure class="tconv" id="{id}" data-example="{escape(example)}" data-view="{view}" '
        f'data-steps="{count}" data-step="{step}"{room}{words}{" data-play" if play else ""} '
        "data-search-exclude "
        f'style="--step:{step};--lead:{step};--steps:{count};--sum:{sum(widths):g};--high:{highest:g}{_aside(aside)}">'
        f'{_switch(stages)}<div class="views">{drawings}</div>'
        f'<div class="bar">{_controls(title, step, count)}<ol class="told" id="{id}-told">{items}</ol></div>{below}'
        f'<p class="announced" aria-live="polite"></p></figure>'
    )


def _aside(size: tuple[float, float] | None) -> str:
    return f";--aw:{size[0]:g};--ah:{size[1]:g}" if size else ""


def thumbnail(example: str, idea: str, id: str) -> str:
    """Draw an idea without numbers, as decoration beside words that say the same.

    Raises
    ------
    ExampleError
        For an unknown example or idea, with those there are.
    """
    if idea not in THUMBNAILS:
        raise ExampleError(f"unknown picture {idea!r}; there are: {', '.join(THUMBNAILS)}")
    scene = lay_out_thumbnail(find(example), idea)
    return (
        f'<div class="tconv-picture" aria-hidden="true" data-search-exclude style="--width:{scene.width:g}">'
        f"{svg(scene, id)}</div>"
    )


def strip_steps(count: int) -> list[int]:
    """Choose the steps of the strip."""
    return list(range(1, count + 1)) if count <= STRIP else [1, (count + 1) // 2, count]


def _strip(stages: Sequence[Stage], texts: Sequence[str]) -> str:
    """Show telling steps beside one another, each above its sentence."""
    steps = "".join(
        f'<div data-step="{n}">{_stills(stages, n)}<p>{texts[n - 1]}</p></div>' for n in strip_steps(len(texts))
    )
    wholes = "".join(whole(each.scene, each.id) for each in stages)
    return f'<div class="strip" aria-hidden="true">{wholes}{steps}</div>'


def _stills(stages: Sequence[Stage], step: int) -> str:
    return "".join(still(each.scene, each.id, each.steps[step - 1], step) for each in stages)


def _stage(stage: Stage, step: int, follows: bool) -> str:
    """Hold the panels of a view. A linked view also carries its own step for each step of the leading view."""
    scene = stage.scene
    own = f"--step:{stage.steps[step - 1]};" if follows else ""
    pointing = f" data-pointing='{_pointing(scene.pointing)}'" if scene.pointing else ""
    at = f' data-at="{" ".join(map(str, stage.steps))}"' if follows else ""
    (wide, tall), (narrow_wide, narrow_tall) = scene.wide, scene.narrow
    longer = f";--whole:{scene.height:g}" if scene.height != tall else ""
    return (
        f'<div class="stage" data-view="{stage.view}"{at}{pointing} '
        f'style="{own}--w:{wide:g};--h:{tall:g};--nw:{narrow_wide:g};--nh:{narrow_tall:g}{longer}">'
        f"{panels(scene, stage.id)}</div>"
    )


def _pointing(pointing: Pointing) -> str:
    """Write what can be pointed at, for the script in the page: each grid as x, y, side, rows, columns."""

    def rounded(areas: Sequence[Area]) -> list[list[float]]:
        return [[round(part, 2) for part in astuple(area)] for area in areas]

    names = ("rows", "columns", "matrices", "transposes")
    areas: dict[str, object] = {name: rounded(getattr(pointing, name)) for name in names}
    return json.dumps(areas | {"links": pointing.links}, separators=(",", ":"))


MORE = (
    '<p class="more"><button type="button" data-take="all" aria-expanded="false">All steps as text</button>'
    '<button type="button" data-take="link">Link</button><button type="button" data-take="svg">SVG</button></p>'
)
"""What else a reader can take of a step: its words, its address, its picture."""


def _switch(stages: Sequence[Stage]) -> str:
    """Let a narrow page show one of several views at a time."""
    if len(stages) == 1:
        return ""
    buttons = "".join(
        f'<button type="button" data-view="{at}" aria-pressed="{"true" if at == 1 else "false"}">{each.view}</button>'
        for at, each in enumerate(stages, 1)
    )
    return f'<div class="switch" role="group" aria-label="View">{buttons}</div>'


def _controls(title: str, step: int, count: int) -> str:
    def button(name: str, label: str, state: str) -> str:
        return f'<button type="button" data-do="{name}" aria-label="{label}" {state}></button>'

    def ended(at: int) -> str:
        return f'aria-disabled="{"true" if step == at else "false"}"'

    return (
        f'<div class="controls" role="group" aria-label="Steps of: {escape(title)}">'
        + button("previous", "Previous step", ended(1))
        + button("play", "Play", 'aria-pressed="false"')
        + button("next", "Next step", ended(count))
        + f'<input type="range" min="1" max="{count}" value="{step}" autocomplete="off" aria-label="Step" '
        f'aria-valuetext="Step {step} of {count}">'
        f'<span class="count">{step} of {count}</span></div>'
    )


def _html(sentence: Sentence) -> str:
    """Mark the roles; a range such as 2–4 does not break after its dash."""
    marked = "".join(
        f'<b class="{span.role}">{escape(span.text)}</b>' if span.role else escape(unbroken(span.text))
        for span in sentence
    )
    return marked.replace("\N{EN DASH}", "\N{EN DASH}\N{WORD JOINER}")
