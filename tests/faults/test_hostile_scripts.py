"""Whatever stands on the command line of a script, it says in one line what is wrong, and where to read on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPTS = sorted(
    path
    for path in (ROOT / "scripts").glob("*.py")
    if "Parser(" in path.read_text() and path.stem != "store_vectors"  # which needs PyTorch
)


def run(folder: Path, script: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, script, *words], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_an_option_that_is_none(path: Path, tmp_path: Path) -> None:
    wrong = run(tmp_path, path, "--out=\x1b", "--colour\n", "red")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith(f"{path.name}: ") and wrong.stderr.endswith(f"; see {path.name} --help\n")
    assert wrong.stderr[:-1].isprintable()


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        (
            "build_figures.py",
            ["--out=--"],
            "build_figures.py: --out needs a value, got '--'; see build_figures.py --help",
        ),
        ("build_figures.py", [], "build_figures.py: the following arguments are required: --out; see "),
        ("build_figures.py", ["--out=x", "--only=crup"], "unknown example 'crup'; did you mean 'crop'?"),
        ("build_site.py", ["--out=--"], "build_site.py: --out needs a value"),
        ("build_site.py", ["--config=--"], "build_site.py: --config needs a value"),
        ("build_site.py", ["--config=x.yml"], "there is no file x.yml; name one such as mkdocs.yml"),
        ("draw_sheets.py", ["--out=--"], "draw_sheets.py: --out needs a value"),
        ("draw_sheets.py", ["--out=file"], "file: File exists"),
        ("import_scans.py", ["--out=--"], "import_scans.py: --out needs a value"),
        ("run_notebook.py", ["gone.ipynb"], "cannot read gone.ipynb: No such file or directory"),
        ("run_notebook.py", ["file"], "cannot read file: it is no notebook"),
        ("serve.py", ["--port=--"], "serve.py: --port needs a value"),
        ("serve.py", ["--port=eighty"], "serve.py: argument --port: invalid int value: 'eighty'; see serve.py --help"),
        ("stress.py", ["--only=--"], "stress.py: --only needs a value"),
        ("stress.py", ["--only=sheets"], "stress.py: argument --only: invalid choice: 'sheets' (choose from "),
    ],
)
def test_a_value_that_is_none(tmp_path: Path, name: str, words: list[str], says: str) -> None:
    (tmp_path / "file").write_text("no notebook")
    wrong = run(tmp_path, ROOT / "scripts" / name, *words)
    assert wrong.returncode == (2 if says.startswith(name) else 1)
    assert wrong.stderr.startswith(says) and wrong.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_no_script_reads_its_command_line_in_a_way_of_its_own() -> None:
    assert {path.stem for path in SCRIPTS} >= {"build_site", "serve", "stress"}
    assert [path.name for path in (ROOT / "scripts").rglob("*.py") if "ArgumentParser" in path.read_text()] == []
