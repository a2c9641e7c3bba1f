"""Lay a sliding kernel out: what is given in one line, the ground and the output below it."""

from dataclasses import dataclass
from itertools import compress

from tconv.layout.grid import INDEX, LABEL, MARGIN, SIGN, Grid, breadth, wide_enough
from tconv.scene import DROP, At, Cells, Frame, Mark, Numbers, Outline, Part, Scene
from tconv.trace.sliding import SlideStep, SlideTrace
from tconv.words.numbers import number, numbers

GAP = 0.3
"""Room between the two lines, beside what labels and indices take."""
NARROW = 10.5
"""Width of a scene that a phone can show whole."""


@dataclass(frozen=True)
class Panels:
    """The grids of the view; `input` and `turned` only where they differ from the ground and the kernel."""

    input: Grid | None
    kernel: Grid
    turned: Grid | None
    ground: Grid
    output: Grid
    width: float
    height: float


def slide(trace: SlideTrace) -> Scene:
    """Place the grids and every step's marks."""
    panels = _panels(trace)
    return Scene(
        title=f"{trace.example.title}: {trace.view}",
        description=_describe(trace),
        width=panels.width,
        height=panels.height,
        common=tuple(_given(trace, panels)),
        frames=(*_preparations(trace, panels), *(_frame(step, trace, panels) for step in trace.steps)),
        output=(panels.output.x, panels.output.y),
        parts=_parts(panels) if panels.width > NARROW else (),
    )


def _parts(panels: Panels) -> tuple[Part, ...]:
    """Cut the scene into what is given, the ground and the output, for a narrow page."""
    ground, output = panels.ground, panels.output
    top = min(ground.y, output.y) - LABEL
    given = [grid for grid in (panels.input, panels.kernel, panels.turned) if grid]
    left = given[0].x - INDEX
    return (
        (left, 0, given[-1].x + given[-1].room - left + MARGIN, top),
        *(
            (grid.x - INDEX, grid.y - LABEL, grid.room + INDEX + MARGIN, LABEL + grid.height + INDEX)
            for grid in (ground, output)
        ),
    )


def _panels(trace: SlideTrace) -> Panels:
    """Stand input, kernel and turned kernel on one line; below it the ground, then the output."""
    example = trace.example
    (tall, wide), (kernel_tall, kernel_wide) = example.x.shape, example.w.shape
    (ground_tall, ground_wide), (out_tall, out_wide) = trace.ground.shape, example.y.shape
    apart = trace.ground.shape != example.x.shape or trace.turned
    line = max(tall if apart else 0, kernel_tall)
    above = apart * (INDEX + wide + SIGN) + kernel_wide + trace.turned * (SIGN + kernel_wide)
    label = "input" if not apart else "input, spread and padded" if trace.turned else "input, padded"
    ground_room = max(ground_wide, breadth(label) - SIGN)
    below = INDEX + ground_room + SIGN + INDEX + out_wide
    width = max(above, below) + 2 * MARGIN

    x, middle = (width - above) / 2, LABEL + line / 2
    input_ = Grid("input", x + INDEX, middle - tall / 2, tall, wide) if apart else None
    kernel = Grid("kernel", x + apart * (INDEX + wide + SIGN), middle - kernel_tall / 2, kernel_tall, kernel_wide)
    turned = None
    if trace.turned:
        turned = Grid("kernel, turned", kernel.x + kernel_wide + SIGN, kernel.y, kernel_tall, kernel_wide)

    top = LABEL + line + (INDEX if apart else 0) + GAP + LABEL
    x, middle = (width - below) / 2, top + max(ground_tall, out_tall) / 2
    ground = Grid(label, x + INDEX, middle - ground_tall / 2, ground_tall, ground_wide)
    output = Grid("output", ground.x + ground_room + SIGN + INDEX, middle - out_tall / 2, out_tall, out_wide)
    height = top + max(ground_tall, out_tall) + INDEX + MARGIN
    return Panels(input_, kernel, turned, ground, output, wide_enough(width, kernel, turned, output), height)


