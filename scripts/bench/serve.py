"""Measure how soon an edit of a page is seen under `make serve`, and what a further page adds to that."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import Measure, median_times
from bench.site import PREFIX, copy

EDITS, MORE = 7, 20


def measures() -> Iterator[Measure]:
    with ExitStack() as stack:
        one, other = median_times([stack.enter_context(served(more)) for more in (0, MORE)], rounds=EDITS)
    yield Measure("make serve, from an edit to the fresh page", one, 1.2, "s", f"{EDITS} edits")
    yield Measure("make serve, for each further page", 1000 * (other - one) / MORE, 30, "ms", f"{MORE} pages")


@contextmanager
def served(more: int) -> Iterator[Callable[[], None]]:
    """Serve a copy of the project that has so many more pages; give what edits one, and waits until that is served."""
    with TemporaryDirectory() as folder, socket.socket() as free:
        project, edited = Path(folder), Path(folder) / "docs/what.md"
        copy(project)
        for number in range(more):
            (project / f"docs/more-{number}.md").write_text(edited.read_text("utf-8"), "utf-8")
        with (project / "mkdocs.yml").open("a") as config:
            config.writelines(f"  - Page {number}: more-{number}.md\n" for number in range(more))
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen(
            [sys.executable, "scripts/serve.py", "--port", str(port)],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(project / "src"), "TMPDIR": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            edit = partial(_edit, edited, f"http://127.0.0.1:{port}{PREFIX}what/")
            edit()
            yield edit
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def _edit(page: Path, address: str) -> None:
    word = f"edit-{time.monotonic_ns()}"
    page.write_text(f"{page.read_text('utf-8')}\n{word}\n", "utf-8")
    while word not in _read(address):
        time.sleep(0.01)


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""
