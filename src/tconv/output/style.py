"""Roles and colours as data: how each role looks, and what all scenes share. `style_sheet.py` turns it into CSS."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tconv.scene import DROP, Role
from tconv.words.sentences import WordRole

Colour = Literal[
    "ink", "muted", "line", "page",
    "input", "input-tint", "kernel", "kernel-tint", "stamp", "stamp-tint", "output", "output-tint",
    "odd", "odd-tint", "even", "even-tint", "never",
]  # fmt: skip
"""A role's hue comes as an ink and as a tint that the ink is read on."""

SystemColour = Literal["Canvas", "CanvasText", "GrayText"]
"""Colours of the reader's system: the page, what is read on it, and what stands back."""


class Shades(NamedTuple):
    """One colour in the light scheme, which is also that of paper, in the dark scheme, and where colours are forced."""

    light: str
    dark: str
    forced: SystemColour


PALETTE: dict[Colour, Shades] = {
    "ink": Shades("#18212d", "#e8edf3", "CanvasText"),
    "muted": Shades("#66717f", "#98a4b3", "CanvasText"),
    "line": Shades("#d5dbe3", "#3a4554", "GrayText"),
    "page": Shades("#fff", "#151b23", "Canvas"),
    "input": Shades("#0b66a8", "#7cc0f5", "CanvasText"),
    "input-tint": Shades("#e3effa", "#14344d", "Canvas"),
    "kernel": Shades("#955700", "#f2b65a", "CanvasText"),
    "kernel-tint": Shades("#fdefd3", "#46320f", "Canvas"),
    "stamp": Shades("#9b3a76", "#ef9fcb", "CanvasText"),
    "stamp-tint": Shades("#f8e3ef", "#4a1f3b", "Canvas"),
    "output": Shades("#08704f", "#6fd6b1", "CanvasText"),
    "output-tint": Shades("#def3ea", "#123f31", "Canvas"),
    "odd": Shades("#6b5000", "#ffe682", "CanvasText"),
    "odd-tint": Shades("#ffee9e", "#5c4a0c", "Canvas"),
    "even": Shades("#1f6313", "#a5f0a0", "CanvasText"),
    "even-tint": Shades("#c4edb4", "#1d4d22", "Canvas"),
    "never": Shades("#c62f21", "#f2907f", "CanvasText"),
}


LIGHT = 400
MEDIUM = 500
BOLD = 700
"""Weights of numbers."""


@dataclass(frozen=True)
class Style:
    """How the marks of a role look, where they differ from the rest of the scene.

    `number` is the colour of text. Cells have a fill, a line around it, or both; frames have a line.
    """

    number: Colour | None = None
    fill: Colour | None = None
    line: Colour | None = None
    width: float | None = None
    opacity: float | None = None
    dashes: tuple[float, float] | None = None
    weight: int | None = None
    anchor: Literal["start", "end"] | None = None


DASHED = (0.1, 0.08)
FRAME = 0.07
"""Width of a frame's line."""

