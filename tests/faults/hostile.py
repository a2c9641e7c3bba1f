"""Draw calls of `tconv figure` that nobody means well by, and run them.

As a script, it runs all those of a seed in its own process, in the working folder.
"""

import contextlib
import io
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tconv.command import main

Draw = Callable[[random.Random, list[str]], str]

CALLS = 100
"""Calls of one seed."""

SECONDS, MEGABYTES = 2, 300
"""Most that a call may take, and a process."""

NUMBERS: list[str] = [
    *"0123456789",
    "-1",
    "+1",
    "1e3",
    "1e-9",
    "1e400",
    "nan",
    "-inf",
    "1_0",
    "0x10",
    "1j",
    "٣",
    "½",
    "1.",
    "--",
    "-0",
]
WORDS: list[str] = [
    "",
    " ",
    "--",
    "-",
    "=",
    "-o",
    "--title",
    "\0",
    "\n",
    "\x1b[31mred",
    "\u202e",
    "\ud800",
    "\udc80",
    "ü",
    "𝟙",
    "%s",
    "{}",
    "<b>&",
    "'\"",
]
NAMES = [
    "f.svg",
    "f.png",
    "F.SVG",
    ".svg",
    "f",
    "f.pdf",
    "no/f.svg",
    "/f.svg/f.svg",
    "loop.svg",
    "folder.svg",
    "/dev/null",
    "f.svg/",
    "\n.svg",
    "\x1b.svg",
]
VIEWS = ["scatter", "gather", "matrix", "phases", "window", "scater", ""]
MAGIC = b"\x93NUMPY"
HEADERS = [
    "{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000), }",
    f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({10**30}, 2), }}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (True, 2), }",
    "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }",
    "{'descr': '|V0', 'fortran_order': False, 'shape': (1000000000, 1000000000), }",
    "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 2), }",
    "{'descr': '<M8[s]', 'fortran_order': True, 'shape': (2, 2), }",
    "((((",
    "-" * 9000 + "1",
    "{" * 200,
    "[" * 9000,
    "{'descr': '<f8'}",
    "\x1b[31m\n\n",
    "",
]


OLD = "{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 2L), }"
"""A header of a grid, as Python 2 wrote it."""


def npy(header: str, data: bytes = bytes(32)) -> bytes:
    text = header.encode("latin-1")
    return MAGIC + b"\x01\x00" + len(text).to_bytes(2, "little") + text + data


def write_files(folder: Path) -> list[str]:
    """Write files that are no grids, and a few that are; return their names."""
    files = {f"header{at}.npy": npy(header) for at, header in enumerate([*HEADERS, OLD])}
    good = io.BytesIO()
    np.save(good, np.arange(6.0).reshape(2, 3))
    draw = random.Random(0)
    for at in range(20):
        broken = bytearray(good.getvalue()[: draw.choice([None, draw.randrange(170)])])
        for _ in range(draw.randrange(1, 4)):
            broken[draw.randrange(len(broken) or 1) : draw.randrange(len(broken) or 1)] = draw.randbytes(1)
        files[f"broken{at}.npy"] = bytes(broken)
    files |= {"good.npy": good.getvalue(), "zip.npy": b"PK\x03\x04" + bytes(99), "empty.npy": b"", "empty.csv": b""}
    files |= {"many.npy": npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2000, 2000), }", bytes(32_000_000))}
    files |= {"many.csv": b"1,2\n" * 2_000_000, "wide.csv": b"1," * 40_000, "good.csv": b"1,2\n3,4\n"}
    files |= {
        "null.csv": bytes(99),
        "bytes.csv": b"\xff\xfe",
        "words.csv": b"a,b\n",
        "ragged.csv": b"1,2\n3\n",
        "\x1b\n.csv": b"x",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "loop.svg").symlink_to("loop.svg")
    (folder / "loop.npy").symlink_to("loop.csv")
    (folder / "loop.csv").symlink_to("loop.npy")
    (folder / "endless.npy").symlink_to("/dev/zero")
    (folder / "endless.csv").symlink_to("/dev/zero")
    (folder / "folder.svg").mkdir()
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.npy")
    os.mkfifo(folder / "pipe.csv")
    return sorted(os.listdir(folder)) + ["none.npy", "none.csv", "no/none.csv", "\0.npy", "\ud800.csv"]


