"""Whatever stands on the command line, `tconv figure` says what is wrong in one line, soon, and in little memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hostile import CALLS, HEADERS, MEGABYTES, OLD, SECONDS, calls, npy, write_files

from tconv.command import main

BASIC = ["figure", "--input", "1 2; 3 4", "--kernel", "1 0; 0 -1", "-o", "f.svg"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check_line(said: str) -> None:
    """Check that a complaint is one line that no terminal obeys, and no page of text."""
    assert said.startswith("tconv: ") and said.endswith("\n")
    assert said[:-1].isprintable() and len(said) < 500


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: repr(header[:40]))
def test_a_header_that_no_grid_has(header: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.npy").write_bytes(npy(header))
    assert main([*BASIC, "--input", "x.npy"]) == 2
    said = capsys.readouterr().err
    check_line(said)
    assert said.startswith("tconv: x.npy: ")


def test_an_old_header_is_read_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.npy").write_bytes(npy(OLD, np.ones(4).tobytes()))
    assert main([*BASIC, "--input", "x.npy"]) == 0 and capsys.readouterr().err == ""


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (20000, 20000), }"))
        file.truncate(20_000 * 20_000 * 8)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "no regular file"),
        (Path.mkdir, "no regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "no regular file"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
        (large, "at most 100,000 bytes"),
    ],
    ids=["pipe", "folder", "device", "loop", "large"],
)
@pytest.mark.parametrize("name", ["x.npy", "x.csv"])
def test_a_file_is_looked_at_before_it_is_read(
    name: str, make: Callable[[Path], None], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe would wait, a device has no end, and a large file is read for nothing."""
    make(Path(name))
    assert main([*BASIC, "--input", name]) == 2
    said = capsys.readouterr().err
    check_line(said)
    assert said.startswith(f"tconv: {name}: ") and says in said


@pytest.mark.parametrize("option", ["--title=--", "--input=--", "--out=--", "--ti=--", "-o--", "-o=--"])
def test_two_minuses_are_no_value(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BASIC, option]) == 2
    said = capsys.readouterr().err
    check_line(said)
    assert said == f"tconv: {option.removesuffix('--').removesuffix('=')} needs a value, got '--'; see tconv --help\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--input", "\x1b[31m.npy"],
        ["--input", "a\nb.csv"],
        ["--input", "\0.npy"],
        ["--input", "\ud800.csv"],
        ["--input", "7" * 1_000_000],
        ["--kernel", "x" * 1_000_000],
        ["--stride", "9" * 5000],
        ["--stride", "9" * 4000],
        ["--padding", "9" * 4000],
        ["--step", "9" * 4000],
        ["--bias", "x" * 100_000],
        ["--title", "\n" * 100_000],
        ["--view", "\x1b" * 100],
        ["-o", "\x1b[2J\n.svg/f.svg"],
        ["-o", "\0.svg"],
        ["-o", "\ud800.svg"],
        ["-o", "x" * 10_000 + ".svg"],
        ["\x1b[31m"],
        ["\udc80\u202e" * 1000],
    ],
    ids=lambda words: repr(words[-1][:12]),
)
def test_a_value_is_repeated_in_one_short_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BASIC, *words]) == 2
    check_line(capsys.readouterr().err)


def test_nothing_is_asked_of_argparse_but_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["figure"], ["picture"], ["figure", "--input"], [*BASIC, "--colour", "red"]):
        assert main(words) == 2
        check_line(capsys.readouterr().err)


def test_a_loop_of_links_as_the_file_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    Path("loop.svg").symlink_to("loop.svg")
    assert main([*BASIC, "-o", "loop.svg"]) == 2
    assert capsys.readouterr().err == "tconv: loop.svg: Too many levels of symbolic links\n"


def test_a_working_folder_that_is_gone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = here / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert main(BASIC) == 2
    assert capsys.readouterr().err == "tconv: f.svg: No such file or directory\n"


def test_random_calls(seed: int) -> None:
    """A hundred calls a seed, one after another in one process."""
    script = Path(__file__).with_name("hostile.py")
    done = subprocess.run([sys.executable, script, str(seed)], capture_output=True, text=True, env=environment())
    *lines, megabytes = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, "", CALLS)
    for line in lines:
        call = json.loads(line)
        assert call["status"] in (0, 2), call
        assert call["seconds"] <= SECONDS, call
        if call["status"] == 2:
            check_line(call["said"])
            assert not call["printed"]
        else:
            assert not call["said"], call
    assert int(megabytes) <= MEGABYTES
    assert not list(Path().glob(".tconv-*"))


def test_random_calls_as_processes(seed: int) -> None:
    """A few of the same calls, each a process of its own."""
    argv = [each for each in calls(seed, write_files(Path())) if all(map(can_be_an_argument, each))]
    for words in argv[:3]:
        code = "import hostile, sys, time\nfrom tconv.command import main\ntry: sys.exit(main())\n"
        code += "finally: print(f'\\n{time.process_time()} {hostile.peak()}')"
        done = subprocess.run([sys.executable, "-c", code, *words], env=environment(), capture_output=True, text=True)
        assert done.returncode in (0, 2), (words, done.stderr)
        if done.returncode:
            check_line(done.stderr)
        seconds, megabytes = done.stdout.split()[-2:]
        assert float(seconds) <= SECONDS and int(megabytes) <= MEGABYTES


def can_be_an_argument(word: str) -> bool:
    """Tell what a system can pass to a program: short enough, of bytes, and without a zero."""
    try:
        return "\0" not in word and len(os.fsencode(word)) < 100_000
    except UnicodeEncodeError:
        return False


def environment() -> dict[str, str]:
    """Let a process find the package under test."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
