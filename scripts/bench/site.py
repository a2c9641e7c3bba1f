"""Measure the site: its bytes, the cost of its figures in a build, its scores in Lighthouse."""

import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench import Measure, median_times
from tconv.pages.addresses import ROOT

PREFIX = "/transposed-convolution/"
SHARED_BYTES = 16_000
"""Bytes that our own styles and scripts of any page may have, packed; a figure has a bound for each view and step, and
the font has one of its own."""
LIGHTHOUSE = "lighthouse@13.5.0"
KINDS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
READINGS = 5


def shared_bytes(site: Path) -> int:
    """Count what this project loads on every page, packed: the styles and scripts that all pages of the course have."""
    course = ("what", "difference", "upsampling", "parameters", "use")
    every = set.intersection(*(_loaded((site / name / "index.html").read_text("utf-8")) for name in course))
    return sum(packed((site / path).read_bytes()) for path in every)


def _loaded(html: str) -> set[str]:
    return set(re.findall(r'(?:href|src)="(?:\.\./)*((?:assets/tconv|stylesheets)/[^"]+\.(?:css|js))"', html))


def packed(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def measures() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / PREFIX.strip("/")
        build(ROOT, site)
        yield Measure("own styles and scripts of every page", shared_bytes(site), SHARED_BYTES, "bytes")
        notebook = packed((site / "notebooks/transposed-convolution/index.html").read_bytes())
        yield Measure("the notebook's page", notebook, 60_000, "bytes")
        yield from lighthouse(site)
    yield from build_cost()


def build(project: Path, out: Path) -> None:
    """Build a project's site with its own package."""
    script, config = str(project / "scripts/build_site.py"), str(project / "mkdocs.yml")
    command = [sys.executable, script, "--config", config, "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def copy(project: Path) -> None:
    """Copy what a build reads into an empty folder."""
    for name in ("docs", "scripts", "src"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, project)


def build_cost() -> Iterator[Measure]:
    """Build the site with its figures and without them, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        copy(plain)
        for page in (plain / "docs").glob("*.md"):
            page.write_text(
                re.sub(r"^ *```tconv.*?```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE), "utf-8"
            )
        notebook = plain / "docs/notebooks/transposed-convolution.ipynb"
        lesson = json.loads(notebook.read_text("utf-8"))
        for cell in lesson["cells"]:
            cell["outputs"] = [output for output in cell.get("outputs", []) if "data" not in output]
        notebook.write_text(json.dumps(lesson), "utf-8")
        ways = [partial(build, project, plain / "site") for project in (ROOT, plain)]
        one, other = median_times([*ways], rounds=5)
    yield Measure("site build, of the time without figures", one / other, 1.3, "", f"{one:.2f} s, {other:.2f} s")


class _Packing(http.server.SimpleHTTPRequestHandler):
    """Sends what is text packed, as the hosts of pages do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".svg", ".json") or not path.exists():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def lighthouse(site: Path) -> Iterator[Measure]:
    """Ask Lighthouse, which is fetched for this, about every page, on a phone: the median of some readings."""
    handler = partial(_Packing, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path in sorted(site.rglob("index.html")):
            name = f"{path.parent.relative_to(site)}/".removeprefix("./")
            address = f"http://127.0.0.1:{server.server_port}{PREFIX}{name}"
            readings = [scores for _ in range(READINGS) if (scores := lighthouse_scores(address))]
            if not readings:
                print(f"Lighthouse of /{name}: not measured, {LIGHTHOUSE} could not be fetched or run", flush=True)
                continue
            for kind, least in KINDS.items():
                score = median(scores[kind] for scores in readings)
                yield Measure(f"Lighthouse of /{name}, {kind}", score, least, "", "phone", least=True)
        server.shutdown()


def lighthouse_scores(address: str) -> dict[str, float] | None:
    """Let Lighthouse read one page; its scores of each kind, to 100, or None where it cannot be fetched or run."""
    chromium = subprocess.check_output([sys.executable, ROOT / "scripts/chromium.py"], text=True).strip()
    npm = [sys.executable, str(ROOT / "scripts/npm.py"), "exec", "--yes", "--package", LIGHTHOUSE, "--"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "lighthouse.json"
        options = ["--quiet", "--output=json", f"--output-path={report}"]
        flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
        subprocess.run(
            [*npm, "lighthouse", address, *options, flags],
            env=os.environ | {"CHROME_PATH": chromium},
            capture_output=True,
            check=False,
        )
        if not report.exists():
            return None
        categories = json.loads(report.read_text("utf-8"))["categories"]
    return {kind: 100 * (categories[kind]["score"] or 0) for kind in KINDS}