def calls(seed: int, files: list[str]) -> list[list[str]]:
    """Draw the words of the calls of a seed."""
    draw = random.Random(seed)
    return [_call(draw, files) for _ in range(CALLS)]


def _call(draw: random.Random, files: list[str]) -> list[str]:
    """Draw a call of which some options are what they should be, so that the others are reached."""
    options: dict[str, tuple[Draw, Draw]] = {
        "--input": (_good_grid, _grid),
        "--kernel": (_good_grid, _grid),
        "-o": (lambda draw, files: draw.choice(NAMES[:2]), lambda draw, files: draw.choice(NAMES)),
        "--view": (lambda draw, files: draw.choice(VIEWS[:5]), lambda draw, files: draw.choice(VIEWS)),
        **dict.fromkeys(("--stride", "--padding", "--output-padding", "--dilation"), (_good_pair, _pair)),
        "--bias": (lambda draw, files: draw.choice("0123"), _number),
        "--step": (lambda draw, files: draw.choice("1234"), _number),
        "--title": (lambda draw, files: "A title", _word),
    }
    words = ["figure"] if draw.random() < 0.97 else [_word(draw, files)]
    for at, (name, (good, bad)) in enumerate(options.items()):
        if draw.random() < (0.98 if at < 3 else 0.3):
            value = (bad if draw.random() < 0.15 else good)(draw, files)
            words += [f"{name}={value}"] if draw.random() < 0.5 else [name, value]
    if draw.random() < 0.05:
        words.insert(draw.randrange(len(words) + 1), _word(draw, files))
    return words


def _good_grid(draw: random.Random, files: list[str]) -> str:
    rows, cols = (draw.choice([1, 2, 3, 4, draw.choice([14, 30, 60])]) for _ in "ab")
    return ";".join(" ".join(draw.choice(NUMBERS[:12]) for _ in range(cols)) for _ in range(rows))


def _grid(draw: random.Random, files: list[str]) -> str:
    if draw.random() < 0.5:
        return draw.choice(files)
    rows = (" ".join(_number(draw, files) for _ in range(draw.randrange(1, 4))) for _ in range(draw.randrange(1, 4)))
    return draw.choice([_word(draw, files), draw.choice(";\n,").join(rows)])


def _good_pair(draw: random.Random, files: list[str]) -> str:
    return draw.choice(["0", "1", "1", "2", "2,1", "1,3"])


def _pair(draw: random.Random, files: list[str]) -> str:
    return ",".join(_number(draw, files) for _ in range(draw.choice([1, 1, 2, 2, 3])))


def _number(draw: random.Random, files: list[str]) -> str:
    if draw.random() < 0.1:
        return draw.choice(["9" * 5000, "1" * 4000, str(10**18), str(-(2**63)), "1" + "0" * 100, "2" * 100_000])
    return draw.choice(NUMBERS)


def _word(draw: random.Random, files: list[str]) -> str:
    word = "".join(draw.choice([*WORDS, *NUMBERS]) for _ in range(draw.randrange(4)))
    return word if draw.random() < 0.8 else word * 50_000


def run(words: list[str]) -> dict[str, object]:
    """Call the command in this process, and return how it ended."""
    said, printed = io.StringIO(), io.StringIO()
    started = time.process_time()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(printed):
        try:
            status: object = main(words)
        except SystemExit as end:  # --help
            status = end.code
        except BaseException as error:
            status = repr(error)
    seconds = time.process_time() - started
    return {
        "words": words,
        "status": status,
        "said": said.getvalue(),
        "printed": printed.getvalue(),
        "seconds": seconds,
    }


def peak() -> int:
    """Tell the most memory that this process had, in megabytes; what the process had that started it does not count."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) // 1024


if __name__ == "__main__":
    for each in calls(int(sys.argv[1]), write_files(Path())):
        print(json.dumps(run(each)), flush=True)
    print(peak())
