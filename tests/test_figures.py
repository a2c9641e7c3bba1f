"""The laws of a figure, for every example and each of its views, and for random examples."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import axes

from tconv import METHODS, conv2d, conv_transpose2d
from tconv.core.sizes import TransposedAxis
from tconv.example import VIEWS, Example, ExampleError
from tconv.examples import EXAMPLES, find
from tconv.layout import layout
from tconv.layout.comparison import compare as layout_comparison
from tconv.layout.thumbnail import picture as layout_picture
from tconv.output.figure import PICTURES as PICTURES_SMALL
from tconv.output.figure import figure, thumbnail
from tconv.output.svg import svg
from tconv.scene import Scene
from tconv.trace import MatrixTrace, PhaseTrace, ScatterTrace, SlideTrace, TransposeTrace, trace
from tconv.trace.comparison import compare
from tconv.trace.linked import follow
from tconv.words.numbers import number, signed
from tconv.words.sentences import ROLES, TEMPLATES, plain, sentence

SRC = Path(__file__).parent.parent / "src"
FIGURES = [(example, view) for example in EXAMPLES.values() for view in VIEWS[example.operation]]
every_figure = pytest.mark.parametrize(
    ("example", "view"), FIGURES, ids=[f"{example.name}-{view}" for example, view in FIGURES]
)


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Draw a legal example of either operation, of any legal parameters."""
    rows, cols = draw(axes(most=4)), draw(axes(most=4))
    assume(rows.output * cols.output <= 120)
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def grid(height: int, width: int) -> str:
        values = random.integers(-9, 10, (height, width)) / draw(st.sampled_from([1, 1, 4]))
        return ";".join(" ".join(map(str, row)) for row in values)

    convolution = draw(st.booleans())
    if convolution:  # of what the transposed convolution gives, so that the kernel fits
        given, extra = grid(rows.output, cols.output), (0, 0)
    else:
        given, extra = grid(rows.input, cols.input), (rows.output_padding, cols.output_padding)
    return Example(
        "random",
        "Random numbers",
        "convolution" if convolution else "transposed",
        given,
        grid(rows.kernel, cols.kernel),
        (rows.stride, cols.stride),
        (rows.padding, cols.padding),
        extra,
        (rows.dilation, cols.dilation),
        draw(st.sampled_from([0, 0, 7, -0.5])),
    )


def written_out(example: Example, cell: tuple[int, int]) -> float:
    """Sum one output cell from the definition of places alone: n s + b d - p is the larger grid's cell."""
    places: list[list[tuple[int, int]]] = []
    for at in (0, 1):
        stride, dilation, padding = example.stride[at], example.dilation[at], example.padding[at]
        pairs = [(n, b) for n in range(example.x.shape[at]) for b in range(example.w.shape[at])]
        if example.operation == "convolution":
            places.append([(n, b) for n, b in pairs if cell[at] * stride + b * dilation - padding == n])
        else:
            places.append([(n, b) for n, b in pairs if n * stride + b * dilation - padding == cell[at]])
    products = (example.x[i, j] * example.w[a, b] for i, a in places[0] for j, b in places[1])
    return example.bias + sum(products)


def check(example: Example, view: str) -> None:
    """Hold every law that needs no page."""
    told = trace(example, view)
    np.testing.assert_array_equal(told.result, example.y)
    if example.operation == "transposed":
        for method in METHODS:
            np.testing.assert_array_equal(example.computed(method), example.y)
    for cell in np.ndindex(example.y.shape):
        assert written_out(example, cell) == example.y[cell]
    assert example.y.shape == tuple(axis.output for axis in example.sliding_axes)
    assert len(told.sentences) == len(layout(told).frames)
    PICTURES[example.operation, view](told, ET.fromstring(svg(layout(told), "id")))


Spots = dict[tuple[float, float], str]


Place = tuple[float, float, float]
"""Where the marks of a group are drawn: x, y and scale."""


def parts(part: ET.Element, place: Place = (0, 0, 1)) -> Iterator[tuple[ET.Element, Place]]:
    """List what stands in a part of the picture, each with the place it is drawn at; steps stay whole."""
    for each in part:
        moved = re.fullmatch(r"translate\((\S+) (\S+)\)(?: scale\((\S+)\))?", each.get("transform", ""))
        if moved:
            x, y, scale = place
            yield from parts(each, (x + float(moved[1]), y + float(moved[2]), scale * float(moved[3] or 1)))
        else:
            yield each, place


