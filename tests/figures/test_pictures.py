"""What is drawn is what was traced: each picture is read back, step by step."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from cases import every_figure, random_examples
from reading import Spots, corner, in_order, indices, near, numbers, outlines, steps, texts

from tconv import conv2d, conv_transpose2d
from tconv.example import Example
from tconv.output.svg import svg
from tconv.scene import INDEX, SIDE
from tconv.trace.convolution_matrix import ConvolutionMatrixTrace
from tconv.trace.phases import PhasesTrace
from tconv.trace.scatter import ScatterTrace
from tconv.trace.sliding import SlidingTrace
from tconv.trace.transposed_matrix import TransposedMatrixTrace
from tconv.views import VIEWS, layout
from tconv.views import trace as traced
from tconv.words.numbers import number, signed

KERNEL_ROWS = "row-1", "row-2", "row-3"


def kernel_rows(part: ET.Element) -> Spots:
    """Read the values of the kernel where its rows are told apart."""
    return {place: text for role in KERNEL_ROWS for place, text in texts(part, role).items()}


def picture_of_scatter(trace: ScatterTrace, root: ET.Element) -> None:
    """Read the whole picture back, step by step, and compare it with the trace and the example."""
    example, scene = trace.example, root.find("g")
    down, across = example.transposed_axes
    assert scene is not None
    assert in_order(texts(scene, "input")) == numbers(example.x)
    assert in_order(texts(scene, "kernel")) == numbers(example.w)
    input_at, canvas_at = (min(texts(group, "index")) for group in indices(scene))
    (input_y, input_x), (canvas_y, canvas_x) = corner(input_at), corner(canvas_at)
    seen = {spot: text for spot, text in texts(scene, "bias").items()}
    rows, cols = (range(axis.padding, axis.padding + axis.output) for axis in example.axes)
    top, left = canvas_y + rows.start, canvas_x + cols.start
    if outlines(scene, "window"):
        assert outlines(scene, "window") == [near((top, left, len(rows), len(cols)))]
    else:
        assert (example.padding, example.output_padding) == ((0, 0), (0, 0))
    for step, group in zip(trace.steps, steps(scene), strict=True):
        stays, now = group.findall("g")
        here = near((input_y + step.cell[0] + 0.5, input_x + step.cell[1] + 0.5))
        assert list(texts(now, "reading").values()) == [number(example.x[step.cell])]
        for part, role in ((now, "hole"), (stays, "used")):
            assert texts(part, role) == {next(iter(texts(part, role))): number(example.x[step.cell])}
            assert next(iter(texts(part, role))) == here
        assert in_order(texts(now, "product")) == numbers(step.stamp) == numbers(example.x[step.cell] * example.w)
        assert in_order(texts(now, "addend")) == [signed(value) for value in step.stamp.flat]
        landing = [(row, col) for row in step.rows for col in step.cols]
        assert step.rows == range(down.canvas)[down.landing(step.cell[0])]
        assert step.cols == range(across.canvas)[across.landing(step.cell[1])]
        assert sorted(texts(now, "addend")) == [near((canvas_y + r + 0.23, canvas_x + c + 0.92)) for r, c in landing]
        height, width = step.rows[-1] - step.rows[0] + 1, step.cols[-1] - step.cols[0] + 1
        assert outlines(now, "landing") == [near((canvas_y + step.rows[0], canvas_x + step.cols[0], height, width))]
        sums = texts(stays, "output") | texts(stays, "cropped")
        assert sorted(sums) == [near((canvas_y + r + 0.5, canvas_x + c + 0.5)) for r, c in landing]
        assert in_order(sums) == [number(step.sums[place]) for place in landing]
        seen |= texts(stays, "output")
    assert in_order(seen) == numbers(example.y)


def picture_of_slide(trace: SlidingTrace, root: ET.Element) -> None:
    """Read the whole picture back: the ground, the kernel as it slides, and each place with its factors and sum."""
    example, scene = trace.example, root.find("g")
    assert scene is not None
    *_, padded_at, output_at = (corner(min(texts(group, "index"))) for group in indices(scene))

    def at(spots: Spots, origin: tuple[float, float], dy: float = 0.5, dx: float = 0.5) -> dict[tuple[int, int], str]:
        found = {(y - origin[0] - dy, x - origin[1] - dx): text for (y, x), text in spots.items()}
        assert all(place == near((round(place[0]), round(place[1]))) for place in found)
        return {(round(y), round(x)): text for (y, x), text in found.items()}

    values = at({place: text for place, text in texts(scene, "input").items() if place[0] > padded_at[0]}, padded_at)
    assert values == {
        cell: number(trace.padded[cell].item()) for cell in np.ndindex(trace.padded.shape) if trace.is_input[cell]
    }
    assert at(texts(scene, "zero"), padded_at) == {
        cell: "0" for cell in np.ndindex(trace.padded.shape) if not trace.is_input[cell]
    }
    assert sorted(example.x.flat) == sorted(trace.padded[trace.is_input]) or any(example.padding)
    groups = steps(scene)
    if trace.turned:
        assert in_order(texts(groups[1].findall("g")[0], "kernel")) == numbers(example.w[::-1, ::-1])
    for step, group in zip(trace.steps, groups[len(trace.preparations) :], strict=True):
        stays, now = group.findall("g")
        factors = at(texts(now, "factor") | texts(now, "idle"), padded_at, 0.21, 0.92)
        covered = at(texts(now, "input") | texts(now, "zero"), padded_at, 0.6)
        assert covered == {(r, c): number(trace.padded[r, c]) for r in step.rows for c in step.cols}
        wanted = {
            (r, c): f"×{number(trace.kernel[a, b])}" for a, r in enumerate(step.rows) for b, c in enumerate(step.cols)
        }
        assert factors == wanted
        assert set(at(texts(now, "factor"), padded_at, 0.21, 0.92)) == {cell for cell in wanted if trace.is_input[cell]}
        height, width = step.rows[-1] - step.rows[0] + 1, step.cols[-1] - step.cols[0] + 1
        place = padded_at[0] + step.rows[0], padded_at[1] + step.cols[0], height, width
        assert outlines(now, "sliding") == [near(place)]
        for part, role in ((stays, "output"), (now, "writing")):
            assert at(texts(part, role), output_at) == {step.cell: number(example.y[step.cell])}


def picture_of_matrix(trace: ConvolutionMatrixTrace, root: ET.Element) -> None:
    """Read C back, row by row: its entries are the operation's, its marks tell the kernel's row."""
    example, scene = trace.example, root.find("g")
    assert scene is not None
    size = trace.padded.size
    unit = np.eye(size, dtype=example.w.dtype).reshape(size, 1, *trace.padded.shape)
    by_definition = conv2d(unit, example.w[None, None], None, example.stride, 0, example.dilation).reshape(size, -1).T
    np.testing.assert_array_equal(trace.matrix, by_definition)
    of_grids = {place for group in indices(scene) for place in texts(group, "index")}
    matrix_at = {place: text for place, text in texts(scene, "index").items() if place not in of_grids}
    left = min(x for _, x in matrix_at) + INDEX / 2 * SIDE
    top = min(y for y, _ in matrix_at) + INDEX / 2 * SIDE
    assert sorted(matrix_at.values(), key=int) == sorted(
        map(str, (*range(1, size + 1), *range(1, len(trace.matrix) + 1))), key=int
    )
    for row, (step, group) in enumerate(zip(trace.steps, steps(scene)[len(trace.preparations) :], strict=True)):
        stays, now = group.findall("g")
        seen: dict[int, tuple[str, str]] = {}
        for role in (*KERNEL_ROWS, "never"):
            for (y, x), text in texts(stays, role).items():
                assert y == pytest.approx(top + (row + 0.5) * SIDE, abs=0.25)
                seen[round((x - left) / SIDE - 0.5)] = role, text
        assert {k: text for k, (_, text) in seen.items()} == {k: number(v) for k, v in enumerate(trace.matrix[row])}
        r, q = step.cell
        for k, (role, _) in seen.items():
            i, j = divmod(k, trace.padded.shape[1])
            a, b = (i - r * example.stride[0]) / example.dilation[0], (j - q * example.stride[1]) / example.dilation[1]
            lies = a in range(example.w.shape[0]) and b in range(example.w.shape[1])
            assert role == (KERNEL_ROWS[int(a) % 3] if lies else "never")
        assert outlines(now, "landing") == [near((top + row * SIDE, left, SIDE, size * SIDE))]
        patch = [trace.padded.flat[k] for k in step.columns]
        assert in_order(kernel_rows(now)) == [number(value) for value in patch]
        assert list(texts(stays, "output").values()) == [number(example.y[step.cell])]


def picture_of_transpose(trace: TransposedMatrixTrace, root: ET.Element) -> None:
    """Read C transposed back, row by row: its rows are the columns of C, and the sums make the canvas."""
    example, scene = trace.example, root.find("g")
    assert scene is not None
    size, cells = trace.matrix.shape
    unit = np.eye(size, dtype=example.w.dtype).reshape(size, 1, *example.x.shape)
    full = conv_transpose2d(unit, example.w[None, None], None, example.stride, dilation=example.dilation)
    np.testing.assert_array_equal(trace.matrix, full.reshape(size, -1))
    in_c = kernel_rows(scene).values()
    on_kernel = numbers(example.w)
    assert sorted(in_c) == sorted([*on_kernel, *(number(v) for v in trace.matrix[trace.kernel_rows > 0])])
    groups = steps(scene)
    for step, group in zip(trace.steps, groups[1:], strict=False):
        stays, now = group.findall("g")
        row = kernel_rows(stays) | texts(stays, "never")
        assert in_order(row) == numbers(trace.matrix[:, step.row]) and len({y for y, _ in row}) == 1
        assert len(texts(stays, "never")) == size - len(step.inputs)
        for m in step.inputs:
            i, a = divmod(m, example.x.shape[1])[0], int(trace.kernel_rows[m, step.row]) - 1
            assert i * example.stride[0] + a * example.dilation[0] == step.cell[0]
        read = [number(example.x.flat[m]) for m in step.inputs]
        assert sorted(texts(now, "reading").values()) == sorted(2 * read), "in the input, and flattened"
        assert list(texts(now, "writing").values()) == [number(step.value)] * 2
        across, along = sorted(outlines(now, "landing"), key=lambda frame: frame[2] / frame[3])
        assert across[3] / across[2] == pytest.approx(size) and along[2] / along[3] == pytest.approx(size)
        first = min(x for _, x in row)
        assert (across[0], across[1]) == near((min(row)[0] - across[2] / 2, first - across[2] / 2))
    if trace.finishes:
        assert len(groups) == len(trace.steps) + 2
        assert in_order(texts(groups[-1].findall("g")[0], "output")) == numbers(example.y)


def picture_of_phases(trace: PhasesTrace, root: ET.Element) -> None:
    """Read each phase back: the kernel cells that meet it are those whose products land on its cells."""
    example, scene = trace.example, root.find("g")
    assert scene is not None
    output_at = corner(min(texts(list(indices(scene))[-1], "index")))
    kernel_at = min(texts(scene, "kernel"))
    for step, group in zip(trace.steps, steps(scene), strict=True):
        stays, now = group.findall("g")
        places = [(row, col) for row in step.rows for col in step.cols]
        assert in_order(texts(stays, "output")) == [number(example.y[place]) for place in places]
        wanted = [near((output_at[0] + row + 0.5, output_at[1] + col + 0.5)) for row, col in places]
        assert sorted(texts(stays, "output")) == wanted
        assert in_order(texts(now, "output")) == [number(example.y[place]) for place in places]
        chosen = {(round(y - kernel_at[0]), round(x - kernel_at[1])) for y, x in texts(now, "chosen")}
        assert chosen == set(step.taps)
        for a, b in np.ndindex(example.w.shape):
            lands = [
                (tap * dilation - padding - phase) % stride == 0
                for tap, dilation, padding, phase, stride in zip(
                    (a, b), example.dilation, example.padding, step.phase, example.stride, strict=True
                )
            ]
            assert ((a, b) in chosen) == all(lands)
        sums = example.bias + sum(example.x[cell] * example.w[tap] for cell, tap in step.products)
        assert sums == example.y[step.focus]


READERS: dict[tuple[str, str], Callable[[Any, ET.Element], None]] = {
    ("transposed", "scatter"): picture_of_scatter,
    ("transposed", "gather"): picture_of_slide,
    ("transposed", "matrix"): picture_of_transpose,
    ("transposed", "phases"): picture_of_phases,
    ("convolution", "window"): picture_of_slide,
    ("convolution", "matrix"): picture_of_matrix,
}


@every_figure
def test_svg_is_well_formed_without_colour_or_noise(example: Example, view: str) -> None:
    text = svg(layout(traced(example, view)), "one")
    root = ET.fromstring(text)
    assert root.find("title") is not None and root.find("desc") is not None
    labels = root.get("aria-labelledby", "").split()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and set(labels) <= set(ids)
    assert all((id or "").startswith("one-") for id in ids)
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(|hsl\(|fill=|stroke=", text)
    assert not re.search(r"\d\.\d{3}|e-\d", text)


def check(example: Example, view: str) -> None:
    """Read the picture back, if there is a reader for the view; the laws of test_views hold for any."""
    if (example.operation, view) in READERS:
        trace = traced(example, view)
        READERS[example.operation, view](trace, ET.fromstring(svg(layout(trace), "id")))


@every_figure
def test_the_picture_shows_what_the_trace_computed(example: Example, view: str) -> None:
    check(example, view)


def test_random_pictures_show_what_the_trace_computed(seed: int) -> None:
    for example in random_examples(seed, 50):
        for view in VIEWS[example.operation]:
            check(example, view)
