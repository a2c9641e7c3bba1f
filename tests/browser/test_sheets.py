"""The author's sheets on the page: the transcriptions compared with the core, with and without the pictures."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import import_scans
import numpy as np
import pytest
from browsing import viewport, violations
from conftest import ROOT, serve
from draw_sheets import sheets, write
from playwright.sync_api import Browser, Page, expect
from project import build, copy
from sums import EQUALS, SUM, holds

from tconv.examples import EXAMPLES
from tconv.sheets.check import check, differences
from tconv.sheets.quantities import quantities
from tconv.sheets.sheet import PENS, Drawn, Sheet, SheetError, read
from tconv.sheets.typeset import typeset
from tconv.words.numbers import number

FILES = sorted((ROOT / "docs/sheets").glob("*.toml"))
SHEETS = [read(path) for path in FILES]
CELLS = [
    (at, n, r, c)
    for at, sheet in enumerate(SHEETS)
    for n, part in enumerate(sheet.parts)
    for r, row in enumerate(part.grid)
    for c, drawn in enumerate(row)
    if drawn.value is not None
]


def altered(sheet: Sheet, n: int, r: int, c: int, drawn: Drawn) -> Sheet:
    """Write another number, or with another pen, in one cell."""
    grid = [list(row) for row in sheet.parts[n].grid]
    grid[r][c] = drawn
    parts = list(sheet.parts)
    parts[n] = replace(parts[n], grid=tuple(map(tuple, grid)))
    return replace(sheet, parts=tuple(parts))


def test_the_core_agrees_with_what_each_sheet_declares() -> None:
    """The author's three sheets come first, and only their first one has slips; a fourth may follow."""
    assert [path.name for path in FILES] == [f"{at}.toml" for at in range(1, len(FILES) + 1)]
    for sheet in SHEETS:
        check(sheet)
    assert [len(sheet.slips) for sheet in SHEETS[:3]] == [4, 0, 0]


def test_every_digit_of_every_sheet_is_held() -> None:
    assert len(CELLS) > 200
    for at, n, r, c in CELLS:
        drawn = SHEETS[at].parts[n].grid[r][c]
        for other in (replace(drawn, value=(drawn.value or 0) + 1), replace(drawn, value=-(drawn.value or 5))):
            with pytest.raises(SheetError):
                check(altered(SHEETS[at], n, r, c, other))


def test_the_pens_are_held() -> None:
    """A zero that the kernel never touches is red, no other number is; highlighters lie on the kernel's own rows."""
    for at, n, r, c in CELLS:
        part = SHEETS[at].parts[n]
        drawn = part.grid[r][c]
        wrong = {
            pen
            for pen in PENS.values()
            if differences(replace(part, grid=altered(SHEETS[at], n, r, c, replace(drawn, pen=pen)).parts[n].grid))
            != differences(part)
        }
        assert "red" in wrong or drawn.pen == "red"
        assert drawn.pen not in wrong and len(wrong) >= 2


def test_a_kernel_of_three_rows_has_highlighters_on_two() -> None:
    found = quantities(EXAMPLES["overlap"])
    yellow, green, blue = frozenset({"on yellow"}), frozenset({"on green"}), frozenset({"blue"})
    assert [set(row) for row in found["kernel"].pens] == [{yellow}, {green}, {blue}]
    assert {row[0] for row in found["transposed matrix"].pens} == {
        frozenset({"red"}), yellow | blue, green | blue, blue,
    }  # fmt: skip


def test_a_slip_must_be_declared_and_a_declared_one_must_be_there() -> None:
    first = SHEETS[0]
    with pytest.raises(SheetError, match=r"1.toml: the matrix, row 3, column 13, has −1 and the core 0; correct the"):
        check(replace(first, declared=first.declared[1:]))
    mended = altered(first, 6, 2, 12, Drawn(0.0))
    with pytest.raises(
        SheetError, match=r"row 3, column 13: a slip is declared, −1 for 0, and there is none; delete it"
    ):
        check(mended)


