"""Figures as files of their own: from the examples, and from anyone's numbers on the command line."""

import functools
import gzip
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import resvg_py
from conftest import ROOT
from playwright.sync_api import Browser

from tconv.command import main
from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.output.standalone import standalone
from tconv.views import VIEWS, layout, trace

SVG = "{http://www.w3.org/2000/svg}"
BASIC = ["figure", "--input", "1 2; 3 4", "--kernel", "1 0; 0 -1", "--stride", "2"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_stands_alone(name: str) -> None:
    """Well-formed, with its style and all its colours, and nothing from elsewhere."""
    for view in VIEWS[EXAMPLES[name].operation]:
        text = standalone(layout(trace(EXAMPLES[name], view)))
        root = ET.fromstring(text)
        style = root.find(f"{SVG}style")
        assert style is not None and style.text and "var(--tconv" not in style.text
        assert not re.search(r"href=|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)
        steps = [group for group in root.iter(f"{SVG}g") if group.get("class") == "now"]
        assert [group.get("opacity") for group in steps] == ["0"] * (len(steps) - 1) + [None]


def test_a_file_plays_its_steps_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """Shown as a picture, it moves; opened where motion is not wanted, it shows the last step."""
    (tmp_path / "f.svg").write_text(standalone(layout(trace(EXAMPLES["overlap"], "scatter"))))
    (tmp_path / "page.html").write_text("<img src=f.svg width=500>")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.images[0].naturalWidth") > 0
    first = page.screenshot()
    page.wait_for_timeout(2500)
    assert page.screenshot() != first
    page.close()
    still = browser.new_page(reduced_motion="reduce")
    still.goto((tmp_path / "f.svg").as_uri())
    opacity = "g => [...document.querySelectorAll('.now')].map(g => getComputedStyle(g).opacity)"
    assert still.evaluate(opacity) == ["0", "0", "0", "1"]
    still.close()


def test_build_figures_writes_every_figure(tmp_path: Path) -> None:
    script = ROOT / "scripts/build_figures.py"
    done = subprocess.run([sys.executable, script, "--out", tmp_path], capture_output=True, text=True, check=True)
    wanted = {f"{name}/{view}.svg" for name in EXAMPLES for view in VIEWS[EXAMPLES[name].operation]}
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.svg")} == wanted
    assert re.fullmatch(rf"{len(wanted)} figures in \S+, \d+\.\d\d s\n", done.stdout)
    wrong = subprocess.run(
        [sys.executable, script, "--out", tmp_path, "--only", "crup"], capture_output=True, text=True
    )
    assert wrong.returncode == 1 and "unknown example 'crup'; did you mean 'crop'?" in wrong.stderr


def test_the_command_draws_anyones_numbers(tmp_path: Path) -> None:
    out = tmp_path / "f.svg"
    assert main([*BASIC, "-o", str(out)]) == 0
    root = ET.fromstring(out.read_text())
    last = [group for group in root.iter(f"{SVG}g") if group.get("class") == "now"][-1]
    products = next(group for group in last.iter(f"{SVG}g") if group.get("class") == "product")
    assert sorted("".join(text.text or "" for text in products)) == sorted("400−4")


def test_a_step_as_a_png(tmp_path: Path) -> None:
    """Each step is a picture of its own, with numbers; the step that is not named is the last."""
    pictures = []
    for step in ([], ["--step", "4"], ["--step", "1"]):
        assert main([*BASIC, *step, "-o", str(tmp_path / "f.png")]) == 0
        pictures.append((tmp_path / "f.png").read_bytes())
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert pictures[0] == pictures[1] != pictures[2]


def test_a_png_without_resvg_or_without_a_font_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "f.png"
    without_fonts = functools.partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", without_fonts)
    assert main([*BASIC, "-o", str(out)]) == 2
    assert "a .png needs a font, and this system has none" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert main([*BASIC, "-o", str(out)]) == 2
    assert 'needs resvg: pip install "tconv[png] @ git+https://' in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("step", [1, 3])
def test_attributes_alone_show_one_step(step: int) -> None:
    """As in slides: what the step shows has no opacity 0, and the numbers it hits leave room for the addends."""
    root = ET.fromstring(standalone(layout(trace(EXAMPLES["overlap"], "scatter")), step=step))
    for role, shown in (("stays", range(1, step + 1)), ("now", [step])):
        groups = [group for group in root.iter(f"{SVG}g") if group.get("class") == role]
        assert [group.get("opacity") for group in groups] == [None if n in shown else "0" for n in range(1, 5)]
    moved = [text for text in root.iter(f"{SVG}text") if text.get("transform") == "translate(0 .14)"]
    assert sum(len(text.get("x", "").split()) for text in moved) == EXAMPLES["overlap"].w.size


def test_grids_are_read_from_files(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([[1, 2], [3, 4]]))
    (tmp_path / "k.csv").write_text("1,0\n0,-1\n")
    main([*BASIC, "-o", str(tmp_path / "text.svg")])
    files = ["--input", str(tmp_path / "x.npy"), "--kernel", str(tmp_path / "k.csv"), "--stride", "2,2"]
    assert main(["figure", *files, "-o", str(tmp_path / "file.svg")]) == 0
    assert (tmp_path / "file.svg").read_text() == (tmp_path / "text.svg").read_text()


def test_a_grid_may_start_with_a_minus(tmp_path: Path) -> None:
    (tmp_path / "grid.txt").write_text("-1\n2\n")
    for words in (
        ["--kernel", (tmp_path / "grid.txt").read_text()],
        ["--kernel", "-1;2"],
        ["--kernel=-1;2"],
        ["--kernel", "-1; 2"],
    ):
        assert main([*BASIC, *words, "--bias", "-1e3", "-o", str(tmp_path / "f.svg")]) == 0


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "x.npy", "x.npy: No data left in file"),
        (b"", "x.csv", "x.csv: a grid has rows and columns, and this file holds an array of shape (0, 1)"),
        (b"# none", "x.csv", "x.csv: a grid has rows and columns"),
        (b"1,2\n3", "x.csv", "x.csv: the number of columns changed from 2 to 1"),
        (b"\xef\xbb\xbf1,2", "X.CSV", ""),
    ],
)
def test_a_file_without_a_grid_is_said_in_one_line(
    content: bytes,
    name: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    assert main([*BASIC, "--input", name, "-o", "f.svg"]) == (2 if says else 0)
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"tconv: {says}") and complaint.count("\n") == 1 if says else not complaint
    assert Path("f.svg").exists() != bool(says) and not list(Path().glob(".*.part"))