def middles(text: ET.Element, group: ET.Element) -> list[tuple[float, float, float, str]]:
    """Find the middle of a text's digits, which stands above its line by 0.36 of its size: x, y, size, text.

    A text with several places has a character at each.
    """
    size, places = float(text.get("font-size") or group.get("font-size") or 0.42), text.get("x", "").split()
    y, said = round(float(text.get("y", "")) - round(0.36 * size, 2), 2), "".join(text.itertext())
    assert len(places) in (1, len(said))
    return [(float(x), y, size, each) for x, each in zip(places, said if len(places) > 1 else [said], strict=True)]


def texts(part: ET.Element, role: str) -> Spots:
    """Read the texts of one role in a part of the picture, by row and column: (y, x) -> text."""
    found: Spots = {}
    for group, (x, y, scale) in parts(part):
        if group.get("class", "").split()[:1] == [role]:
            for each in group.iter("text"):
                for right, down, _, text in middles(each, group):
                    found[round(down * scale + y, 6), round(right * scale + x, 6)] = text
    return found


def frames(part: ET.Element, role: str) -> list[tuple[float, ...]]:
    """Read the frames of one role: y, x, height, width."""
    found = []
    for rect, (x, y, scale) in parts(part):
        if rect.tag == "rect" and rect.get("class") == role:
            top, left, height, width = (float(rect.get(key, "")) * scale for key in ("y", "x", "height", "width"))
            found.append((top + y, left + x, height, width))
    return found


def in_order(spots: Spots) -> list[str]:
    return [spots[place] for place in sorted(spots)]


def numbers(values: np.ndarray) -> list[str]:
    return [number(value) for value in values.flat]


def picture_of_scatter(told: ScatterTrace, root: ET.Element) -> None:
    """Read the whole picture back, step by step, and compare it with the trace and the example."""
    example, scene = told.example, root.find("g")
    assert scene is not None
    assert in_order(texts(scene, "input")) == numbers(example.x)
    assert in_order(texts(scene, "kernel")) == numbers(example.w)
    input_at, canvas_at = (min(texts(group, "index")) for group in indices(scene))
    (input_y, input_x), (canvas_y, canvas_x) = corner(input_at), corner(canvas_at)
    seen = {spot: text for spot, text in texts(scene, "bias").items()}
    rows, cols = (range(axis.padding, axis.padding + axis.output) for axis in example.axes)
    top, left = canvas_y + rows.start, canvas_x + cols.start
    if frames(scene, "window"):
        assert frames(scene, "window") == [near((top, left, len(rows), len(cols)))]
    else:
        assert (example.padding, example.output_padding) == ((0, 0), (0, 0))
    for step, group in zip(told.steps, steps(scene), strict=True):
        stays, now = group.findall("g")
        here = near((input_y + step.cell[0] + 0.5, input_x + step.cell[1] + 0.5))
        for part, role in ((now, "reading"), (stays, "used")):
            assert texts(part, role) == {next(iter(texts(part, role))): number(example.x[step.cell])}
            assert next(iter(texts(part, role))) == here
        assert in_order(texts(now, "product")) == numbers(step.stamp) == numbers(example.x[step.cell] * example.w)
        assert in_order(texts(now, "addend")) == [signed(value) for value in step.stamp.flat]
        landing = [(row, col) for row in step.rows for col in step.cols]
        assert step.rows == range(example.axes[0].canvas)[example.axes[0].landing(step.cell[0])]
        assert step.cols == range(example.axes[1].canvas)[example.axes[1].landing(step.cell[1])]
        assert sorted(texts(now, "addend")) == [near((canvas_y + r + 0.23, canvas_x + c + 0.92)) for r, c in landing]
        height, width = step.rows[-1] - step.rows[0] + 1, step.cols[-1] - step.cols[0] + 1
        assert frames(now, "landing") == [near((canvas_y + step.rows[0], canvas_x + step.cols[0], height, width))]
        sums = texts(stays, "output") | texts(stays, "cropped")
        assert sorted(sums) == [near((canvas_y + r + 0.5, canvas_x + c + 0.5)) for r, c in landing]
        assert in_order(sums) == [number(step.canvas[place]) for place in landing]
        seen |= texts(stays, "output")
    assert in_order(seen) == numbers(example.y)


