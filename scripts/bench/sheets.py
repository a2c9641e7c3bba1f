"""Measure the import of three sheets, and of a photo of one, as a process of its own."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import draw_sheets

from bench import Measure
from tconv.pages.addresses import ROOT


def measures() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        seconds, _ = measured(draw_sheets.write(draw_sheets.sheets(), folder / "sheets"), "--out", folder / "out")
        yield Measure("import of three sheets", seconds, 6, "s")
        first = draw_sheets.opened(draw_sheets.sheets()[draw_sheets.NAMES[0]])
        (folder / "photo.jpg").write_bytes(draw_sheets.jpeg(draw_sheets.photo(first)))
        seconds, megabytes = measured(folder / "photo.jpg", "--out", folder / "out")
        yield Measure("import of a photo of 12 megapixels", seconds, 5, "s")
        yield Measure("import of a photo of 12 megapixels, memory", megabytes, 600, "MB")


def measured(*arguments: str | Path) -> tuple[float, float]:
    """Run the import as a process of its own; return its seconds and its largest size in MB."""
    command = [sys.executable, str(ROOT / "scripts/import_scans.py"), *map(str, arguments)]
    code = f"import subprocess, resource; subprocess.run({command!r}, check=True)"
    code += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - started, int(done.stdout.splitlines()[-1]) / scale
