"""What must hold for the repository as a whole: its pins, its sizes, its README."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import yaml
from conftest import ROOT
from packaging.requirements import Requirement

from tconv.examples import EXAMPLES
from tconv.output.standalone import standalone
from tconv.pages import addresses
from tconv.views import VIEWS, layout, trace

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize(
    ("lock", "extras"), [("site", ["site"]), ("core", ["core"]), ("test", ["site", "core", "test"])]
)
def test_the_lock_pins_every_dependency_within_its_range(lock: str, extras: list[str]) -> None:
    text = (ROOT / f"requirements/{lock}.txt").read_text()
    blocks = re.findall(
        r"^([A-Za-z0-9._-]+)==([^ ;\\]+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.MULTILINE
    )
    assert len(blocks) == len(re.findall(r"^[^ #]", text, re.MULTILINE)), "a pin without a hash"
    pins: dict[str, list[str]] = {}
    for name, version, _ in blocks:
        pins.setdefault(name, []).append(version)
    for wanted in map(Requirement, [*PROJECT["dependencies"], *(each for extra in extras for each in EXTRAS[extra])]):
        assert all(wanted.specifier.contains(version) for version in pins[wanted.name])


def test_the_locks_name_no_host() -> None:
    for name in ("requirements/site.txt", "requirements/core.txt", "requirements/test.txt", "package-lock.json"):
        assert "://" not in re.sub(r'"url": "https://(opencollective|github)\.com[^"]*"', "", (ROOT / name).read_text())
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in packages.values())


def test_no_file_is_large() -> None:
    assert [name for name in TRACKED if (ROOT / name).exists() and (ROOT / name).stat().st_size > 500_000] == []


DOORS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def test_the_tree_is_shown_as_it_is() -> None:
    trees = re.findall(r"^```text\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL | re.MULTILINE)
    shown = {name for tree in trees for name in re.findall(r"^(\S+)/ ", tree, re.MULTILINE)}
    folders = {name.partition("/")[0] for name in TRACKED if "/" in name and not name.startswith(".")}
    assert {name.partition("/")[0] for name in shown} == folders
    assert all((ROOT / name).is_dir() for name in shown)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.stem)
def test_links_of_a_door_lead_somewhere(door: Path) -> None:
    said = re.sub(r"`[^`\n]+`", "", door.read_text())
    links = re.findall(r"\]\((?!https:)([^)]+)\)", said)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_is_short_and_names_every_view() -> None:
    readme = (ROOT / "README.md").read_text()
    assert len(readme.splitlines()) <= 60
    for operation, views in VIEWS.items():
        name = "transposed convolution" if operation == "transposed" else operation
        sentence = re.search(rf"A {name} has (?:the views )?([^;.]+)", readme, re.IGNORECASE)
        assert sentence and set(re.split(r", | and ", sentence[1])) == set(views)


def test_each_command_that_a_door_names_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = {name for door in DOORS for name in re.findall(r"(?:^|`)make ([a-z]+)", door.read_text(), re.MULTILINE)}
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_picture_of_the_readme_is_the_figure_as_it_is() -> None:
    drawn = standalone(layout(trace(EXAMPLES["overlap"], "scatter")))
    assert (ROOT / "docs/assets/overlap.svg").read_text() == drawn, (
        "run: .venv/bin/python scripts/build_figures.py --out docs/figures --only overlap"
        " && cp docs/figures/overlap/scatter.svg docs/assets/overlap.svg"
    )


WRITTEN = [ROOT / "README.md", ROOT / "mkdocs.yml", *(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.ipynb")]


def test_each_address_of_the_project_follows_from_one_place_and_leads_to_a_file() -> None:
    """Badge, links and install line name the repository of pyproject.toml, and files that it has."""
    repository, site = PROJECT["urls"]["Repository"], addresses.published_site()
    name = repository.removeprefix("https://github.com/")
    found = 0
    for path in WRITTEN:
        text = path.read_text()
        assert set(re.findall(r"https://[\w.-]+\.github\.io/[\w.-]+/", text)) <= {site}, path
        for owner, project, rest in re.findall(r"github(?:\.com)?/([\w-]+)/([\w.-]+)((?:/[\w./-]+)?)", text):
            if f"{owner}/{project}" == name:
                file = re.fullmatch(r"/blob/main/(.+)", rest)
                assert not rest or (file and (ROOT / file[1]).is_file()), f"{path.name}: {rest}"
                found += 1
        for own in re.findall(r"https://github\.com/[\w-]+/transposed-convolution", text):
            assert own == repository, path
    assert found >= 3
    notebook = PROJECT["urls"]["Author's notebook"]
    assert notebook in (ROOT / "README.md").read_text() and notebook.endswith(".ipynb")
    assert all("ML-2024-2025" not in path.read_text() for path in WRITTEN[1:]), "pages write [text][author-notebook]"


def test_on_github_the_addresses_are_those_of_the_repository_it_runs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    written = addresses.repository()
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "Someone/lesson")
    assert addresses.repository() == "https://github.com/Someone/lesson"
    assert addresses.site() == "https://someone.github.io/lesson/"
    assert addresses.moved(f"{written}/blob/main/x") == "https://github.com/Someone/lesson/blob/main/x"
    badge = written.replace("https://github.com/", "https://colab.research.google.com/github/") + "/blob/main/n.ipynb"
    assert addresses.moved(badge) == "https://colab.research.google.com/github/Someone/lesson/blob/main/n.ipynb"
    assert addresses.moved("https://github.com/another/place") == "https://github.com/another/place"


WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / ".github/workflows").glob("*.yml")}


def test_the_workflows() -> None:
    """Actions are pinned by commit, rights are least, one deployment at a time, the matrix is what the README says."""
    text = "".join(path.read_text() for path in (ROOT / ".github/workflows").glob("*.yml"))
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used and all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) for action, _ in used)
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for _, version in used)
    rights = [
        job.get("permissions", flow["permissions"]) for flow in WORKFLOWS.values() for job in flow["jobs"].values()
    ]
    assert rights.count({"contents": "read"}) == len(rights) - 1
    assert WORKFLOWS["pages"]["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert WORKFLOWS["pages"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    runs = [step["run"] for step in WORKFLOWS["pages"]["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ["make scans", "make site"]
    matrix = WORKFLOWS["test"]["jobs"]["core"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert {"run": "make test"} in WORKFLOWS["test"]["jobs"]["everything"]["steps"]
    last = WORKFLOWS["test"]["jobs"]["core"]["steps"][-1]["run"].split()[3:]
    assert last and all((ROOT / name).exists() for name in last)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it beside numpy alone, in an empty environment."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*pip, "wheel", *options, "--wheel-dir", folder, source], cwd=folder, check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "empty"], cwd=folder, check=True)
    python = folder / "empty/bin/python"
    packages = Path(
        subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    installed = Path(np.__file__).parent.parent
    for name in ("numpy", "numpy.libs"):
        if (installed / name).exists():
            shutil.copytree(installed / name, packages / name)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip, "--python", python, "install", *options, wheel], cwd=folder, check=True)
    return python


MODULES = {path.relative_to(ROOT / "src").with_suffix(""): path for path in (ROOT / "src/tconv").rglob("*.py")}
OUTSIDE_PAGES = {place: path for place, path in MODULES.items() if place.parts[:2] != ("tconv", "pages")}
"""Every module of the package that must run beside numpy alone."""

OPTIONAL = {("tconv/output/png.py", "resvg_py"), ("tconv/output/notebook.py", "IPython")}
"""What a module imports when it needs it, and does without where it is not installed."""


def test_nothing_outside_pages_needs_more_than_numpy() -> None:
    """An import inside a function counts too: it would fail later, at a user's."""
    needed = set()
    for place, path in OUTSIDE_PAGES.items():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{place}: imports are written in full"
                names = [f"{node.module}.{each.name}" for each in node.names]
            for name in names:
                assert not name.startswith("tconv.pages"), f"{place} imports {name}"
                if name.partition(".")[0] not in {*sys.stdlib_module_names, "numpy", "tconv"}:
                    needed.add((f"{place.as_posix()}.py", name.partition(".")[0]))
    assert needed == OPTIONAL