def _given(trace: SlideTrace, panels: Panels) -> list[Mark]:
    """Draw what never changes: labels, indices, the input, the kernel, the ground, the output's empty cells."""
    example, ground, kernel = trace.example, panels.ground, panels.kernel
    grids = [panels.input, kernel, panels.turned, ground, panels.output]
    marks = [grid.name() for grid in grids if grid]
    marks += [grid.indices() for grid in (panels.input, ground, panels.output) if grid]
    if panels.input:
        marks.append(Cells("input", panels.input.spots(example.x)))
    marks.append(Cells("kernel", kernel.spots(example.w)))
    if panels.turned:
        turn = (kernel.x + kernel.width + SIGN / 2, kernel.y + kernel.height / 2, "↻")
        marks += [Numbers("sign", (turn,), size=0.6), Cells("empty", panels.turned.blanks())]
    arrow = (panels.output.x - INDEX - SIGN / 2, ground.y + ground.height / 2, "→")
    given = trace.given.ravel()
    spots = ground.spots(trace.ground)
    return [
        *marks,
        Numbers("sign", (arrow,), size=0.5),
        Cells("input", tuple(compress(spots, given))),
        Cells("zero", tuple(compress(spots, ~given)), size=0.3),
        Cells("empty", panels.output.blanks()),
    ]


def _preparations(trace: SlideTrace, panels: Panels) -> list[Frame]:
    """Draw the steps before the first output cell: where the input stands on the ground, then the kernel's turn."""
    if not trace.preparations:
        return []
    where = tuple(compress(panels.ground.spots(trace.ground), trace.given.ravel()))
    frames = [Frame(stays=(), now=(Cells("reading", where),))]
    if panels.turned:
        grid, kernel = panels.turned, panels.kernel
        turned = Cells("kernel", grid.spots(trace.kernel))
        both = (kernel, grid)
        frames.append(Frame(stays=(turned,), now=tuple(Outline("sliding", g.x, g.y, g.width, g.height) for g in both)))
    return frames


def _frame(step: SlideStep, trace: SlideTrace, panels: Panels) -> Frame:
    """Draw one output cell: the kernel's place, its value in the corner of each cell, the sum."""
    rows, cols = step.rows, step.cols
    top, left = rows[0], cols[0]
    given = trace.given[step.under].ravel()
    places = [(float(col - left), float(row - top)) for row in rows for col in cols]
    covered = [(*place, text) for place, text in zip(places, numbers(trace.ground[step.under]), strict=True)]
    factors = [(x + 0.92, y + 0.21, f"×{text}") for (x, y), text in zip(places, numbers(trace.kernel), strict=True)]
    outline = Outline("sliding", 0, 0, cols[-1] - left + 1, rows[-1] - top + 1)
    target = panels.output.x + step.cell[1], panels.output.y + step.cell[0]
    result = ((0.0, 0.0, number(step.value)),)
    laid = (
        Cells("input", tuple(compress(covered, given)), drop=DROP),
        Cells("zero", tuple(compress(covered, ~given)), size=0.3, drop=DROP),
        Numbers("factor", tuple(compress(factors, given)), size=0.28, room=0.85),
        Numbers("idle", tuple(compress(factors, ~given)), size=0.28, room=0.85),
        outline,
    )
    return Frame(
        stays=(At(*target, (Cells("output", result),)),),
        now=(At(panels.ground.x + left, panels.ground.y + top, laid), At(*target, (Cells("writing", result),))),
    )


def _describe(trace: SlideTrace) -> str:
    (tall, wide), (kernel_tall, kernel_wide) = trace.ground.shape, trace.kernel.shape
    rows, cols = trace.example.y.shape
    what = "kernel, turned by 180 degrees," if trace.turned else "kernel"
    return (
        f"In {len(trace.sentences)} steps, the {kernel_tall} by {kernel_wide} {what} slides over a grid of "
        f"{tall} by {wide} cells; each place gives one of the {rows} by {cols} output cells."
    )