def picture_of_slide(told: SlideTrace, root: ET.Element) -> None:
    """Read the whole picture back: the ground, the kernel as it slides, and each place with its factors and sum."""
    example, scene = told.example, root.find("g")
    assert scene is not None
    *_, ground_at, output_at = (corner(min(texts(group, "index"))) for group in indices(scene))

    def at(spots: Spots, origin: tuple[float, float], dy: float = 0.5, dx: float = 0.5) -> dict[tuple[int, int], str]:
        found = {(y - origin[0] - dy, x - origin[1] - dx): text for (y, x), text in spots.items()}
        assert all(place == near((round(place[0]), round(place[1]))) for place in found)
        return {(round(y), round(x)): text for (y, x), text in found.items()}

    values = at({place: text for place, text in texts(scene, "input").items() if place[0] > ground_at[0]}, ground_at)
    assert values == {cell: number(told.ground[cell]) for cell in np.ndindex(told.ground.shape) if told.given[cell]}
    assert at(texts(scene, "zero"), ground_at) == {
        cell: "0" for cell in np.ndindex(told.ground.shape) if not told.given[cell]
    }
    assert sorted(example.x.flat) == sorted(told.ground[told.given]) or any(example.padding)
    groups = steps(scene)
    if told.turned:
        assert in_order(texts(groups[1].findall("g")[0], "kernel")) == numbers(example.w[::-1, ::-1])
    for step, group in zip(told.steps, groups[len(told.preparations) :], strict=True):
        stays, now = group.findall("g")
        factors = at(texts(now, "factor") | texts(now, "idle"), ground_at, 0.21, 0.92)
        covered = at(texts(now, "input") | texts(now, "zero"), ground_at, 0.6)
        assert covered == {(r, c): number(told.ground[r, c]) for r in step.rows for c in step.cols}
        wanted = {
            (r, c): f"×{number(told.kernel[a, b])}" for a, r in enumerate(step.rows) for b, c in enumerate(step.cols)
        }
        assert factors == wanted
        assert set(at(texts(now, "factor"), ground_at, 0.21, 0.92)) == {cell for cell in wanted if told.given[cell]}
        height, width = step.rows[-1] - step.rows[0] + 1, step.cols[-1] - step.cols[0] + 1
        place = ground_at[0] + step.rows[0], ground_at[1] + step.cols[0], height, width
        assert frames(now, "sliding") == [near(place)]
        for part, role in ((stays, "output"), (now, "writing")):
            assert at(texts(part, role), output_at) == {step.cell: number(example.y[step.cell])}


def picture_of_matrix(told: MatrixTrace, root: ET.Element) -> None:
    """Read C back, row by row: its entries are the operation's, its marks tell the kernel's row."""
    example, scene = told.example, root.find("g")
    assert scene is not None
    size = told.ground.size
    unit = np.eye(size, dtype=example.w.dtype).reshape(size, 1, *told.ground.shape)
    by_definition = conv2d(unit, example.w[None, None], None, example.stride, 0, example.dilation).reshape(size, -1).T
    np.testing.assert_array_equal(told.matrix, by_definition)
    *_, matrix_at = (texts(group, "index") for group in indices(scene))
    left = min(x for (_, x), text in matrix_at.items()) + 0.3
    top = min(y for (y, _), text in matrix_at.items()) + 0.3
    assert sorted(matrix_at.values(), key=int) == sorted(
        map(str, (*range(1, size + 1), *range(1, len(told.matrix) + 1))), key=int
    )
    for row, (step, group) in enumerate(zip(told.steps, steps(scene)[len(told.preparations) :], strict=True)):
        stays, now = group.findall("g")
        seen: dict[int, tuple[str, str]] = {}
        for role in ("odd", "even", "never"):
            for (y, x), text in texts(stays, role).items():
                assert y == pytest.approx(top + row + 0.5, abs=0.011)
                seen[round(x - left - 0.5)] = role, text
        assert {k: text for k, (_, text) in seen.items()} == {k: number(v) for k, v in enumerate(told.matrix[row])}
        r, q = step.cell
        for k, (role, _) in seen.items():
            i, j = divmod(k, told.ground.shape[1])
            a, b = (i - r * example.stride[0]) / example.dilation[0], (j - q * example.stride[1]) / example.dilation[1]
            lies = a in range(example.w.shape[0]) and b in range(example.w.shape[1])
            assert role == (("odd", "even")[int(a) % 2] if lies else "never")
        assert frames(now, "landing") == [near((top + row, left, 1, size))]
        patch = [told.ground.flat[k] for k in step.columns]
        assert in_order(texts(now, "odd") | texts(now, "even")) == [number(value) for value in patch]
        assert list(texts(stays, "output").values()) == [number(example.y[step.cell])]


