"""The command `tconv figure`: a figure of anyone's own numbers, as an SVG or a PNG file."""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tconv.example import Example, ExampleError
from tconv.output.png import ZOOM, png
from tconv.output.standalone import CELL, picture, standalone
from tconv.views import VIEWS, layout, trace

EXAMPLES = """examples:
  tconv figure --input "1 2; 3 4" --kernel "1 0; 0 -1" --stride 2 --view scatter -o f.svg
  tconv figure --input x.npy --kernel k.csv --stride 2,1 --padding 1 --view gather -o f.svg
  tconv figure --input "1 2 3; 4 5 6; 7 8 9" --kernel "1 -1" --operation convolution --view matrix -o f.svg
  tconv figure --input "1 2; 3 4" --kernel "1 2; 3 4" --stride 2 --view phases --step 3 -o f.png
"""

PIXELS_A_CELL = (CELL * ZOOM) ** 2
PIXELS = 40_000_000
"""A larger picture takes long to draw, and few programs show it."""


def main(words: list[str] | None = None) -> int:
    """Read the command line, draw, write; one line and exit status 2 for what is wrong."""
    options = _parser().parse_args(list(_joined(sys.argv[1:] if words is None else words)))
    operation = options.operation or next(name for name, views in VIEWS.items() if options.view in views)
    try:
        if not options.title.strip() or not options.title.isprintable():
            raise ExampleError(f"the title must be printable text on one line, got {options.title!r}")
        if (kind := options.out.suffix.lower()) not in (".svg", ".png"):
            raise ExampleError(f"cannot write {str(options.out)!r}: the name must end in .svg or .png")
        example = Example(
            name="figure",
            title=options.title,
            operation=operation,
            input=_grid(options.input),
            kernel=_grid(options.kernel),
            stride=_pair("stride", options.stride),
            padding=_pair("padding", options.padding),
            output_padding=_pair("output padding", options.output_padding),
            dilation=_pair("dilation", options.dilation),
            bias=options.bias,
        )
        scene = layout(trace(example, options.view))
        if options.step is not None and not 1 <= options.step <= len(scene.frames):
            raise ExampleError(f"unknown step {options.step}; the steps of this figure are 1 to {len(scene.frames)}")
        if kind == ".svg":
            _write(options.out, standalone(scene, options.step).encode())
        elif (pixels := scene.width * scene.height * PIXELS_A_CELL) > PIXELS:
            raise ExampleError(f"a .png of this figure would have {pixels:,.0f} pixels; write an .svg")
        else:
            _write(options.out, png(picture(scene, options.step or len(scene.frames))))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}")
    except ExampleError as error:
        return _complain(str(error).removeprefix("example 'figure': "))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tconv", description="Transposed convolution, one number at a time.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    figure = commands.add_parser(
        "figure",
        help="draw a figure of your own numbers",
        description="Draw a figure of your own numbers. Grids are text (rows apart by semicolons), .npy or .csv files.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    figure.add_argument("--input", required=True, metavar="GRID", help="the input, as text or a file")
    figure.add_argument("--kernel", required=True, metavar="GRID", help="the kernel, as text or a file")
    for name, least in (("stride", "1"), ("padding", "0"), ("output-padding", "0"), ("dilation", "1")):
        figure.add_argument(f"--{name}", default=least, metavar="N[,N]", help=f"rows,columns (default {least})")
    figure.add_argument("--bias", type=float, default=0, help="added to every output cell (default 0)")
    figure.add_argument("--view", default="scatter", choices=sorted(set().union(*VIEWS.values())))
    figure.add_argument("--operation", choices=list(VIEWS), help="default: transposed, if it has the view")
    figure.add_argument("--step", type=int, metavar="N", help="the step shown where nothing moves (default the last)")
    figure.add_argument("--title", default="Figure", help="what the picture is called")
    figure.add_argument("-o", "--out", required=True, type=Path, metavar="FILE", help="the .svg or .png file to write")
    return parser


def _joined(words: list[str]) -> Iterator[str]:
    """Write `--kernel -1;2` as `--kernel=-1;2`: the parser takes a grid that starts with a minus for an option."""
    rest = iter(words)
    for word in rest:
        yield f"{word}={next(rest, '')}" if word in ("--input", "--kernel", "--bias") else word


def _grid(text: str) -> str:
    """Read a grid as an example's text: from a .npy or .csv file, or as it is."""
    path = Path(text)
    if path.suffix.lower() not in (".npy", ".csv"):
        return text.strip().replace("\n", ";")
    try:
        values = np.load(path) if path.suffix.lower() == ".npy" else _table(path)
    except (ValueError, EOFError) as error:
        raise ExampleError(f"{text}: {error}") from None
    if not isinstance(values, np.ndarray) or values.ndim != 2 or not values.size:
        shape = f"an array of shape {values.shape}" if isinstance(values, np.ndarray) else "several arrays"
        raise ExampleError(f"{text}: a grid has rows and columns, and this file holds {shape}")
    return "; ".join(" ".join(map(str, row)) for row in values)


def _table(path: Path) -> np.ndarray[Any, Any]:
    with warnings.catch_warnings(action="ignore"):  # that there is no number in it, which is said above
        return np.loadtxt(io.StringIO(path.read_text("utf-8-sig")), delimiter=",", ndmin=2)


def _pair(name: str, text: str) -> tuple[int, int]:
    """Read one integer for both axes, or two with a comma."""
    try:
        numbers = [int(each) for each in text.split(",")]
        first, second = numbers if len(numbers) == 2 else (*numbers, *numbers)
    except ValueError:
        raise ExampleError(f"{name} must be an integer, or two with a comma, got {text!r}") from None
    return first, second


def _write(out: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    part = out.resolve().with_name(f".tconv-{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(out.resolve())
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(out)) from None


def _complain(message: str) -> int:
    print(f"tconv: {message}", file=sys.stderr)
    return 2
