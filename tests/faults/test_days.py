"""What is built says nothing of the day, and what is to be installed comes from the repository."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from killing import contents

from tconv.output.install import to_install
from tconv.pages import addresses


def test_two_builds_on_two_days_are_identical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of them, that of the pages' addresses too, which still has them all."""
    built = []
    for day in ("0", "1700000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        script = ROOT / "scripts/build_site.py"
        subprocess.run([sys.executable, script, "--out", tmp_path / day], check=True, capture_output=True)
        built.append(contents(tmp_path / day))
    assert [name for name in built[0] if built[0][name] != built[1].get(name)] == []
    sitemap = built[0]["sitemap.xml"].decode()
    assert gzip.decompress(built[0]["sitemap.xml.gz"]).decode() == sitemap
    pages = {f"{addresses.site()}{path.removesuffix('index.html')}" for path in built[0] if path.endswith("index.html")}
    assert set(re.findall("<loc>(.*?)</loc>", sitemap)) == pages


def test_an_extra_is_installed_from_the_repository() -> None:
    line = to_install("png")
    assert line == f'pip install "tconv[png] @ git+{addresses.repository()}"'


def test_no_line_installs_the_package_from_an_index() -> None:
    """An index may have another package of that name."""
    paths = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("docs/**/*.ipynb"), *ROOT.glob("src/**/*.py")]
    lines = [line for path in paths for line in path.read_text().splitlines() if "pip install" in line]
    assert lines and [line for line in lines if re.search(r"\btconv\b(?!.*git\+)", line)] == []