def picture_of_transpose(told: TransposeTrace, root: ET.Element) -> None:
    """Read C transposed back, row by row: its rows are the columns of C, and the sums make the canvas."""
    example, scene = told.example, root.find("g")
    assert scene is not None
    size, cells = told.matrix.shape
    unit = np.eye(size, dtype=example.w.dtype).reshape(size, 1, *example.x.shape)
    full = conv_transpose2d(unit, example.w[None, None], None, example.stride, dilation=example.dilation)
    np.testing.assert_array_equal(told.matrix, full.reshape(size, -1))
    in_c = [text for role in ("odd", "even") for text in texts(scene, role).values()]
    on_kernel = numbers(example.w)
    assert sorted(in_c) == sorted([*on_kernel, *(number(v) for v in told.matrix[told.kernel_rows > 0])])
    groups = steps(scene)
    for step, group in zip(told.steps, groups[1:], strict=False):
        stays, now = group.findall("g")
        row = {place: text for role in ("odd", "even", "never") for place, text in texts(stays, role).items()}
        assert in_order(row) == numbers(told.matrix[:, step.row]) and len({y for y, _ in row}) == 1
        assert len(texts(stays, "never")) == size - len(step.inputs)
        for m in step.inputs:
            i, a = divmod(m, example.x.shape[1])[0], int(told.kernel_rows[m, step.row]) - 1
            assert i * example.stride[0] + a * example.dilation[0] == step.cell[0]
        assert in_order(texts(now, "reading")) == [number(example.x.flat[m]) for m in step.inputs]
        assert list(texts(now, "writing").values()) == [number(step.value)] * 2
        across, along = sorted(frames(now, "landing"), key=lambda frame: frame[2] / frame[3])
        assert across[3] / across[2] == pytest.approx(size) and along[2] / along[3] == pytest.approx(size)
        first = min(x for _, x in row)
        assert (across[0], across[1]) == near((min(row)[0] - across[2] / 2, first - across[2] / 2))
    if told.crops:
        assert len(groups) == len(told.steps) + 2
        assert in_order(texts(groups[-1].findall("g")[0], "output")) == numbers(example.y)


def picture_of_phases(told: PhaseTrace, root: ET.Element) -> None:
    """Read each phase back: the kernel cells that meet it are those whose products land on its cells."""
    example, scene = told.example, root.find("g")
    assert scene is not None
    output_at = corner(min(texts(list(indices(scene))[-1], "index")))
    kernel_at = min(texts(scene, "kernel"))
    for step, group in zip(told.steps, steps(scene), strict=True):
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
        assert sums == example.y[step.telling]


PICTURES = {
    ("transposed", "scatter"): picture_of_scatter,
    ("transposed", "gather"): picture_of_slide,
    ("transposed", "matrix"): picture_of_transpose,
    ("transposed", "phases"): picture_of_phases,
    ("convolution", "window"): picture_of_slide,
    ("convolution", "matrix"): picture_of_matrix,
}


def steps(scene: ET.Element) -> list[ET.Element]:
    found = [group for group in scene.findall("g") if group.get("class") == "step"]
    assert [group.get("style") for group in found] == [f"--n:{n}" for n in range(1, len(found) + 1)]
    return found


def indices(scene: ET.Element) -> list[ET.Element]:
    """Wrap each grid's indices, so that they are read like a part: the input's, then the canvas's."""
    wrapped = []
    for group in (group for group in scene.findall("g") if group.get("class") == "index"):
        wrapped.append(ET.Element("g"))
        wrapped[-1].append(group)
    return wrapped


def corner(first_index: tuple[float, float]) -> tuple[float, float]:
    """Find a grid's corner from the number of its first row, which stands half a cell down and 0.3 to the left."""
    return first_index[0] - 0.5, first_index[1] + 0.3


def near(place: tuple[float, ...]) -> Any:
    return pytest.approx(place, abs=0.011)


@every_figure
def test_every_law_holds(example: Example, view: str) -> None:
    check(example, view)


@settings(max_examples=1000)
@given(examples())
def test_every_law_holds_for_random_numbers(example: Example) -> None:
    for view in VIEWS[example.operation]:
        check(example, view)


