"""What every test may use: settings for hypothesis, the built site, a real Chromium."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
PREFIX = "/transposed-convolution/"

settings.register_profile("project", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seeds", type=int, default=4, help="how many seeds each random test runs on (default: 4)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that has a `seed` on the seeds 0, 1, 2, ..., so that one that failed can be run again."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("seeds")))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once, as `make site` does; it stands under the path that it is published at.

    The processes that the tests are divided among share it: the first builds, and the others wait for it.
    """
    import fcntl  # here, so that the tests of the core run where there is none

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    out = folder / "www" / PREFIX.strip("/")
    with (folder / "www.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():  # it appears whole or not at all
            subprocess.run([sys.executable, ROOT / "scripts/build_site.py", "--out", out], check=True)
    return out


POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""The content security policy that the site must work under, and so every test in a browser.

But for those that bypass it since they wait for a condition, which Playwright evaluates in the page.
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Answer as GitHub Pages does: with the site's own page where there is none. And with a policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / PREFIX.strip("/") / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def serve_root(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address of its root."""
    handler = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder with a built site; give the site's address."""
    with serve_root(folder) as root:
        yield root.removesuffix("/") + PREFIX


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the built site."""
    with serve(site.parent) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start Chromium; where there is none, scripts/chromium.py says so and the tests fail."""
    from playwright.sync_api import sync_playwright  # here, so that the tests of the core do without it

    found = subprocess.run(
        [sys.executable, ROOT / "scripts/chromium.py"], stdout=subprocess.PIPE, text=True, check=True
    )
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found.stdout.strip(), args=[*options, "--disable-sync"])
        yield chromium
        chromium.close()
