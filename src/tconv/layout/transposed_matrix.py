"""Lay the transposed matrix out: the grids, C transposed times the flattened input beside them, C below."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tconv.layout.convolution_matrix import SMALLER
from tconv.layout.crop import canvas_label, crop_note, crop_outline, note_marks, note_room
from tconv.layout.grid import LABEL, MARGIN, SIGN, Box, Grid, Table, by_row, corners, numbered, sign
from tconv.layout.panels import BESIDE, NARROW, NOTHING, Block, compose, panel
from tconv.layout.tables import framed, table, wide_table
from tconv.scene import DROP, INDEX, SIDE, Area, Cells, Change, Most, Outline, Panel, Pointing, Scene
from tconv.trace.convolution_matrix import row_numbers
from tconv.trace.transposed_matrix import TransposedMatrixStep, TransposedMatrixTrace
from tconv.words.numbers import number

GAP = 0.3
"""Room between grids that stand below one another, beside what labels and indices take."""
ASIDE = 0.8
"""Room between grids that stand side by side."""
ROWS, NARROW_ROWS = 12, 6
"""How many rows of C transposed are seen at once, and how many on a narrow page."""
FEWEST = 3
"""How many columns of C are seen at least beside the canvas on a narrow page; else it stands below."""


def lay_out_transposed_matrix(trace: TransposedMatrixTrace) -> Scene:
    """Place the grids and every step's marks."""
    example, top = trace.example, LABEL + INDEX
    inputs, cells = trace.matrix.shape
    tall, wide = example.output_shape
    input_ = numbered("input", INDEX, top, example.x.shape)
    kernel = Grid("kernel", INDEX, input_.bottom + GAP + LABEL, *example.w.shape)
    given = Block((_input(trace, input_), _kernel(trace, kernel)), SMALLER)
    canvas = numbered(canvas_label(trace.canvas), given.box.right + ASIDE + INDEX, top, trace.canvas.inside.shape)
    ground = _canvas(trace, canvas)
    beside = max(canvas.box.right, ground.x + ground.width) + ASIDE + INDEX * SIDE
    transposed = table("Cᵀ × flattened input", beside, LABEL + INDEX * SIDE, cells, inputs)
    above = max(given.box.bottom, ground.y + ground.height)
    hidden = max(above, transposed.bottom) - max(above, transposed.y + min(cells, ROWS) * SIDE)
    bottom = max(above, transposed.bottom) + GAP
    c = table(f"C, {inputs} × {cells}", INDEX * SIDE, bottom + LABEL + INDEX * SIDE, inputs, cells)
    product, sums = _product(trace, transposed)
    c_panels = (replace(each, wide=(each.x, each.y - hidden)) for each in _c(trace, c, ground.width * SMALLER))
    return compose(
        trace,
        [product, given, Block((ground,), SMALLER), Block(tuple(c_panels))],
        idea=f"the flattened input is multiplied by the transpose of C, a matrix of {cells} rows and {inputs} columns; "
        f"its {cells} sums are the canvas. The output has {tall} by {wide} cells.",
        output=(canvas.x + trace.canvas.cols.start, canvas.y + trace.canvas.rows.start),
        room=NARROW,
        pointing=Pointing(
            rows=(Area(canvas.x, canvas.y, 1, *trace.canvas.reached), sums.area),
            columns=(input_.area, _vector(transposed).area),
            matrices=(transposed.area,),
            transposes=(c.area,),
            links=tuple(step.inputs for step in trace.steps),
        ),
    )


def _steps(
    trace: TransposedMatrixTrace, first: Change, steps: Sequence[Change], last: Change = NOTHING
) -> list[Change]:
    """List what each step of the view changes: the flattening, each row, and what is left to do, if anything."""
    return [first, *steps, *([last] if trace.finishes else [])]


def _input(trace: TransposedMatrixTrace, grid: Grid) -> Panel:
    """Draw the input: first the number of each of its cells, then those that a row reads."""
    spots = grid.spots(trace.example.x)
    places = [(x, y, str(n + 1)) for n, (x, y, _) in enumerate(grid.blanks())]
    flatten = Change((), (Cells("input", spots, drop=DROP), corners("place", places)))
    steps = [Change((), (Cells("reading", tuple(spots[m] for m in step.inputs)),)) for step in trace.steps]
    given = (grid.name(), grid.indices(), Cells("input", spots))
    return panel("input", grid.box, given, _steps(trace, flatten, steps))


def _kernel(trace: TransposedMatrixTrace, grid: Grid) -> Panel:
    """Draw the kernel, its rows told apart."""
    weights = trace.example.w
    return panel("kernel", grid.box, (grid.name(), *by_row(grid.spots(weights), row_numbers(weights))))