@every_figure
def test_svg_is_well_formed_without_colour_or_noise(example: Example, view: str) -> None:
    text = svg(layout(trace(example, view)), "one")
    root = ET.fromstring(text)
    assert root.find("title") is not None and root.find("desc") is not None
    labels = root.get("aria-labelledby", "").split()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and set(labels) <= set(ids)
    assert all((id or "").startswith("one-") for id in ids)
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(|hsl\(|fill=|stroke=", text)
    assert not re.search(r"\d\.\d{3}|e-\d", text)


Box = tuple[float, float, float, float, str, str]
"""Left, top, right, bottom, role and text."""
WORDS = ("label", "index", "sign", "window-label", "kernel", "input", "zero")
SOLID = ("reading", "writing", "odd", "even", "chosen", "output")
"""Cells painted over what stands there."""


@every_figure
def test_texts_stay_in_the_picture_and_apart(example: Example, view: str) -> None:
    check_texts(example, view)


@settings(max_examples=100)
@given(examples())
def test_texts_stay_in_the_picture_and_apart_for_random_numbers(example: Example) -> None:
    for view in VIEWS[example.operation]:
        check_texts(example, view)


def check_texts(example: Example, view: str) -> None:
    """At every step no two texts overlap, by the width a digit can have, and none leaves the picture."""
    scene = layout(trace(example, view))
    root = ET.fromstring(svg(scene, "id"))
    common = root.find("g")
    assert common is not None
    still = boxes(common)
    for box in still:
        assert inside(box, scene), box
    for at, one in enumerate(words := [box for box in still if box[4] in WORDS]):
        assert all(apart(one, other) for other in words[at + 1 :]), one
    for step in (part for part in common if part.get("class") == "step"):
        hit = [(x, y + 0.1, right, low + 0.1, *rest) for x, y, right, low, *rest in boxes(step.findall("g")[0])]
        now = boxes(step.findall("g")[1]) + [
            box for box in hit if box[4] in ("output", "cropped") and view == "scatter"
        ]
        for box in now:
            assert inside(box, scene), box
        painted = squares(step.findall("g")[1])
        words = [box for box in still if box[4] in WORDS and not any(covers(square, box) for square in painted)]
        moving = [box for box in now if box[4] not in SOLID]
        for at, one in enumerate(moving):
            for other in words + moving[at + 1 :]:
                assert apart(one, other), (one, other)


def inside(box: Box, scene: Scene) -> bool:
    left, top, right, bottom, *_ = box
    return -0.01 <= left and right <= scene.width + 0.01 and -0.01 <= top and bottom <= scene.height + 0.01


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def squares(part: ET.Element) -> list[tuple[float, float, float]]:
    """List the cells painted in a part of the picture: left, top, side."""
    found = []
    for group, (right, down, scale) in parts(part):
        for path in group.findall("path"):
            x, y = 0.17, 0.05
            for command, dx, dy in re.findall(r"([Mm])(\S+) ([^h]+)h", path.get("d", "")):
                x, y = (float(dx), float(dy)) if command == "M" else (x + float(dx), y + float(dy))
                found.append(((x - 0.17) * scale + right, (y - 0.05) * scale + down, scale))
    return found


def covers(square: tuple[float, float, float], box: tuple[Any, ...]) -> bool:
    """Whether the middle of a text lies in a painted cell, which then hides it."""
    left, top, side = square
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left < x < left + side and top < y < top + side


def boxes(part: ET.Element) -> list[Box]:
    """Bound each text in a part of the picture: left, top, right, bottom, role, text."""
    found = []
    for group, (right, down, scale) in parts(part):
        if group.get("class") == "step":
            continue
        role = group.get("class", "").split()[0] if group.get("class") else ""
        for *place, text in (spot for each in group.iter("text") for spot in middles(each, group)):
            x, y, size = (value * scale for value in place)
            x, y = x + right, y + down
            width = (0.54 if "label" in role or role == "note" else 0.6) * size * len(text)
            starts = {"label": 0, "window-label": 0, "addend": width, "factor": width, "idle": width, "place": width}
            left = x - starts.get(role, width / 2)
            found.append((left, y - 0.36 * size, left + width, y + 0.36 * size, role, text))
    return found


@every_figure
def test_views_side_by_side_tell_of_the_same_cell(example: Example, view: str) -> None:
    """The view that leads tells of a cell; the others stand where its number arises, and all frame it."""
    lead = trace(example, view)
    for beside in VIEWS[example.operation]:
        if beside == view:
            continue
        other, steps_of = trace(example, beside), follow(lead, trace(example, beside))
        html = figure(example.name, view, "one", beside=[beside])
        assert f'data-at="{" ".join(map(str, steps_of))}"' in html
        scenes = [ET.fromstring(found) for found in re.findall(r'<svg viewBox="0[^>]*role="img".*?</svg>', html)]
        origins = [layout(told).output for told in (lead, other)]
        for n, (cell, step) in enumerate(zip(lead.tells, steps_of, strict=True), 1):
            framed = [
                [(float(rect.get("y", "")), float(rect.get("x", ""))) for rect in scene.iter("rect")
                 if rect.get("class") == "linked" and rect.get("style") == f"--n:{n}"]
                for scene in scenes
            ]  # fmt: skip
            assert 1 <= step <= len(other.sentences)
            if cell is None:
                assert framed == [[], []]
                continue
            assert framed == [[near((top + cell[0], left + cell[1]))] for left, top in origins]
            if isinstance(other, ScatterTrace):
                place = cell[0] + other.canvas.rows.start, cell[1] + other.canvas.cols.start
                assert other.steps[step - 1].canvas[place] == example.y[cell]
            elif isinstance(other, PhaseTrace):
                assert cell[0] in other.steps[step - 1].rows and cell[1] in other.steps[step - 1].cols
            elif cell in other.tells:
                assert other.tells[step - 1] == cell
            else:
                assert isinstance(other, TransposeTrace) and step == len(other.tells) and other.canvas.beyond


def test_a_view_stands_in_a_figure_once() -> None:
    with pytest.raises(ExampleError, match="the view 'scatter' of 'overlap' is named twice"):
        figure("overlap", "scatter", "id", beside=["gather", "scatter"])
    with pytest.raises(ExampleError, match="unknown view 'window' of example 'overlap'"):
        figure("overlap", "scatter", "id", beside=["window"])


@every_figure
def test_the_page_has_the_same_steps_as_text(example: Example, view: str) -> None:
    html = figure(example.name, view, "one")
    told = trace(example, view)
    items = re.findall(r"<li.*?>(.*?)</li>", html)
    texts = [re.sub(r"<[^>]+>|\N{WORD JOINER}", "", item).replace("\N{NO-BREAK SPACE}", " ") for item in items]
    assert texts == [plain(each).replace("\N{NO-BREAK SPACE}", " ") for each in told.sentences]
    assert f'data-steps="{len(texts)}"' in html
    assert html.partition('class="strip"')[2].count("<use ") == min(12, len(texts))


def test_settings_side_by_side_show_each_example() -> None:
    """Every column has its own stamps and sums, and ends with its own output."""
    names = ["padding-0", "padding-1", "padding-2"]
    comparison = compare([EXAMPLES[name] for name in names])
    scene = ET.fromstring(svg(layout_comparison(comparison), "id")).find("g")
    assert scene is not None and len(frames(scene, "window")) == 2
    for n, group in enumerate(steps(scene)):
        stays, now = group.findall("g")
        told = [trace.steps[n] for trace in comparison.traces]
        assert list(texts(now, "addend").values()) == [signed(v) for step in told for v in step.stamp.flat]
        assert len(frames(now, "landing")) == 3 and len(texts(now, "reading")) == 1
        sums = [number(step.canvas[place]) for step in told for place in np.ndindex(step.canvas.shape)
                if place[0] in step.rows and place[1] in step.cols]  # fmt: skip
        both = {**texts(stays, "output"), **texts(stays, "cropped")}
        assert sorted(both.values()) == sorted(sums)
    said = plain(comparison.sentences[-1]).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("The output has 5 × 5 with padding 0; 3 × 3 with padding 1; 1 × 1 with padding 2.")
    said = plain(compare([EXAMPLES["stride-1"], EXAMPLES["stride-3"]]).sentences[1]).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Input cell (0, 1) holds 2. Its stamp lands on rows 0–2, columns 1–3 with stride 1; "
        "rows 0–2, columns 3–5 with stride 3."
    )


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["stride-1", "padding-1"], "must differ in one setting, these differ in: stride, padding"),
        (["stride-1", "stride-1"], "must differ in one setting, these differ in: nothing"),
        (["stride-1", "crop"], "'stride-1' and 'crop' cannot be compared: input and bias must agree"),
        (
            ["stride-1", "author-convolution"],
            "cannot be compared: it is no transposed convolution",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(names: list[str], says: str) -> None:
    with pytest.raises(ExampleError, match=re.escape(says)):
        figure(names[0], "scatter", "id", against=names[1:])
    with pytest.raises(ExampleError, match="compared in one view, scatter; got: gather"):
        figure(names[0], "gather", "id", against=names[1:])


@pytest.mark.parametrize("view", PICTURES_SMALL)
def test_a_small_picture_has_no_number_and_no_step(view: str) -> None:
    name = "crop" if view in ("scatter", "gather", "padding") else "author-convolution"
    root = ET.fromstring(svg(layout_picture(EXAMPLES[name], view), "id"))
    assert {text.text for text in root.iter("text")} <= {"→"} and len(list(root.iter("path"))) > 0
    assert not [group for group in root.iter("g") if group.get("class") == "step"]
    with pytest.raises(ExampleError, match="unknown picture 'phases'; there are: scatter, gather, matrix, marks"):
        thumbnail("crop", "phases", "id")


SENTENCES = [line.partition(": ") for line in (Path(__file__).parent / "sentences.txt").read_text().splitlines()]


@pytest.mark.parametrize(("step", "_", "wanted"), SENTENCES, ids=[name for name, _, _ in SENTENCES])
def test_the_sentence_of_a_step(step: str, _: str, wanted: str) -> None:
    name, view, n = step.split()
    said = plain(trace(EXAMPLES[name], view).sentences[int(n) - 1])
    assert said.replace("\N{NO-BREAK SPACE}", " ") == wanted


ODD = [
    (
        {"kernel": "5", "stride": (2, 2), "padding": (1, 1), "output_padding": (1, 1)},
        "gather",
        "Set the input cells a stride apart and put zeros around them. Rows: 1 zero between neighbours, 1 row cropped "
        "above, no zeros below. Columns: 1 zero between neighbours, 1 column cropped on the left, no zeros on the "
        "right. Output padding kept 1 row and 1 column at the end from being cropped.",
    ),
    (
        {"input": "3", "kernel": "5", "dilation": (3, 3), "padding": (1, 1), "output_padding": (2, 2), "bias": 4},
        "phases",
        "This phase is row 0, column 0 of the output. One value of the kernel can reach it: 5. No input value is met, "
        "so it holds 4. It is the only phase, so it is the output.",
    ),
    (
        {"operation": "convolution", "input": "1", "kernel": "3", "bias": -4},
        "matrix",
        "Row 1 of C makes output cell (0, 0). The kernel lies on the input numbered 1, so its value stands in this "
        "column, and every other entry is 0. Times the flattened input, and the bias added: 3 × 1 + (−4) = −1. "
        "All sums, in rows of 1, are the 1 × 1 output.",
    ),
    (
        {"input": "3", "kernel": "5"},
        "matrix",
        "Flatten the input: write its 1 cell, row by row, as a column of numbers. C is the matrix of the convolution "
        "that goes the other way; its rows and columns count from 1.",
    ),
    (
        {"input": "0.1 0.2 -0.3", "kernel": "1 1 1"},
        "scatter",
        "Input cell (0, 2) holds −0.3. Multiply the whole kernel by −0.3 and add this stamp on row 0, columns 2–4 of "
        "the output. Cell (0, 2) already held 0.3: now it holds 0.3 − 0.3 = 0. That was the last stamp: "
        "the output is complete.",
    ),
]


@pytest.mark.parametrize(("change", "view", "wanted"), ODD, ids=[f"{view}-{n}" for n, (_, view, _) in enumerate(ODD)])
def test_the_sentence_of_an_odd_example(change: dict[str, Any], view: str, wanted: str) -> None:
    told = trace(
        Example(**{"name": "odd", "title": "", "operation": "transposed", "input": "1 2; 3 4", **change}), view
    )
    assert wanted in [plain(said).replace("\N{NO-BREAK SPACE}", " ") for said in told.sentences]


def test_a_sum_that_is_zero_has_no_float_noise() -> None:
    noisy = Example("noisy", "", "transposed", "0.1 0.2 -0.3", "1 1 1")
    assert noisy.y[0, 2] != 0
    for view in VIEWS["transposed"]:
        assert "e−" not in svg(layout(trace(noisy, view)), "id") + "".join(map(plain, trace(noisy, view).sentences))


def test_a_template_with_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="rows"):
        sentence("scatter.crop", {"columns": "columns 0–1"})


