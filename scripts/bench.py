"""Measure conv_transpose2d beside PyTorch's, a figure beside matplotlib's, and the site; print the bounds."""

import gzip
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib
import numpy as np
import torch
from matplotlib import pyplot

from tconv import conv_transpose2d
from tconv.example import Example
from tconv.layout import layout
from tconv.standalone import standalone
from tconv.trace import trace
from tconv.trace.scatter import scatter

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 21


@dataclass(frozen=True)
class Case:
    """One call, and how much of PyTorch's time it may take in float32."""

    name: str
    input: tuple[int, ...]
    weight: tuple[int, ...]
    stride: int
    padding: int
    output_padding: int
    bound: float


CASES = (
    Case("U-Net up-block", (1, 512, 28, 28), (512, 256, 2, 2), 2, 0, 0, 1.0),
    Case("DCGAN block", (16, 256, 16, 16), (256, 128, 4, 4), 2, 1, 0, 1.1),
    Case("large image", (1, 64, 128, 128), (64, 32, 3, 3), 2, 1, 1, 1.3),
)
DOUBLE_BOUND = 0.7


def median_times(ways: list[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """Time the ways in turns, so that a slow moment of the machine meets them all."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(rounds + 1):
        for way, taken in zip(ways, times, strict=True):
            started = time.perf_counter()
            way()
            if turn:
                taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in times]


def measure(case: Case, dtype: str) -> tuple[float, float]:
    """Return the median seconds of this package and of PyTorch, once both gave the same numbers."""
    random = np.random.default_rng(0)
    x, w = (random.standard_normal(shape).astype(dtype) for shape in (case.input, case.weight))
    options = None, case.stride, case.padding, case.output_padding
    x_torch, w_torch = torch.from_numpy(x), torch.from_numpy(w)

    def ours() -> np.ndarray:
        return conv_transpose2d(x, w, *options)

    def theirs() -> torch.Tensor:
        return torch.nn.functional.conv_transpose2d(x_torch, w_torch, *options)

    np.testing.assert_allclose(ours(), theirs().numpy(), rtol=0, atol=1e-2 if dtype == "float32" else 1e-9)
    one, other = median_times([ours, theirs])
    return one, other


FIGURE = Example(
    name="figure",
    title="Figure",
    operation="transposed",
    input="1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16",
    kernel="1 2 3; 4 5 6; 7 8 -9",
    stride=(2, 2),
    padding=(1, 1),
    output_padding=(1, 1),
)


def draw() -> str:
    """Draw the figure of 16 steps from its numbers, none of which is kept from the last time."""
    return standalone(layout(trace(replace(FIGURE), "scatter")))


def draw_with_matplotlib() -> str:
    """Draw the same steps with matplotlib, an SVG each: input, kernel, stamp and canvas as tables of numbers."""
    pictures = []
    for step in scatter(replace(FIGURE)).steps:
        figure, places = pyplot.subplots(1, 4)
        for place, grid in zip(places, (FIGURE.x, FIGURE.w, step.stamp, step.canvas), strict=True):
            place.imshow(np.zeros_like(grid), cmap="Blues")
            place.set_axis_off()
            for (row, col), value in np.ndenumerate(grid):
                place.text(col, row, f"{value:g}", ha="center", va="center")
        picture = io.StringIO()
        figure.savefig(picture, format="svg")
        pyplot.close(figure)
        pictures.append(picture.getvalue())
    return "".join(pictures)


def print_figure_cost() -> None:
    """Compare time and packed size: 5 ms and 4 kB are the bounds."""
    one, other = median_times([draw, draw_with_matplotlib], rounds=5)
    sizes = [len(gzip.compress(way().encode(), mtime=0)) for way in (draw, draw_with_matplotlib)]
    alone = median_times([draw])[0]
    print(f"figure of 16 steps: {alone * 1e3:.1f} ms (bound 5), {sizes[0]} bytes packed (bound 4000)")
    print(
        f"beside matplotlib {matplotlib.__version__}: {one * 1e3:.1f} ms; {other * 1e3:.0f} ms, {sizes[1]} bytes packed"
    )


def print_build_cost() -> None:
    """Build the site with its figures and without them, in turns: 1.3 is the bound of the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        for name in ("docs", "scripts", "src"):
            shutil.copytree(ROOT / name, plain / name)
        shutil.copy(ROOT / "mkdocs.yml", plain)
        for page in (plain / "docs").glob("*.md"):
            page.write_text(re.sub(r"^ *```tconv.*?```$", "", page.read_text(), flags=re.DOTALL | re.MULTILINE))

        def build(project: Path) -> None:
            command: list[str | Path] = [
                sys.executable,
                project / "scripts/build_site.py",
                "--config",
                project / "mkdocs.yml",
            ]
            environment = os.environ | {"PYTHONPATH": str(project / "src")}
            subprocess.run([*command, "--out", plain / "site"], check=True, stdout=subprocess.DEVNULL, env=environment)

        one, other = median_times([lambda: build(ROOT), lambda: build(plain)], rounds=5)
    print(f"site build: {one:.2f} s, {other:.2f} s without figures: {one / other:.2f} times (bound 1.3)")


def main() -> int:
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        print("numpy would use more than one thread; set OPENBLAS_NUM_THREADS=1, as make bench does", file=sys.stderr)
        return 1
    torch.set_num_threads(1)
    matplotlib.use("svg")
    print(f"numpy {np.__version__} beside PyTorch {torch.__version__}, one thread, median of {ROUNDS} rounds in turns")
    print(f"{'case':16} {'dtype':8} {'here':>9} {'PyTorch':>9} {'ratio':>6} {'bound':>6}")
    for dtype in ("float32", "float64"):
        for case in CASES:
            here, there = measure(case, dtype)
            bound = case.bound if dtype == "float32" else DOUBLE_BOUND
            word = "" if here <= bound * there else "  over"
            times = f"{here * 1e3:6.1f} ms {there * 1e3:6.1f} ms"
            print(f"{case.name:16} {dtype:8} {times} {here / there:6.2f} {bound:6.2f}{word}", flush=True)
    print_figure_cost()
    print_build_cost()
    return 0


if __name__ == "__main__":
    sys.exit(main())
