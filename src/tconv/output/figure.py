"""Turn an example and its views into the HTML figure that pages embed."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from html import escape

from tconv.example import Example, ExampleError
from tconv.examples import find
from tconv.layout import layout
from tconv.layout.comparison import compare as layout_comparison
from tconv.layout.thumbnail import PICTURES, picture
from tconv.output.svg import parts, still, svg
from tconv.scene import Area, Pointing, Scene
from tconv.trace import Trace, trace
from tconv.trace.base import Cell
from tconv.trace.comparison import Comparison, compare
from tconv.trace.linked import follow
from tconv.words.numbers import unbroken
from tconv.words.sentences import Sentence

STRIP = 12
"""Pictures in the strip at most; the text always has every step."""


@dataclass(frozen=True)
class View:
    """One view in a figure: its scene, and which of its steps is shown and told at each step of the figure."""

    name: str
    id: str
    scene: Scene
    steps: tuple[int, ...]
    sentences: tuple[Sentence, ...]


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
    views = (
        _compared((example, *against), (view, *beside), id) if against else _views(find(example), (view, *beside), id)
    )
    title = f"{find(example).title}: {' and '.join(each.name for each in views)}" if beside else views[0].scene.title
    return _figure(views, example, title, id, step, play)


def traced(told: Trace | Comparison, id: str, step: int = 1) -> str:
    """Draw the figure of a trace that is at hand, of one view or of several examples compared.

    Raises
    ------
    ExampleError
        For an unknown step, with those there are.
    """
    views = [_comparison(told, id)] if isinstance(told, Comparison) else [_view(told, id)]
    example = told.traces[0].example if isinstance(told, Comparison) else told.example
    return _figure(views, example.name, views[0].scene.title, id, step)


def _figure(views: Sequence[View], example: str, title: str, id: str, step: int, play: bool = False) -> str:
    view, count = views[0].name, len(views[0].steps)
    if not 1 <= step <= count:
        raise ExampleError(f"unknown step {step} of {example!r} as {view}; its steps are 1 to {count}")
    widths = [each.scene.width for each in views]
    widest = max(max((part[2] for part in each.scene.parts), default=each.scene.width) for each in views)
    stages = "".join(_stage(each, step, follows=at > 0) for at, each in enumerate(views))
    frames = "".join(f'<div data-step="{n}">{_stills(views, n)}</div>' for n in _telling(count))
    told = (" ".join(f"<span>{_html(each.sentences[n])}</span>" for each in views) for n in range(count))
    sentences = "".join(f"<li{' aria-current=step' if n == step else ''}>{each}</li>" for n, each in enumerate(told, 1))
    return (
        f'<figure class="tconv" id="{id}" data-example="{escape(example)}" data-view="{view}" '
        f'data-steps="{count}" data-step="{step}"{" data-play" * play} data-search-exclude '
        f'style="--step:{step};--lead:{step};--steps:{count};'
        f'--widths:{sum(widths):g};--whole:{max(widths):g};--widest:{widest:g}">'
        f'<div class="views{" linked" * (len(views) > 1)}">{stages}</div>'
        f'<div class="strip" aria-hidden="true">{frames}</div>'
        f'<ol class="told" id="{id}-told">{sentences}</ol>'
        f"{_controls(title, step, count)}"
        f'<p class="announced" aria-live="polite"></p></figure>'
    )


def thumbnail(example: str, view: str, id: str) -> str:
    """Draw a small picture without numbers, as decoration beside words that say the same.

    Raises
    ------
    ExampleError
        For an unknown example or picture, with those there are.
    """
    if view not in PICTURES:
        raise ExampleError(f"unknown picture {view!r}; there are: {', '.join(PICTURES)}")
    scene = picture(find(example), view)
    return (
        f'<div class="tconv-picture" aria-hidden="true" data-search-exclude style="--width:{scene.width:g}">'
        f"{svg(scene, id)}</div>"
    )


def _views(example: Example, names: Sequence[str], id: str) -> list[View]:
    """Lay out each view; the first one leads, and the cell that it tells of is framed in all of them."""
    traces = [trace(example, name) for name in names]
    lead, views = traces[0], []
    for at, (name, told) in enumerate(zip(names, traces, strict=True)):
        if name in names[:at]:
            raise ExampleError(f"the view {name!r} of {example.name!r} is named twice")
        steps = follow(lead, told) if at else None
        views.append(_view(told, f"{id}-{name}" if at else id, steps, lead.tells if len(names) > 1 else ()))
    return views


def _view(told: Trace, id: str, steps: tuple[int, ...] | None = None, linked: tuple[Cell | None, ...] = ()) -> View:
    """Lay out one view; without `steps` it leads."""
    sentences = told.sentences
    steps = steps or tuple(range(1, len(sentences) + 1))
    return View(told.view, id, replace(layout(told), linked=linked), steps, tuple(sentences[n - 1] for n in steps))


def _compared(examples: Sequence[str], names: Sequence[str], id: str) -> list[View]:
    """Compare several examples in one view."""
    if names != ("scatter",):
        raise ExampleError(f"examples are compared in one view, scatter; got: {', '.join(names)}")
    return [_comparison(compare([find(name) for name in examples]), id)]


def _comparison(comparison: Comparison, id: str) -> View:
    """Lay out a comparison as one view."""
    sentences = comparison.sentences
    return View("compare", id, layout_comparison(comparison), tuple(range(1, len(sentences) + 1)), sentences)


def _stills(views: Sequence[View], step: int) -> str:
    return "".join(still(each.scene, each.id, each.steps[step - 1], step) for each in views)


def _stage(view: View, step: int, follows: bool) -> str:
    """Frame a drawing, and the parts of it for a narrow page; a matrix may scroll, so the keyboard must reach it.

    A view that follows has a step of its own, and the list of them for the stepper.
    """
    scene = view.scene
    reach = f' tabindex="0" role="region" aria-label="{escape(scene.title)}"' if view.name == "matrix" else ""
    own = f"--step:{view.steps[step - 1]};" if follows else ""
    pointing = f" data-pointing='{_pointing(scene.pointing)}'" if scene.pointing else ""
    at = f' data-at="{" ".join(map(str, view.steps))}"' if follows else ""
    return (
        f'<div class="stage" data-view="{view.name}"{reach}{at}{pointing} style="{own}--width:{scene.width:g}">'
        f"{svg(scene, view.id)}{parts(scene, view.id)}</div>"
    )


def _pointing(pointing: Pointing) -> str:
    """Write what can be pointed at, for the script in the page: each grid as x, y, side, rows, columns."""

    def written(areas: Sequence[Area]) -> list[list[float]]:
        return [[round(part, 2) for part in astuple(area)] for area in areas]

    names = ("rows", "columns", "matrices", "transposes")
    parts: dict[str, object] = {name: written(getattr(pointing, name)) for name in names}
    return json.dumps(parts | {"links": pointing.links}, separators=(",", ":"))


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
        f'<span class="count">step {step} of {count}</span>'
        + button("all", "Every step as text", 'aria-expanded="false"')
        + "</div>"
    )


def _html(sentence: Sentence) -> str:
    """Mark the roles; a range such as 2–4 does not break after its dash."""
    marked = "".join(
        f'<b class="{span.role}">{escape(span.text)}</b>' if span.role else escape(unbroken(span.text))
        for span in sentence
    )
    return marked.replace("\N{EN DASH}", "\N{EN DASH}\N{WORD JOINER}")


def _telling(count: int) -> list[int]:
    """Choose the steps of the strip: all, or evenly spread ones with the first and the last."""
    shown = min(count, STRIP)
    return [1 + round(n * (count - 1) / max(1, shown - 1)) for n in range(shown)]