def test_templates_name_roles_that_have_a_colour() -> None:
    style = (SRC / "tconv/web/stepper.css").read_text()
    for role in ROLES:
        assert f".tconv b.{role} " in style
    for key in TEMPLATES:
        values = dict.fromkeys(re.findall(r"{(\w+)", TEMPLATES[key]), "7")
        assert {span.role for span in sentence(key, values)} <= {*ROLES, ""}


def test_long_numbers_fit_their_cells() -> None:
    wide = Example("wide", "Long numbers", "transposed", "123456.125 -98765", "-0.125 1000")
    groups = ET.fromstring(svg(layout(trace(wide, "scatter")), "id")).iter("g")
    for box in boxes([group for group in groups if group.get("class") in ("output", "addend", "product", "reading")]):
        assert box[2] - box[0] <= 0.9, box


def test_many_steps_make_a_strip_of_twelve() -> None:
    many = Example("many", "Many", "transposed", " ; ".join(["1 2 3 4 5"] * 5), "1 1; 1 1", (2, 2))
    from tconv.output.figure import _telling

    shown = _telling(len(trace(many, "scatter").steps))
    assert len(shown) == 12 and shown[0] == 1 and shown[-1] == 25 and sorted(set(shown)) == shown


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(ExampleError, match="unknown example 'overlup'; did you mean 'overlap'.*author-transposed"):
        find("overlup")
    with pytest.raises(ExampleError, match="unknown view 'scater' of example 'overlap'; there are: scatter, gather, m"):
        figure("overlap", "scater", "id")
    with pytest.raises(ExampleError, match="unknown step 5 of 'overlap' as scatter; its steps are 1 to 4"):
        figure("overlap", "scatter", "id", step=5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"input": "1 2; 3"}, "example 'bad': row 1 of the input has length 1, row 0 has 2, in '1 2; 3'"),
        ({"input": ""}, "example 'bad': row 0 of the input '' is empty"),
        ({"kernel": "1 x"}, "example 'bad': the kernel '1 x' is not all numbers: .*'x'"),
        (
            {"kernel": "1 nan"},
            "example 'bad': the kernel holds nan; a number must be 0, or between 0.00001 and 1,000,000 in size",
        ),
        ({"input": "1e999 1"}, "the input holds inf; a number must be 0, or between"),
        ({"input": "1000001"}, "the input holds 1000001; a number must be 0, or"),
        ({"input": "1e-6"}, "the input holds 1e-06; a number must be 0, or"),
        (
            {"operation": "transpose"},
            "example 'bad': unknown operation 'transpose'; there are: transposed, convolution",
        ),
        ({"stride": 2}, "example 'bad': stride must be written as a pair, got 2"),
        ({"stride": (3.0, 2)}, "example 'bad': stride must be an integer, got 3.0"),
        ({"bias": float("nan")}, "example 'bad': bias must be 0, or between 0.00001 and 1,000,000 in size, got nan"),
        ({"stride": (0, 1)}, r"example 'bad': stride must be at least 1, got \(0, 1\)"),
        ({"padding": (9, 0)}, "example 'bad': output must have at least 1 cell"),
        ({"output_padding": (1, 0)}, "example 'bad': output_padding must be below"),
        ({"operation": "convolution", "output_padding": (1, 0)}, "example 'bad': a convolution has no output padding"),
        ({"stride": (50, 50)}, "example 'bad': a grid of 51 × 51 cells is too large for a figure"),
        ({"operation": "convolution", "padding": (0, 50)}, "a grid of 2 × 102 cells is too large .* 100 on a side"),
    ],
)
def test_an_example_that_does_not_fit_is_named(change: dict[str, object], says: str) -> None:
    row: dict[str, object] = {"operation": "transposed", "input": "1 2; 3 4", "kernel": "1", **change}
    with pytest.raises(ExampleError, match=says):
        trace(Example(name="bad", title="", **row), "scatter")  # type: ignore[arg-type]  # wrong on purpose


