"""What must hold for the repository as a whole: its pins, its sizes, its README."""

import json
import re
import subprocess
import tomllib

import pytest
from conftest import ROOT
from packaging.requirements import Requirement

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize(("lock", "extras"), [("site", ["site"]), ("test", ["site", "test"])])
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
    for name in ("requirements/site.txt", "requirements/test.txt", "package-lock.json"):
        assert "://" not in re.sub(r'"url": "https://(opencollective|github)\.com[^"]*"', "", (ROOT / name).read_text())
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in packages.values())


def test_no_file_is_large() -> None:
    assert [name for name in TRACKED if (ROOT / name).exists() and (ROOT / name).stat().st_size > 500_000] == []


def test_the_readme_shows_the_tree_as_it_is() -> None:
    tree = re.search(r"^## The tree\n\n```text\n(.*?)^```", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    assert tree
    shown = set(re.findall(r"^(\S+)/ ", tree[1], re.MULTILINE))
    folders = {name.partition("/")[0] for name in TRACKED if "/" in name and not name.startswith(".")}
    assert {name.partition("/")[0] for name in shown} == folders
    assert all((ROOT / name).is_dir() for name in shown)


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https:)([^)]+)\)", (ROOT / "README.md").read_text())
    assert links and [link for link in links if not (ROOT / link).exists()] == []
