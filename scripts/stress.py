"""Run every random test on many seeds, and the sudden ends that take minutes; say how much was tried, and what failed.

A seed that fails is in the name of its test, such as test_random_calls[17], and `pytest -k` with `--seeds` runs it
again. What it shows stays in `make test` as a small case.
"""

import re
import subprocess
import sys
import time
from argparse import RawDescriptionHelpFormatter
from dataclasses import dataclass

from tconv.command_line import Parser
from tconv.pages.addresses import ROOT


@dataclass(frozen=True)
class Part:
    """Random tests of one kind: where they are, on how many seeds they run, and what a seed tries."""

    name: str
    tests: tuple[str, ...]
    seeds: int
    tries: str


PARTS = (
    Part("laws of the views", ("tests/figures/test_views.py", "-k", "seed or random"), 30, "100 examples in each view"),
    Part("pictures", ("tests/figures/test_pictures.py", "-k", "random"), 30, "50 examples, each picture read back"),
    Part("texts", ("tests/figures/test_texts.py", "-k", "random"), 30, "25 examples, whose texts keep apart"),
    Part(
        "calls", ("tests/faults/test_hostile_command.py", "-k", "random"), 30, "100 hostile calls, 3 of them processes"
    ),
    Part("sources", ("tests/faults/test_hostile_sources.py", "-k", "random"), 30, "10 hostile sources of an import"),
    Part("sudden ends", ("tests/faults/test_sudden_ends.py", "-k", "random"), 30, "4 kills of each command"),
    Part(
        "each touch of a file",
        ("tests/faults/test_sudden_ends.py", "-k", "each"),
        1,
        "a kill before each, in each command",
    ),
)


def main() -> int:
    parser = Parser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=[part.name for part in PARTS], help="one part alone")
    parser.add_argument("--times", type=int, default=1, help="how many times as many seeds (default: 1)")
    arguments = parser.parse_args()
    failed: list[str] = []
    for part in PARTS:
        if arguments.only in (None, part.name):
            failed += run(part, part.seeds * arguments.times)
    print(f"failed: {', '.join(failed)}" if failed else "nothing failed", flush=True)
    return 1 if failed else 0


def run(part: Part, seeds: int) -> list[str]:
    """Run one part and show how far it is; return the names of the tests that failed, each with its seed."""
    print(f"== {part.name}: {seeds} seeds of {part.tries}", flush=True)
    started = time.perf_counter()
    options = ["-m", "", f"--seeds={seeds}", "--numprocesses=2", "--dist=worksteal", "--tb=short", "-v", "-rf"]
    command = [sys.executable, "-m", "pytest", *part.tests, *options]
    failed = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            failed += re.findall(r"^FAILED (\S+)", line)
    if process.returncode and not failed:
        failed.append(f"{part.name} did not run")
    print(f"== {part.name}: {time.perf_counter() - started:.0f} s, {len(failed)} failed", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