def test_every_layer_imports_only_what_stands_before_it() -> None:
    order = (
        "core", "example", "examples", "words", "trace", "scene", "layout", "output", "notebook", "sheets", "exercise",
        "pages", "command",
    )  # fmt: skip
    found = {path.relative_to(SRC / "tconv").parts[0].removesuffix(".py") for path in (SRC / "tconv").rglob("*.py")}
    assert found - {"__init__"} == set(order)
    for path in (SRC / "tconv").rglob("*.py"):
        here = path.relative_to(SRC / "tconv").parts[0].removesuffix(".py")
        if here == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [f"{node.module}.{each.name}" for each in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in [name.split(".")[1] for name in names if name.startswith("tconv.")]:
                assert name not in order or order.index(name) <= order.index(here), f"{path.name} imports {name}"


def test_the_core_needs_numpy_alone() -> None:
    code = "import sys; before = set(sys.modules); import tconv, tconv.output.figure; print(*sorted(sys.modules))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    third = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"tconv", "numpy"}
    assert {name for name in third if not name.startswith("_")} == set()


def test_a_built_figure_is_the_same_every_time() -> None:
    code = "from tconv.output.figure import figure; print(figure('crop', 'scatter', 'x'))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_the_axis_of_an_example() -> None:
    assert EXAMPLES["crop"].axes == (TransposedAxis(2, 3, 2, 1, 1, 1), TransposedAxis(3, 2, 1, 0, 0, 1))
