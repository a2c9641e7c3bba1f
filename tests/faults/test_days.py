"""What is built says nothing of the day, and what is to be installed comes from the repository."""

import gzip
import re
from pathlib import Path

from conftest import ROOT

from tconv.output.install import to_install
from tconv.pages import addresses


def test_the_map_of_the_site_says_no_day_and_has_every_page(site: Path) -> None:
    """MkDocs writes the day of the build beside each; the packed map is packed anew."""
    sitemap = (site / "sitemap.xml").read_text()
    assert not re.search(r"\d{4}-\d\d-\d\d|lastmod", sitemap)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == sitemap
    paths = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    pages = {f"{addresses.site()}{path}/".replace("/./", "/") for path in paths}
    assert set(re.findall("<loc>(.*?)</loc>", sitemap)) == pages


def test_an_extra_is_installed_from_the_repository() -> None:
    line = to_install("png")
    assert line == f'pip install "tconv[png] @ git+{addresses.repository()}"'


def test_no_line_installs_the_package_from_an_index() -> None:
    """An index may have another package of that name."""
    paths = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("docs/**/*.ipynb"), *ROOT.glob("src/**/*.py")]
    lines = [line for path in paths for line in path.read_text().splitlines() if "pip install" in line]
    assert lines and [line for line in lines if re.search(r"\btconv\b(?!.*git\+)", line)] == []