def test_a_kernel_of_float32_shows_the_numbers_it_was_made_of(tmp_path: Path) -> None:
    np.save(tmp_path / "k.npy", np.array([[0.1, 0.2]], "float32"))
    out = tmp_path / "f.svg"
    assert main([*BASIC, "--kernel", str(tmp_path / "k.npy"), "-o", str(out)]) == 0
    assert ">0.1<" in out.read_text() and "0.10000" not in out.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--input", "1 2; 3"], "row 1 of the input has length 1, row 0 has 2"),
        (["--kernel", "a"], "the kernel 'a' is not all numbers"),
        (["--input", ""], "row 0 of the input '' is empty"),
        (["--input", "none.npy"], "none.npy: No such file or directory"),
        (["--input", "none.csv"], "none.csv: No such file or directory"),
        (["--input", "1e9"], "the input holds 1000000000.0; a number must be 0, or between 0.00001 and 1,000,000"),
        (
            ["--dilation", "99999"],
            "a grid of 200001 × 200001 cells is too large for a figure; 2,500 cells and 100 on a side are the most",
        ),
        (
            ["--view", "matrix", "--input", ";".join(["1 " * 14] * 14)],
            "matrix would show 153,664 numbers, step by step; 100,000 are the most",
        ),
        (["--title", "a\nb"], "the title must be printable text on one line, got 'a\\nb'"),
        (["--title", " "], "the title must be printable text on one line, got ' '"),
        (["-o", "f.png", "--view", "matrix", "--input", ";".join(["1 " * 5] * 5)], "a .png of this figure would have"),
        (["--view", "window", "--output-padding", "1"], "a convolution has no output padding, got (1, 1)"),
        (["--stride", "x"], "stride must be an integer, or two with a comma, got 'x'"),
        (["--stride", "1,2,3"], "stride must be an integer, or two with a comma, got '1,2,3'"),
        (["--stride", "0"], "stride must be at least 1, got (0, 0)"),
        (["--padding", "9"], "output must have at least 1 cell"),
        (["--bias", "nan"], "bias must be 0, or between 0.00001 and 1,000,000 in size, got nan"),
        (["--step", "5"], "unknown step 5; the steps of this figure are 1 to 4"),
        (["-o", "f.pdf"], "cannot write 'f.pdf': the name must end in .svg or .png"),
        (["-o", "no/such/folder/f.svg"], "no/such/folder/f.svg: No such file or directory"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*BASIC, "-o", "f.svg", *words]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"tconv: {says}") and printed.err.count("\n") == 1 and not printed.out
    assert list(tmp_path.iterdir()) == []


def test_help_has_examples_that_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    np.save("x.npy", np.arange(6).reshape(2, 3))
    Path("k.csv").write_text("1,2,0\n3,4,1\n1,1,1\n")
    with pytest.raises(SystemExit):
        main(["figure", "--help"])
    lines = re.findall(r"^ +tconv (figure .*)$", capsys.readouterr().out, re.MULTILINE)
    assert len(lines) == 4
    for line in lines:
        assert main(shlex.split(line)) == 0


def test_a_file_of_sixteen_steps_is_small() -> None:
    """The bound of `make bench`, on the same numbers."""
    rows = "1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16"
    example = Example("figure", "Figure", "transposed", rows, "1 2 3; 4 5 6; 7 8 -9", (2, 2), (1, 1), (1, 1))
    scene = layout(trace(example, "scatter"))
    assert len(scene.changes) == 16
    assert len(gzip.compress(standalone(scene).encode(), mtime=0)) <= 4000
