"""A copy of the project that a test may change and build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

COPIED = ("docs", "src", "scripts", "mkdocs.yml", "pyproject.toml")
"""All that a build reads."""


def copy(to: Path) -> Path:
    """Copy what a build reads into a folder of its own."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)
    return to


def run(project: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, on its own package; as root, without the right to write where others may not."""
    return subprocess.run(
        [*(["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []), sys.executable, *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project / "src")},
        capture_output=True,
        text=True,
    )


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of the copy into its folder site/."""
    return run(project, "scripts/build_site.py", "--config", project / "mkdocs.yml", "--out", project / "site")


def files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
