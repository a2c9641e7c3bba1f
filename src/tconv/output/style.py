"""Roles and colours as data: how each role looks, and what all scenes share. `style_sheet.py` turns it into CSS."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tconv.scene import DROP, Role
from tconv.words.sentences import WordRole

Colour = Literal[
    "ink", "muted", "line", "edge", "page",
    "input", "input-tint", "kernel", "kernel-tint", "stamp", "stamp-ink", "stamp-tint", "output", "output-tint",
    "row-1", "row-1-tint", "row-2", "row-2-tint", "row-3", "row-3-tint", "never",
]  # fmt: skip
"""A role's hue comes as an ink and as a tint that the ink is read on; a stamp's frame and its addends have one more."""

SystemColour = Literal["Canvas", "CanvasText", "GrayText"]
"""Colours of the reader's system: the page, what is read on it, and what stands back."""


class Shades(NamedTuple):
    """One colour in the light scheme, which is also that of paper, in the dark scheme, and where colours are forced."""

    light: str
    dark: str
    forced: SystemColour


PALETTE: dict[Colour, Shades] = {
    "ink": Shades("#18212d", "#e8edf3", "CanvasText"),
    "muted": Shades("#5d6876", "#a3aebb", "CanvasText"),
    "line": Shades("#d5dbe3", "#3a4554", "GrayText"),
    "edge": Shades("#7f8b98", "#76859a", "GrayText"),
    "page": Shades("#fff", "#151b23", "Canvas"),
    "input": Shades("#0b5c9a", "#8ccaf8", "CanvasText"),
    "input-tint": Shades("#dcecfb", "#14344d", "Canvas"),
    "kernel": Shades("#8a5000", "#f2b65a", "CanvasText"),
    "kernel-tint": Shades("#fdecc8", "#46320f", "Canvas"),
    "stamp": Shades("#86205f", "#ef9fcb", "CanvasText"),
    "stamp-ink": Shades("#6f1649", "#ffdcee", "CanvasText"),
    "stamp-tint": Shades("#ecbcd8", "#7f3263", "Canvas"),
    "output": Shades("#08684a", "#6fd6b1", "CanvasText"),
    "output-tint": Shades("#e0f6ec", "#0f3a2d", "Canvas"),
    "row-1": Shades("#5a3300", "#ffd596", "CanvasText"),
    "row-1-tint": Shades("#fdecc8", "#46320f", "Canvas"),
    "row-2": Shades("#5a3300", "#ffe3b8", "CanvasText"),
    "row-2-tint": Shades("#f7d08a", "#6d4d15", "Canvas"),
    "row-3": Shades("#5a3300", "#fff3dd", "CanvasText"),
    "row-3-tint": Shades("#eab253", "#87611a", "Canvas"),
    "never": Shades("#5d6876", "#a3aebb", "CanvasText"),
}
"""What is empty is a shape one sees, at 3:1 and more: `edge`. Stamp and output differ for colour-blind readers too."""


LIGHT = 400
MEDIUM = 500
BOLD = 700
"""Weights of numbers."""


@dataclass(frozen=True)
class Style:
    """How the marks of a role look, where they differ from the rest of the scene.

    `number` is the colour of text. Cells have a fill, a line around it, or both; frames have a line. `opacity` is that
    of the line, `fade` that of the fill.
    """

    number: Colour | None = None
    fill: Colour | None = None
    line: Colour | None = None
    width: float | None = None
    opacity: float | None = None
    fade: float | None = None
    dashes: tuple[float, float] | None = None
    weight: int | None = None
    anchor: Literal["start", "end"] | None = None


DASHED = (0.1, 0.08)
FRAME = 0.06
"""Width of a frame's line, and of the line around a tint that covers an empty cell, so that no dash of it is left."""

STYLES: dict[Role, Style] = {
    "label": Style("muted", weight=LIGHT, anchor="start"),
    "note": Style("muted", weight=LIGHT, anchor="start"),
    "index": Style("muted", weight=LIGHT),
    "sign": Style("muted", weight=LIGHT),
    "empty": Style(line="edge", dashes=DASHED),
    "bias": Style("output", "page", "output", opacity=0.6, dashes=DASHED, weight=LIGHT),
    "input": Style("input", "input-tint"),
    "used": Style("input", "page", "input", opacity=0.5),
    "reading": Style("page", "input", weight=BOLD),
    "hole": Style("muted", "page", "input", dashes=DASHED, weight=LIGHT),
    "lift": Style(line="input", width=FRAME),
    "kernel": Style("kernel", "kernel-tint", "kernel-tint", width=FRAME),
    "chosen": Style("page", "kernel", weight=BOLD),
    "zero": Style("muted", "page", "line", weight=LIGHT),
    "factor": Style("kernel", weight=BOLD, anchor="end"),
    "idle": Style("muted", weight=LIGHT, anchor="end"),
    "sliding": Style(line="kernel", width=FRAME),
    "stamp": Style(fill="stamp-tint"),
    "product": Style("stamp-ink", weight=BOLD),
    "addend": Style("stamp", weight=BOLD, anchor="end"),
    "landing": Style(line="stamp", width=FRAME),
    "ribbon": Style(fill="stamp", fade=0.13),
    "output": Style("output", "output-tint", "output-tint", width=FRAME),
    "writing": Style("page", "output", "output", weight=BOLD),
    "cropped": Style("muted", "page", "line", width=FRAME),
    "edge": Style(line="muted", width=0.04, dashes=(0.14, 0.1)),
    "window": Style(line="output", width=FRAME),
    "row-1": Style("row-1", "row-1-tint", "row-1-tint", width=FRAME, weight=BOLD),
    "row-2": Style("row-2", "row-2-tint", "row-2-tint", width=FRAME, weight=BOLD),
    "row-3": Style("row-3", "row-3-tint", "row-3-tint", width=FRAME, weight=BOLD),
    "never": Style("never", weight=LIGHT),
    "place": Style("stamp", weight=BOLD, anchor="end"),
}

FORCED: dict[Role, Style] = {
    "bias": Style(opacity=1),
    "ribbon": Style(fill="page", line="edge"),
    "row-2": Style(width=0.1),
    "row-3": Style(dashes=DASHED),
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
            "font-weight": str(MEDIUM),
        },
    ),
    Rule(("text",), {"fill": "currentColor", "stroke": "none"}),
    Rule((".hatch",), {"stroke-width": ".06", "stroke-opacity": ".14", "fill": "none"}, {"stroke": "stamp-ink"}),
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
            "--h": f"max(0,{_while('--step')})",
            "transform": f"translateY(calc(var(--h) * {short(DROP)}px))",
            "font-weight": f"calc({MEDIUM} + var(--h) * {BOLD - MEDIUM})",
        },
    ),
)
"""The marks of a step are seen from its step on, or at its step alone: opacities below 0 and above 1 are 0 and 1.

A number that dips leaves room for the addend in the corner of its cell.
"""

STILL = (Rule((".dips > [transform]",), {"font-weight": str(BOLD)}),)
"""Where one step alone is seen, attributes show it; a number that makes room for another is bold."""

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