def test_no_script_and_no_test_imports_a_test() -> None:
    """Not even a helper of theirs may a script import: a contributor runs it without the tests."""
    helpers = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    for path in [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        imported = set(re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(), re.MULTILINE))
        assert not {name for name in imported if name.startswith("test_")}, path
        assert path.is_relative_to(ROOT / "tests") or not imported & helpers, path


def run_bare(bare: Path, *words: str | Path) -> str:
    return subprocess.run([bare, *words], cwd=bare.parent, capture_output=True, text=True, check=True).stdout


def test_the_wheel_imports_every_module_but_those_of_pages(bare: Path) -> None:
    names = [".".join(place.parts).removesuffix(".__init__") for place in OUTSIDE_PAGES]
    assert "tconv.core.ops" in names and "tconv.command" in names
    run_bare(bare, "-c", "\n".join(f"import {name}" for name in names))


def test_the_wheel_in_an_empty_environment(bare: Path, tmp_path: Path) -> None:
    code = "import tconv, numpy; x = numpy.ones((1, 1, 2, 2)); print(tconv.conv_transpose2d(x, x, stride=2).shape)"
    assert run_bare(bare, "-c", code) == "(1, 1, 4, 4)\n"
    code = "from tconv.output.figure import figure; print(figure('overlap', 'scatter', 'x')[:22])"
    assert run_bare(bare, "-c", code) == '<figure class="tconv" \n'
    code = (
        "from tconv.output.notebook import shown, trace; from tconv.examples import EXAMPLES; "
        "print(shown(trace(EXAMPLES['crop'], 'gather'))[:11])"
    )
    assert run_bare(bare, "-c", code) == "<div data-t\n"
    command = bare.parent / "tconv"
    subprocess.run(
        [command, "figure", "--input", "1 2; 3 4", "--kernel", "1 0; 0 -1", "-o", tmp_path / "f.svg"], check=True
    )
    assert (tmp_path / "f.svg").read_text().startswith("<svg ")
    refused = subprocess.run(
        [command, "figure", "--input", "1", "--kernel", "1", "-o", tmp_path / "f.png"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 2
    assert refused.stderr == f'tconv: a .png needs resvg: pip install "tconv[png] @ git+{addresses.repository()}"\n'