def _canvas(trace: TransposedMatrixTrace, grid: Grid) -> Panel:
    """Draw the canvas, a cell a step; at the end the crop window, the bias in its cells, what is left out."""
    canvas, kept, note = trace.canvas, trace.canvas.inside, crop_note(trace.canvas)
    given = (grid.name(), grid.indices(), Cells("empty", grid.where(canvas.drawn)))
    bias = np.where(kept, trace.example.bias, 0).astype(trace.example.dtype)
    values = trace.grid + bias
    last = Change(
        stays=(
            Cells("output", grid.where(kept, values)),
            Cells("cropped", grid.where(canvas.drawn & ~kept, values)),
            crop_outline(canvas, grid),
            *note_marks(note, grid.x, grid.bottom),
        ),
        now=(),
    )
    x, y, width, height = grid.box
    wide, tall = note_room(note)
    box = Box(x, y, max(width, grid.before + wide), height + tall)
    return panel("canvas", box, given, _steps(trace, NOTHING, [_made(step, grid) for step in trace.steps], last))


def _made(step: TransposedMatrixStep, grid: Grid) -> Change:
    total = ((0.0, 0.0, number(step.value)),)
    return Change((grid.cell(step.cell, Cells("output", total)),), (grid.cell(step.cell, Cells("writing", total)),))


def _vector(transposed: Table) -> Grid:
    """Place the flattened input at the right of C transposed."""
    return Grid("", transposed.right + SIGN * SIDE, transposed.y, transposed.width, 1, SIDE)


def _product(trace: TransposedMatrixTrace, transposed: Table) -> tuple[Block, Grid]:
    """Draw C transposed, the flattened input and the sums; of a long matrix the rows around the step's are seen."""
    vector = _vector(transposed)
    sums = Grid("", vector.right + SIGN * SIDE, transposed.y, transposed.height, 1, SIDE)
    x, y, width, _ = transposed.box
    top = Box(x, y, max(width, sums.right - x), transposed.above)
    head = panel("head", top, (transposed.name(), *transposed.placed(transposed.column_numbers())))
    column = panel(
        "vector",
        Box(transposed.right, vector.y, sums.x - transposed.right, vector.height * SIDE),
        vector.placed(
            sign("×", -SIGN / 2, 0.5),
            sign("=", 1 + SIGN / 2, 0.5),
            Cells("input", vector.spots(trace.example.x.reshape(-1, 1))),
        ),
        _steps(
            trace,
            Change((), vector.placed(Outline("landing", *vector.outline))),
            [_read(step, trace, vector) for step in trace.steps],
        ),
    )
    rows = panel(
        "rows",
        framed(Box(x + MARGIN, transposed.y, transposed.before - MARGIN, transposed.height * SIDE)),
        transposed.placed(transposed.row_numbers()),
    )
    body = panel(
        "transposed",
        framed(Box(transposed.x, transposed.y, transposed.width * SIDE, transposed.height * SIDE)),
        transposed.placed(Cells("empty", transposed.where(trace.kernel_rows.T > 0))),
        _steps(trace, NOTHING, [_row(step, trace, transposed) for step in trace.steps]),
    )
    results = panel(
        "sums",
        framed(Box(sums.x, sums.y, SIDE, sums.height * SIDE)),
        sums.placed(Cells("empty", sums.blanks())),
        _steps(trace, NOTHING, [_made(replace(step, cell=(step.row, 0)), sums) for step in trace.steps]),
    )
    return Block((head, column, *(_windowed(each, trace) for each in (rows, body, results)))), sums


def _windowed(panel: Panel, trace: TransposedMatrixTrace) -> Panel:
    """Let a long panel show some of its rows at once, those of the step in the middle."""
    cells = len(trace.steps)
    if cells <= NARROW_ROWS:
        return panel
    places = [0, *range(cells), *([cells - 1] if trace.finishes else [])]
    return replace(
        panel,
        most=Most((panel.width, ROWS * SIDE + 2 * MARGIN), (panel.width, NARROW_ROWS * SIDE + 2 * MARGIN)),
        middles=tuple((0.0, round((row + 0.5) * SIDE + MARGIN, 2)) for row in places),
    )


def _read(step: TransposedMatrixStep, trace: TransposedMatrixTrace, vector: Grid) -> Change:
    spots = vector.spots(trace.example.x.reshape(-1, 1))
    return Change((), vector.placed(Cells("reading", tuple(spots[m] for m in step.inputs))))


def _row(step: TransposedMatrixStep, trace: TransposedMatrixTrace, transposed: Table) -> Change:
    """Draw one row of C transposed: its entries, and its frame."""
    row = (trace.matrix[:, [step.row]].T, trace.kernel_rows[:, [step.row]].T)
    return Change(
        (transposed.row(step.row, *transposed.entries(*row)),),
        (transposed.row(step.row, transposed.row_outline()),),
    )


def _c(trace: TransposedMatrixTrace, c: Table, beside: float) -> tuple[Panel, Panel]:
    """Draw C, whole from the start, and at each step a frame around the column that is the row of C transposed."""
    changes = [Change((), (c.cell((0, step.row), c.column_outline()),)) for step in trace.steps]
    room = NARROW - BESIDE - beside - c.before
    if room < FEWEST * SIDE:
        room = NARROW - c.before
    places = [0, *(step.row for step in trace.steps), *([len(trace.steps) - 1] if trace.finishes else [])]
    return wide_table(
        "c", c, c.placed(*c.entries(trace.matrix, trace.kernel_rows)), _steps(trace, NOTHING, changes), places, room
    )
