"""The house: rooms import one way, the core needs numpy alone, a figure is the same every time."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import tconv

PACKAGE = Path(tconv.__path__[0])


def test_every_layer_imports_only_what_stands_before_it() -> None:
    order = (
        "core", "whole", "example", "examples", "words", "trace", "scene", "layout", "views", "output", "notebook",
        "sheets", "exercise", "pages", "command_line", "command",
    )  # fmt: skip
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert found - {"__init__"} == set(order)
    for path in PACKAGE.rglob("*.py"):
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if here == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [f"{node.module}.{each.name}" for each in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in [name.split(".")[1] for name in names if name.startswith("tconv.")]:
                assert name not in order or order.index(name) <= order.index(here), f"{path.name} imports {name}"


def test_the_core_needs_numpy_alone() -> None:
    code = "import sys; before = set(sys.modules); import tconv, tconv.output.figure; print(*sorted(sys.modules))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    third = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"tconv", "numpy"}
    assert {name for name in third if not name.startswith("_")} == set()


def test_a_built_figure_is_the_same_every_time() -> None:
    code = "from tconv.output.figure import figure; print(figure('crop', 'scatter', 'x'))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
