"""Turn the roles and colours of style.py into CSS: the sheet of the page, and the style of a file that stands alone."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from functools import cache

from tconv.output.style import (
    FONT,
    FORCED,
    PALETTE,
    POINTED,
    SCENE,
    STEPS,
    STILL,
    STYLES,
    WORDS,
    Colour,
    Painted,
    Rule,
    Style,
    short,
)
from tconv.scene import Role


def page_sheet(roles: Container[Role] = STYLES) -> str:
    """Write how scenes with these roles look on a page: colours are variables, with a value for each scheme.

    The dark scheme and forced colours are for screens alone: paper has the light scheme.
    """
    styles = {role: style for role, style in STYLES.items() if role in roles}
    light = _variables({name: shades.light for name, shades in PALETTE.items()})
    dark = _variables({name: shades.dark for name, shades in PALETTE.items()})
    words = [Rule((f".tconv b.{role}",), colours={"color": colour}) for role, colour in WORDS.items()]
    return (
        f":root{{{light}}}"
        f'@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}'
        f"@supports (--step:1){{{_css(STEPS, _in_page, _variable)}}}"
        f"{_css([*POINTED, *SCENE, *_rules(styles)], _in_page, _variable)}"
        f"{_css(words, str, _variable)}"
        f"@media screen and (forced-colors:active){{{_forced()}}}"
    )


@cache
def standalone_style(roles: frozenset[Role], moves: bool = True, dark: bool = True) -> str:
    """Write how a scene with these roles looks where no page sets variables: in light colours, or in `dark` ones.

    If it `moves`, the variable of the step says what is seen, else attributes alone.
    Where colours are forced, a file keeps its own, as pictures do.
    """
    whole = Rule((".standalone",), {"font-family": FONT}, {"color": "ink", "background": "page"})
    drawn = _rules({role: style for role, style in STYLES.items() if role in roles})
    night = _together(replace(rule, same={}) for rule in (whole, *drawn))
    by_night = f"@media(prefers-color-scheme:dark){{{_css(night, _alone, lambda colour: PALETTE[colour].dark)}}}"
    return (
        _css([whole, *SCENE, *drawn], _alone, lambda colour: PALETTE[colour].light)
        + (f"@supports (--step:1){{{_css(STEPS, _alone, str)}}}" if moves else _css(STILL, _alone, str))
        + (by_night if dark else "")
    )


def _forced() -> str:
    """Write what differs where the reader's system sets all colours: every cell has a line around it."""
    unseen = {None, *(name for name, shades in PALETTE.items() if shades.forced == PALETTE["page"].forced)}
    cells = [f".{role}" for role, style in STYLES.items() if style.fill and {style.fill, style.line} <= unseen]
    rules = [
        Rule(("",), {"forced-color-adjust": "none"}),
        Rule((f":is({','.join(cells)})",), colours={"stroke": "ink"}),
        *_rules(FORCED),
    ]
    variables = _variables({name: shades.forced for name, shades in PALETTE.items()})
    return f":root,[data-md-color-scheme]{{{variables}}}{_css(rules, _in_page, _variable)}"


def _rules(styles: Mapping[Role, Style]) -> list[Rule]:
    """Turn styles into rules, one for all roles of the same style."""
    alike: dict[Style, list[str]] = {}
    for role, style in styles.items():
        alike.setdefault(style, []).append(f".{role}")
    return [_rule(tuple(selectors), style) for style, selectors in alike.items()]


def _together(rules: Iterable[Rule]) -> list[Rule]:
    """Write each colour once for all that it paints in one way."""
    painted: dict[tuple[Painted, Colour], list[str]] = {}
    for rule in rules:
        for part in rule.colours.items():
            painted.setdefault(part, []).extend(rule.selectors)
    alike: dict[tuple[str, ...], dict[Painted, Colour]] = {}
    for (kind, colour), selectors in painted.items():
        alike.setdefault(tuple(selectors), {})[kind] = colour
    return [Rule(selectors, colours=colours) for selectors, colours in alike.items()]


def _rule(selectors: tuple[str, ...], style: Style) -> Rule:
    same = {
        "stroke-width": style.width,
        "stroke-opacity": style.opacity,
        "fill-opacity": style.fade,
        "stroke-dasharray": style.dashes,
        "font-weight": style.weight,
        "text-anchor": style.anchor,
    }
    colours: dict[Painted, Colour | None] = {"color": style.number, "fill": style.fill, "stroke": style.line}
    return Rule(
        selectors,
        {name: _value(value) for name, value in same.items() if value is not None},
        {name: colour for name, colour in colours.items() if colour is not None},
    )


def _value(value: float | str | tuple[float, ...]) -> str:
    if isinstance(value, tuple):
        return " ".join(map(short, value))
    return value if isinstance(value, str) else short(value)


def _css(rules: Iterable[Rule], scope: Callable[[str], str], paint: Callable[[Colour], str]) -> str:
    """Write rules: `scope` makes a selector one of the sheet, `paint` writes a colour."""
    return "".join(
        f"{','.join(map(scope, rule.selectors))}"
        f"{{{_declarations({**{name: paint(colour) for name, colour in rule.colours.items()}, **rule.same})}}}"
        for rule in rules
    )


def _declarations(values: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in values.items())


def _variables(values: Mapping[Colour, str]) -> str:
    """Set the variable of each colour."""
    return _declarations({f"--tconv-{name}": value for name, value in values.items()})


def _variable(colour: Colour) -> str:
    return f"var(--tconv-{colour})"


def _in_page(selector: str) -> str:
    """Make a selector find what is in a scene alone."""
    return f".scene {selector}".strip()


def _alone(selector: str) -> str:
    """Leave the scene's name out before a class: a file has one scene, and other texts only if a page holds it."""
    return selector if selector.startswith(".") else _in_page(selector)
