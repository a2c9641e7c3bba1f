"""The command `tconv figure`: a figure of anyone's own numbers, as an SVG or a PNG file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from tconv.command.grids import read_grid
from tconv.command.subcommand import CommandError, Subcommand
from tconv.example import Example, ExampleError
from tconv.output.png import ZOOM, png
from tconv.output.standalone import CELL, standalone, standalone_step
from tconv.scene import Scene
from tconv.views import VIEWS, layout, trace
from tconv.whole import write_file

NAME = "figure"

EXAMPLES = """examples:
  tconv figure --input "1 2; 3 4" --kernel "1 0; 0 -1" --stride 2 --view scatter -o f.svg
  tconv figure --input x.npy --kernel k.csv --stride 2,1 --padding 1 --view gather -o f.svg
  tconv figure --input "1 2 3; 4 5 6; 7 8 9" --kernel "1 -1" --operation convolution --view matrix -o f.svg
  tconv figure --input "1 2; 3 4" --kernel "1 2; 3 4" --stride 2 --view phases --step 3 -o f.png
"""

PIXELS = 8_000_000
"""Pixels of a PNG. A larger one takes over two seconds and 300 MB to draw; an SVG has no such bound."""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--input", required=True, metavar="GRID", help="the input, as text or a file")
    parser.add_argument("--kernel", required=True, metavar="GRID", help="the kernel, as text or a file")
    for name, least in (("stride", "1"), ("padding", "0"), ("output-padding", "0"), ("dilation", "1")):
        parser.add_argument(f"--{name}", default=least, metavar="N[,N]", help=f"rows,columns (default {least})")
    parser.add_argument("--bias", type=float, default=0, help="added to every output cell (default 0)")
    parser.add_argument("--view", default="scatter", choices=sorted(set().union(*VIEWS.values())))
    parser.add_argument("--operation", choices=list(VIEWS), help="default: transposed, if it has the view")
    parser.add_argument("--step", type=int, metavar="N", help="the step shown where nothing moves (default the last)")
    parser.add_argument("--title", default="Figure", help="what the picture is called")
    parser.add_argument("-o", "--out", required=True, type=Path, metavar="FILE", help="the .svg or .png file to write")


def _run(options: Namespace) -> None:
    """Draw the figure and write it to its file."""
    if not options.title.strip() or not options.title.isprintable():
        raise CommandError(f"the title must be printable text on one line, got {options.title!r}")
    suffix = options.out.suffix.lower()
    if suffix not in FORMATS:
        raise CommandError(f"cannot write {str(options.out)!r}: the name must end in {' or '.join(FORMATS)}")
    try:
        scene = layout(trace(_example(options), options.view))
        if options.step is not None and not 1 <= options.step <= len(scene.changes):
            raise CommandError(f"unknown step {options.step}; the steps of this figure are 1 to {len(scene.changes)}")
        content = FORMATS[suffix](scene, options.step)
    except ExampleError as error:
        raise CommandError(str(error).removeprefix(f"example {NAME!r}: ")) from None
    write_file(options.out, content)


def _example(options: Namespace) -> Example:
    operation = options.operation or next(name for name, views in VIEWS.items() if options.view in views)
    return Example(
        name=NAME,
        title=options.title,
        operation=operation,
        input=read_grid(options.input),
        kernel=read_grid(options.kernel),
        stride=_pair("stride", options.stride),
        padding=_pair("padding", options.padding),
        output_padding=_pair("output padding", options.output_padding),
        dilation=_pair("dilation", options.dilation),
        bias=options.bias,
    )


def _pair(name: str, text: str) -> tuple[int, int]:
    """Read one integer for both axes, or two with a comma."""
    try:
        numbers = [int(each) for each in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 2):
        raise CommandError(f"{name} must be an integer, or two with a comma, got {text!r}")
    return numbers[0], numbers[-1]


def _svg(scene: Scene, step: int | None) -> bytes:
    return standalone(scene, step).encode()


def _png(scene: Scene, step: int | None) -> bytes:
    pixels = scene.width * scene.height * (CELL * ZOOM) ** 2
    if pixels > PIXELS:
        raise CommandError(f"a .png of this figure would have {pixels:,.0f} pixels; write an .svg")
    return png(standalone_step(scene, step or len(scene.changes)))


FORMATS: dict[str, Callable[[Scene, int | None], bytes]] = {".svg": _svg, ".png": _png}
"""How a scene becomes a file, by the end of the file's name; a step of None leaves the choice to the format."""

FIGURE = Subcommand(
    name=NAME,
    help="draw a figure of your own numbers",
    description="Draw a figure of your own numbers. Grids are text (rows apart by semicolons), .npy or .csv files.",
    examples=EXAMPLES,
    add_arguments=_add_arguments,
    run=_run,
    signed=frozenset({"--input", "--kernel", "--bias"}),
)
