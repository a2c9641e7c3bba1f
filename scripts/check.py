"""Run every check of the project, or with --fast those for while one works, and say how long each took."""

import subprocess
import sys
import time

from tconv.command_line import Parser
from tconv.pages.addresses import ROOT

PYTHON = sys.executable

PYTEST = [PYTHON, "-m", "pytest", "--quiet", "--numprocesses=2", "--dist=worksteal"]

CHECKS = {
    "style": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "types of the JavaScript": [PYTHON, "scripts/npm.py", "exec", "--", "tsc", "--project", "."],
}
FAST = CHECKS | {"core and figures": [*PYTEST, "tests/core", "tests/figures"]}
ALL = CHECKS | {"Chromium": [PYTHON, "scripts/chromium.py"], "tests": PYTEST}


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="style, types, and the tests of core and figures")
    failed = []
    for name, command in (FAST if parser.parse_args().fast else ALL).items():
        started = time.perf_counter()
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=ROOT):
            failed.append(name)
        print(f"== {name}: {time.perf_counter() - started:.1f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
