"""The font that is cut for the site: it holds what the pages say, is small, and keeps its licence."""

from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from tconv.pages import font
from tconv.pages.loading import FOLDER

BYTES = 40_000


@pytest.fixture(scope="module")
def upright(site: Path) -> TTFont:
    return TTFont(site / FOLDER / font.UPRIGHT.name)


@pytest.fixture(scope="module")
def italic(site: Path) -> TTFont:
    return TTFont(site / FOLDER / font.ITALIC.name)


def test_the_font_holds_every_character_of_every_page(site: Path, upright: TTFont) -> None:
    """Or it is one that the font never had, and another font shows it."""
    said = set("".join(BeautifulSoup(path.read_bytes(), "html.parser").get_text() for path in site.rglob("*.html")))
    held = set(map(chr, upright.getBestCmap()))
    assert len(said) > 90
    assert {character for character in said - held if character.isprintable()} <= font.ELSEWHERE


def test_italics_hold_what_is_set_in_them(site: Path, italic: TTFont) -> None:
    held = set(map(chr, italic.getBestCmap()))
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        said = "".join(each.get_text() for each in page.select("article :is(em, mi)"))
        assert set(said) - held - font.ELSEWHERE - {"\n", "\N{NO-BREAK SPACE}"} == set(), path


def test_the_font_is_small(site: Path) -> None:
    assert 0 < sum(path.stat().st_size for path in (site / FOLDER).glob("*.woff2")) <= BYTES


@pytest.mark.parametrize("weight", [400, 700])
def test_figures_have_one_width(upright: TTFont, weight: int) -> None:
    from fontTools.varLib.instancer import instantiateVariableFont

    whole = BytesIO()
    upright.save(whole)
    instance = instantiateVariableFont(TTFont(whole), {"wght": weight})
    glyphs = instance.getBestCmap()
    assert len({instance["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_a_font_that_was_changed_keeps_its_licence_and_not_its_name(site: Path, upright: TTFont) -> None:
    """As the SIL Open Font Licence asks: the name is reserved for the whole font."""
    licence = (site / FOLDER / font.LICENCE).read_text()
    assert "SIL OPEN FONT LICENSE" in licence and "Reserved Font Name" in licence
    names = {each.nameID: each.toUnicode() for each in upright["name"].names}
    assert names[1] == font.FAMILY and "Source" not in names[1] and "Adobe" in names[0]


def test_the_font_is_cut_the_same_each_time() -> None:
    assert font.cut(font.ITALIC, set("abc")) == font.cut(font.ITALIC, set("cba"))


def test_no_part_of_the_font_is_in_the_repository() -> None:
    from conftest import ROOT

    assert not [path for folder in ("docs", "src") for path in (ROOT / folder).rglob("*.woff*")]