def test_what_follows_from_the_slips() -> None:
    """The rows as drawn give −4, and the second sheet has the entries in their right places."""
    written = {
        part.quantity: np.array([[each.value for each in row] for row in part.grid])
        for part in SHEETS[0].parts
        if part.quantity == "matrix"
    }
    flat = EXAMPLES["author-convolution"].x.ravel()
    assert (written["matrix"] @ flat).tolist() == [-5, -5, -4, -4]
    assert [re.search(r"[\d]+ − \d+ = −4", row.follows) is not None for row in SHEETS[0].declared] == [True, True]
    follows = " ".join(row.follows for row in SHEETS[0].declared)
    assert len(SUM.findall(follows)) == len(EQUALS.findall(follows)) == 2 and all(map(holds, SUM.findall(follows)))
    up = next(part for part in SHEETS[1].parts if part.quantity == "transposed matrix")
    assert [[row[c].value for row in up.grid[12:16]] for c in (2, 3)] == [[0, -1, 0, 0], [0, 0, 0, -1]]
    assert [row[0].value for row in SHEETS[1].parts[0].grid] == [-5] * 4


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "', 'title = ', "1.toml: "),
        ("title", "tittle", "the sheet has an unknown entry 'tittle'; there are: alt, example, part, slip, title"),
        ('label = "Kernel"', 'lable = "Kernel"', "has an unknown entry 'lable'"),
        ('example = "author-convolution"', 'example = "author"', "unknown example 'author'"),
        ('quantity = "kernel"', 'quantity = "kern"', "unknown quantity 'kern'; there are: kernel size, stride,"),
        (" 1y  2y  3  4", " 1y  2y  3", "the input is drawn with 4 rows of 3 or 4, and has 4 of 4"),
        ("13  14  15 16\n\"", "\"", "the input is drawn with 3 rows of 4, and has 4 of 4"),
        ("1 2 … 16", "1 2 … 15", "the flattened input, row 16, column 1, has 15 and the core 16"),
        ("0g -1g", "0g -1x", "'-1x' is no number; write one such as -1, with r, y or g after it for its pen, or …"),
        ("= \"1 2 3 4 5", "= \"1 2 3 4 6", "its 16 rows or columns are numbered 1 2 3 4 6"),
        ('quantity = "kernel"\n', "", "part 'Kernel': quantity and cells belong together"),
        ('14 = "-1"}', '15 = "-1"}', "a slip in row 3: drawn and computed name different columns"),
        ("[[slip]]\n", '[[slip]]\nwhy = "?"\n', "a slip has an unknown entry 'why'"),
        ("alt = ", "# alt = ", "1.toml: "),
        ('title = "Down: the convolution, and its matrix"', "title = 3", "1.toml: an entry has the wrong type"),
        ('drawn = {13 = "-1"', "drawn = {13 = -1", "1.toml: an entry has the wrong type: expected text"),
        ('[[part]]\n', '[[part]]\nbeside = true\n', "1.toml: the first part stands beside nothing"),
    ],
)  # fmt: skip
def test_a_transcription_that_cannot_be_read(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = FILES[0].read_text()
    assert old in text
    (tmp_path / "1.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(ValueError, match=re.escape(says)):
        check(read(tmp_path / "1.toml"))


@pytest.mark.parametrize(
    ("quantity", "cells", "places"),
    [
        ("flattened input", "1 2 … 15", [(0, 3)]),
        ("flattened input", "1 3 … 15 16", [(0, 1)]),
        ("flattened input", "\n".join(map(str, [*range(1, 16), 17])), [(15, 0)]),
        ("kernel", "1y 0y\n1g -1g", [(1, 0)]),
    ],
)
def test_a_slip_is_marked_where_it_is_drawn(quantity: str, cells: str, places: list[tuple[int, int]]) -> None:
    part = replace(next(part for part in SHEETS[0].parts if part.quantity == quantity), grid=grid(cells), beside=False)
    assert list(differences(part)) == places
    row, column = places[0]
    marked = typeset(replace(SHEETS[0], parts=(part,), declared=()), 1, None, "", {}, "sheet-1")
    rows = re.findall(r"<tr>(.*?)</tr>", marked)
    assert [re.findall(r"<td[^>]*>", each) for each in rows][row][column].count("slip") == 1 == marked.count("slip")


def grid(cells: str) -> tuple[tuple[Drawn, ...], ...]:
    letters = {"": "blue", "r": "red", "y": "on yellow", "g": "on green"}
    made = []
    for line in cells.splitlines():
        found = [re.fullmatch(r"(-?\d+|…)([ryg]?)", token) for token in line.split()]
        made.append(
            tuple(Drawn(None if each[1] == "…" else float(each[1]), letters[each[2]]) for each in found if each)
        )
    return tuple(made)


@pytest.mark.parametrize("numbers", [[1234567.0], [100000.4], [-0.0, 1]])
def test_a_number_is_written_with_all_its_digits(numbers: list[float]) -> None:
    assert [str(Drawn(value)) for value in numbers] == [number(value) for value in numbers]


def test_a_missing_entry_and_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_text('title = "x"\nexample = "author-convolution"\npart = []\n')
    with pytest.raises(SheetError, match="1.toml: 'alt' is missing"):
        read(tmp_path / "1.toml")
    with pytest.raises(SheetError, match="7.toml: No such file or directory; transcriptions are files such as 1.toml"):
        read(tmp_path / "7.toml")


def test_one_digit_breaks_the_build(tmp_path: Path) -> None:
    project = copy(tmp_path / "project")
    path = project / "docs/sheets/2.toml"
    path.write_text(path.read_text().replace("0r 0r 1  0r", "0r 0r 2  0r", 1))
    wrong = build(project)
    assert wrong.returncode == 1 and "Traceback" not in wrong.stderr
    assert wrong.stderr.count("the transposed matrix, row 9, column 3, has 2 and the core 1; correct the") == 1
    assert "author.md" in wrong.stderr


@pytest.fixture(scope="module", params=["pictures", "transcripts"])
def author(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, site: Path
) -> Iterator[tuple[str, bool, Path]]:
    """Build the site with the sheets imported, and without; serve the author's page.

    Where no sheets are imported, the site of the other tests is the one without.
    """
    if request.param == "transcripts" and not (ROOT / "docs/sheets/pictures").exists():
        with serve(site.parent) as address:
            yield address + "author/", False, site
        return
    project = copy(tmp_path_factory.mktemp("sheets") / "project")
    shutil.rmtree(project / "docs/sheets/pictures", ignore_errors=True)
    if request.param == "pictures":
        source = write(sheets(), project.parent / "scans")
        assert import_scans.main([str(source), "--out", str(project / "docs/sheets/pictures")]) == 0
    done = build(project)
    assert done.returncode == 0, done.stderr
    (project.parent / "www").mkdir()
    shutil.move(project / "site", project.parent / "www/transposed-convolution")
    with serve(project.parent / "www") as address:
        yield address + "author/", request.param == "pictures", project.parent / "www/transposed-convolution"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """Open a wide window, with steps that do not fade, for one test after another."""
    page = browser.new_page(viewport=viewport(1280), reduced_motion="reduce", bypass_csp=True)
    yield page
    page.close()


@pytest.fixture
def page(window: Page, author: tuple[str, bool, Path]) -> Page:
    """Open the author's page."""
    window.goto("about:blank")
    window.mouse.move(0, 0)
    window.goto(author[0])
    return window


def test_each_sheet_stands_beside_its_figure(author: tuple[str, bool, Path], page: Page) -> None:
    _, pictures, site = author
    count = page.locator(".sheet-beside").count()
    assert count == (ROOT / "docs/author.md").read_text().count("```tconv-sheet") > 0
    for at, sheet in enumerate(SHEETS[:count], 1):
        beside = page.locator(".sheet-beside").nth(at - 1)
        pen, computed = (beside.locator(each).bounding_box() for each in (".paper", "figure.tconv"))
        assert pen and computed and pen["x"] == computed["x"] and computed["y"] > pen["y"] + pen["height"]
        caption = beside.locator("figcaption").inner_text()
        assert caption.startswith(f"Sheet {at}. {sheet.title}.")
        assert ("Drawn by hand by the author" in caption) == pictures
        assert ("is not imported here; this is its transcript, set in type." in caption) != pictures
        assert "/ML-2024-2025/" in (beside.locator("figcaption a").get_attribute("href") or "")
        assert beside.locator(".paper img").count() == pictures
        if pictures:
            assert beside.locator("img").get_attribute("alt") == sheet.alt
            beside.locator("img").scroll_into_view_if_needed()
            page.wait_for_function("n => document.querySelectorAll('.paper img')[n].naturalWidth > 300", arg=at - 1)
            beside.locator("summary").click()
        shown = beside.locator("table.written")
        assert shown.count() == sum(
            bool(part.grid) and part.quantity not in ("kernel size", "stride", "padding") for part in sheet.parts
        )
        assert [text for text in shown.first.locator("td").all_inner_texts()] == [
            str(each) for row in sheet.parts[0].grid for each in row
        ]
    assert page.locator(".slips").count() == 1
    slips = page.locator(".slips").inner_text()
    assert "Row 3 of the matrix, columns 13 and 14: drawn −1 and 0, computed 0 and −1." in slips
    assert page.locator("td.slip").count() == 4
    names = (
        {path.name for path in (site / "sheets").rglob("*") if path.is_file()} if (site / "sheets").exists() else set()
    )
    assert {Path(name).suffix for name in names} == ({".webp"} if pictures else set())


def test_a_row_of_the_sheet_shows_its_step(page: Page) -> None:
    for at, row, says in ((1, 3, "Row 3"), (2, 16, "Row 16")):
        beside = page.locator(".sheet-beside").nth(at - 1)
        beside.locator(".rows").get_by_role("link", name=f"Row {row}", exact=True).click()
        expect(beside.locator("figure.tconv li[aria-current]")).to_contain_text(says)
    first = page.locator(".sheet-beside").first
    first.get_by_role("link", name="Compute row 4", exact=True).click()
    expect(first.locator("figure.tconv")).to_have_attribute("data-step", "5")


def large(page: Page) -> int:
    return page.locator("dialog[open] img").count()


def test_a_drawing_opens_large(author: tuple[str, bool, Path], page: Page) -> None:
    _, pictures, _ = author
    zoom = page.locator("a.zoom")
    assert zoom.count() == (3 if pictures else 0)
    if pictures:
        zoom.first.focus()
        page.keyboard.press("Enter")
        assert large(page) == 1
        width = page.locator("dialog img").evaluate("image => image.getBoundingClientRect().width")
        assert width > 1.5 * page.locator(".paper img").first.evaluate("image => image.width")
        page.keyboard.press("Escape")
        assert large(page) == 0
        assert page.evaluate("document.activeElement.classList.contains('zoom')"), "the keyboard is back where it was"
        zoom.nth(1).click()
        page.get_by_role("button", name="Close").click()
        assert large(page) == 0


@pytest.mark.parametrize(("width", "then", "scheme"), [(360, 1280, "light"), (1280, 360, "dark")])
def test_the_page_with_and_without_the_pictures(
    author: tuple[str, bool, Path], browser: Browser, width: int, then: int, scheme: Any
) -> None:
    """At one width and after a turn of the screen to the other: each width is the first in one scheme."""
    address, pictures, _ = author
    context = browser.new_context(viewport=viewport(width), color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda response: said.append(response.url) if not response.ok else None)
    page.goto(address, wait_until="networkidle")
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []
    right = "e => Math.max(...[...e.querySelectorAll('table.written')].map(t => t.getBoundingClientRect().right))"
    for each in (width, then):
        page.set_viewport_size(viewport(each))
        assert page.evaluate("document.documentElement.scrollWidth") <= each
        for sheet in page.locator("figure.sheet").all():
            box = sheet.bounding_box()
            assert box and sheet.evaluate(right) <= box["x"] + box["width"], "a transcript stays on its paper"
    ground = page.locator(".paper").first.evaluate("paper => getComputedStyle(paper).backgroundColor")
    assert ground == "rgb(255, 255, 255)", "paper is white in the dark too"
    if pictures:
        page.locator("a.zoom").first.click()
        assert violations(page, "dialog[open]", least=1) == []
    assert said == []
    context.close()


def test_no_picture_of_a_sheet_is_in_the_repository() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in tracked if re.search(r"\.(jpe?g|png|webp|heic|avif|gif)$", name)] == []
    ignored = subprocess.run(["git", "check-ignore", "docs/sheets/pictures/x.webp"], cwd=ROOT, check=False)
    assert ignored.returncode == 0 and sys.version_info >= (3, 11)
