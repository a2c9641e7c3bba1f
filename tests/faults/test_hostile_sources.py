"""Whatever source an import is given, it says what is wrong in one line, soon, in little memory, and keeps a secret."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import import_scans
import pytest
from conftest import ROOT
from hostile import MEGABYTES, SECONDS
from sources import ADDRESSES, BROKEN_MARKDOWN, PASSWORD, PICTURES, notebook, write_source

from tconv.sheets.pictures import LIST, is_ours, listed
from tconv.sheets.sheet import SheetError

SOURCES = 10
"""Sources of one seed."""


def refused(source: str, out: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """Check that a source is refused in one line, after the progress, and return that line."""
    assert import_scans.main([source, "--out", str(out)]) == 1
    said = capfd.readouterr()
    assert not said.out and PASSWORD not in said.err
    lines = said.err.splitlines()
    assert all(line.isprintable() and len(line) < 500 for line in lines)
    assert [line.startswith("not imported: ") for line in lines] == [False] * (len(lines) - 1) + [True]
    return lines[-1]


@pytest.mark.parametrize("text", BROKEN_MARKDOWN[:4], ids=range(4))
def test_a_cell_that_breaks_a_parser_is_named(text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "n.ipynb").write_bytes(notebook("# Words", text))
    assert "n.ipynb" in refused(str(tmp_path / "n.ipynb"), tmp_path / "out", capfd)


@pytest.mark.parametrize("place", ["source", "folder", "link", "out"])
def test_a_loop_of_links(place: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    loop = tmp_path / "in/loop.png"
    loop.symlink_to("loop.png")
    (tmp_path / "n.ipynb").write_bytes(notebook("![a](in/loop.png)"))
    source = {"source": loop, "folder": loop.parent, "link": tmp_path / "n.ipynb", "out": tmp_path / "n.ipynb"}[place]
    out = loop if place == "out" else tmp_path / "out"
    assert "Too many levels of symbolic links" in refused(str(source), out, capfd)


@pytest.mark.parametrize("source", ADDRESSES, ids=range(len(ADDRESSES)))
def test_no_password_is_printed(source: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refused(source, tmp_path / "out", capfd)


@pytest.mark.parametrize(
    "entry",
    [
        {"files": [[5, 1]]},
        {"files": []},
        {"files": [["a.webp", "1"]]},
        {"files": [["../../a.webp", 1]]},
        {"files": [["a.webp", 1, 2]]},
        {"files": None},
        {"name": '"><script>'},
        {"name": 5},
        {"width": "9"},
        {"more": 1},
    ],
    ids=str,
)
def test_a_tampered_list_is_refused(entry: dict[str, Any], tmp_path: Path) -> None:
    good = {"name": "a", "width": 1, "height": 1, "files": [["a.webp", 1]]}
    (tmp_path / "a.webp").write_bytes(b"")
    (tmp_path / LIST).write_text(json.dumps([good]))
    assert is_ours(tmp_path) and [each.name for each in listed(tmp_path)] == ["a"]
    (tmp_path / LIST).write_text(json.dumps([good | entry]))
    assert not is_ours(tmp_path)
    with pytest.raises(SheetError, match="sheets.json cannot be read"):
        listed(tmp_path)


@pytest.mark.parametrize("kind", PICTURES)
def test_what_a_library_warns_of_is_no_line_of_its_own(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    draw = random.Random(0)
    whole = PICTURES[kind]()
    for _ in range(20):
        broken = bytearray(whole)
        for at in (draw.randrange(len(broken)), -draw.randrange(1, 220), -draw.randrange(1, 220)):
            broken[at % len(broken)] = draw.randrange(256)
        (tmp_path / f"a.{kind}").write_bytes(broken)
        if import_scans.main([str(tmp_path / f"a.{kind}"), "--out", str(tmp_path / "out")]):
            assert capfd.readouterr().err.splitlines()[-1].startswith("not imported: ")
        said = capfd.readouterr().err.splitlines()
        assert [line for line in said if not line.startswith(("reading ", "a: ", "not imported: "))] == []
    assert not recwarn.list


def test_a_large_picture_in_a_cell_takes_no_time(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "n.ipynb").write_bytes(notebook(f"![x](data:image/png;base64,{'A' * 20_000_000})"))
    started = time.process_time()
    assert "x is no picture" in refused(str(tmp_path / "n.ipynb"), tmp_path / "out", capfd)
    assert time.process_time() - started < SECONDS


def test_random_sources(seed: int, tmp_path: Path) -> None:
    """Each is a process of its own, with its time and memory; the first is the script itself, as a person calls it."""
    draw = random.Random(seed)
    trials = []
    for number in range(SOURCES):
        folder = tmp_path / str(number)
        folder.mkdir()
        source = write_source(draw, folder)
        if "\0" not in source and "\ud800" not in source:  # no system passes them to a program
            trials.append((source, folder / "out"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    calls = [[source, "--out", str(out)] for source, out in trials]
    command = [sys.executable, str(ROOT / "scripts/import_scans.py"), *calls[0]]
    first = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    check_end({"status": first.returncode, "said": first.stderr}, *trials[0])
    shutil.rmtree(trials[0][1], ignore_errors=True)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("sources.py")],
        input="".join(f"{json.dumps(each)}\n" for each in calls),
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for trial, line in zip(trials, done.stdout.splitlines(), strict=True):
        ended = json.loads(line)
        check_end(ended, *trial)
        assert ended["seconds"] <= SECONDS and ended["megabytes"] <= MEGABYTES, (trial[0][:99], ended)


def check_end(ended: dict[str, Any], source: str, out: Path) -> None:
    """Check how the import of a source ended, the status and what it said."""
    told = [line for line in ended["said"].splitlines() if not line.startswith(("reading ", "a: ", "sheet"))]
    assert ended["status"] in (0, 1), (source[:99], ended)
    assert len(told) == ended["status"] and all(line.startswith("not imported: ") for line in told), ended
    assert PASSWORD not in ended["said"]
    assert out.exists() == (ended["status"] == 0) and not list(out.parent.glob(".tconv-*"))