STYLES: dict[Role, Style] = {
    "label": Style("muted", weight=LIGHT, anchor="start"),
    "note": Style("muted", weight=LIGHT),
    "index": Style("muted", weight=LIGHT),
    "sign": Style("muted", weight=LIGHT),
    "window-label": Style("output", anchor="start"),
    "empty": Style(line="line", dashes=DASHED),
    "bias": Style("output", "page", "output", opacity=0.4, dashes=DASHED, weight=LIGHT),
    "input": Style("input", "input-tint"),
    "used": Style("input", "page", "input-tint", width=0.06),
    "reading": Style("page", "input", weight=BOLD),
    "kernel": Style("kernel", "kernel-tint", "kernel-tint"),
    "chosen": Style("page", "kernel", weight=BOLD),
    "zero": Style("muted", "page", "line", weight=LIGHT),
    "factor": Style("kernel", weight=BOLD, anchor="end"),
    "idle": Style("muted", weight=LIGHT, anchor="end"),
    "sliding": Style(line="kernel", width=FRAME),
    "stamp": Style(fill="stamp-tint"),
    "product": Style("stamp", weight=BOLD),
    "addend": Style("stamp", weight=BOLD, anchor="end"),
    "landing": Style(line="stamp", width=FRAME),
    "output": Style("output", "output-tint", "output-tint"),
    "writing": Style("page", "output", "output", weight=BOLD),
    "cropped": Style("muted", "page", "line"),
    "edge": Style(line="muted", width=0.04, dashes=(0.14, 0.1)),
    "window": Style(line="output", width=FRAME),
    "odd": Style("odd", "odd-tint", "odd-tint", weight=BOLD),
    "even": Style("even", "even-tint", "even-tint", weight=BOLD),
    "never": Style("never", weight=LIGHT),
    "plain": Style(fill="page", line="line"),
    "place": Style("stamp", weight=BOLD, anchor="end"),
}
"""A tint that covers an empty cell has a line of its own colour too, so that no dash is left to see."""

FORCED: dict[Role, Style] = {
    "bias": Style(opacity=1),
    "even": Style(width=0.1),
}
"""Where colours are forced every tint is the page's colour: lines tell what tints told."""

WORDS: dict[WordRole, Colour] = {"input": "input", "kernel": "kernel", "stamp": "stamp", "output": "output"}
"""The colours of words in the sentences below a figure."""

Painted = Literal["color", "fill", "stroke", "background"]


@dataclass(frozen=True)
class Rule:
    """Declarations for what its selectors find in a scene: colours, and what is the same in every scheme.

    Of the selectors, "" is the scene itself.
    """

    selectors: tuple[str, ...]
    same: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[Painted, Colour] = field(default_factory=dict)


def short(value: float) -> str:
    """Write a number as CSS allows it, without the zero before its point."""
    text = f"{value:g}"
    return text[1:] if text.startswith("0.") else text


SCENE = (
    Rule(
        ("",),
        {
            "fill": "none",
            "stroke-width": ".03",
            "text-anchor": "middle",
            "font-family": "inherit",
            "font-variant-numeric": "tabular-nums",
            "font-weight": str(MEDIUM),
        },
    ),
    Rule(("text",), {"fill": "currentColor", "stroke": "none"}),
)
"""The look of a scene, before its roles."""


def _while(step: str) -> str:
    """Write a term that is 1 while the variable `step` is the step --n of a group, and 0 or less at other steps."""
    return f"1 - max(var({step}) - var(--n),var(--n) - var({step}))"


STEPS = (
    Rule((".stays",), {"opacity": "calc(var(--step) - var(--n) + 1)"}),
    Rule((".now",), {"opacity": f"calc({_while('--step')})"}),
    Rule(
        (".dips > text",),
        {
            "--hit": f"max(0,{_while('--step')})",
            "transform": f"translateY(calc(var(--hit) * {short(DROP)}px))",
            "font-weight": f"calc({MEDIUM} + var(--hit) * {BOLD - MEDIUM})",
        },
    ),
)
"""The marks of a step are seen from its step on, or at its step alone: opacities below 0 and above 1 are 0 and 1.

A number that dips leaves room for the addend in the corner of its cell.
"""

FADE = (Rule((".stays", ".now", ".linked"), {"transition": "opacity .2s"}),)

POINTED = (
    Rule((".linked",), {"opacity": f"calc({_while('--lead')})", "stroke-width": short(FRAME)}, {"stroke": "ink"}),
    Rule(
        (".pointed",),
        {"fill-opacity": ".1", "stroke-width": ".06", "pointer-events": "none"},
        {"fill": "ink", "stroke": "ink"},
    ),
)
"""Frames that only a page has: around the cell that several views tell of, at the step --lead of the first view, and
around what is linked with the cell, the row or the column that the reader points at.
"""

FONT = "system-ui,sans-serif"
"""The font of a figure that no page surrounds."""
