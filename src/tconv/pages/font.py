"""Turn the font of a package into what the pages load: the characters that they have, in two small files.

Source Sans 3 has figures of one width, and letters that stay apart in a cell of 36 pixels. Its licence keeps the name
for the whole font, so what is cut from it goes by another. A browser that has not got it when it first paints goes on
with a font of the reader's, stretched to the same measures, so that nothing on the page ever moves.
"""

import re
from html import unescape
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Tconv Sans"
SHEET = "font.css"
LICENCE = "font-licence.txt"
PACKAGE = files("fontpkg_source_sans_3")
COPYRIGHT_AND_LICENCE = [0, 13, 14]
"""The names in a font file that stay."""
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
LETTERS = "".join(map(chr, range(32, 127))) + "−–’“”"
"""What is set in italics: letters of formulas, and a word now and then."""

ELSEWHERE = set("\N{WORD JOINER}\N{CLOCKWISE OPEN CIRCLE ARROW}\N{LEFT FLOOR}\N{RIGHT FLOOR}")
"""Characters that the font lacks: one that is not seen, one icon of the theme, and signs of formulas."""


class Face(NamedTuple):
    """A file to write: the one it is cut from, and its weights or the one weight."""

    name: str
    source: str
    weights: tuple[int, int] | int
    style: str


UPRIGHT = Face("sans.woff2", "SourceSans3[wght].ttf", (400, 700), "normal")
ITALIC = Face("sans-italic.woff2", "SourceSans3-Italic[wght].ttf", 400, "italic")

STAND_INS = {400: 'local("Arial"),local("Liberation Sans")', 700: 'local("Arial Bold"),local("Liberation Sans Bold")'}
"""Fonts that readers have, by weight."""
WIDTHS = {400: 0.928, 700: 0.907}
"""How wide the font sets English beside them."""


def write(site: Path, folder: Path) -> None:
    """Write the font into a folder for all that a site's pages and scripts say, its style sheet and its licence."""
    texts = (path.read_text("utf-8") for kind in ("*.html", "assets/tconv/*.js") for path in site.rglob(kind))
    used = set(LETTERS).union(*map(unescape, texts))
    (folder / UPRIGHT.name).write_bytes(cut(UPRIGHT, used))
    (folder / ITALIC.name).write_bytes(cut(ITALIC, set(LETTERS)))
    (folder / SHEET).write_text(style_sheet(), "utf-8")
    (folder / LICENCE).write_text(PACKAGE.joinpath("LICENSE").read_text("utf-8"), "utf-8")


def cut(face: Face, characters: set[str]) -> bytes:
    """Cut the characters and the weights of a face out of the font, the same byte for byte each time."""
    options = Options(
        flavor="woff2", hinting=False, layout_features=FEATURES, name_IDs=COPYRIGHT_AND_LICENCE, notdef_outline=True
    )
    font = TTFont(BytesIO(PACKAGE.joinpath("files", face.source).read_bytes()), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": face.weights})
    font["name"].setName(FAMILY, 1, 3, 1, 0x409)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def style_sheet() -> str:
    """Write the rules that load the font, and those that stretch what stands in for it."""
    with TTFont(BytesIO(PACKAGE.joinpath("files", UPRIGHT.source).read_bytes()), lazy=True) as font:
        ascent, descent = (abs(each) / font["head"].unitsPerEm for each in (font["hhea"].ascent, font["hhea"].descent))
    own = "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url({face.name})format("woff2");font-display:optional;'
        f"font-style:{face.style};font-weight:{_weights(face)}}}"
        for face in (UPRIGHT, ITALIC)
    )
    others = "".join(
        f'@font-face{{font-family:"{FAMILY} Stand-in";src:{STAND_INS[weight]};font-weight:{weight};'
        f"size-adjust:{wide:.1%};ascent-override:{ascent / wide:.1%};descent-override:{descent / wide:.1%};"
        "line-gap-override:0%}"
        for weight, wide in WIDTHS.items()
    )
    return f'{own}{others}:root{{--sans:"{FAMILY}","{FAMILY} Stand-in",system-ui,sans-serif}}'


def _weights(face: Face) -> str:
    return str(face.weights) if isinstance(face.weights, int) else " ".join(map(str, face.weights))


def with_font(html: str, folder: str) -> str:
    """Let a page ask for the font as soon as it is read, and for italics if it has any.

    `folder` leads from the page to the font's.
    """
    faces = (UPRIGHT, ITALIC) if re.search("<em>|<mi>", html) else (UPRIGHT,)
    kind = 'as="font" type="font/woff2" crossorigin'
    links = (f'<link rel="preload" href="{folder}{face.name}" {kind}>' for face in faces)
    return html.replace("<title>", f"{''.join(links)}<title>", 1)
