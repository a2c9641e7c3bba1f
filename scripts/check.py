"""Run every check of the project, one after another, and say how long each took."""

import subprocess
import sys
import time

from tconv.pages.addresses import ROOT

PYTHON = sys.executable

CHECKS = {
    "style": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "types of the JavaScript": [PYTHON, "scripts/npm.py", "exec", "--", "tsc", "--project", "."],
    "Chromium": [PYTHON, "scripts/chromium.py"],
    "tests": [PYTHON, "-m", "pytest", "--quiet", "--numprocesses=2", "--dist=worksteal"],
}


def main() -> int:
    failed = []
    for name, command in CHECKS.items():
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
