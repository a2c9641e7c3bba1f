"""The laws of a figure, for every example and each of its views, and for random examples."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import axes

from tconv import METHODS
from tconv.example import VIEWS, Example, ExampleError
from tconv.examples import EXAMPLES, find
from tconv.figure import figure
from tconv.layout import layout
from tconv.numbers import number
from tconv.sentences import ROLES, TEMPLATES, plain, sentence
from tconv.sizes import TransposedAxis
from tconv.svg import svg
from tconv.trace import trace

SRC = Path(__file__).parent.parent / "src"
FIGURES = [(example, view) for example in EXAMPLES.values() for view in VIEWS[example.operation]]
every_figure = pytest.mark.parametrize(
    ("example", "view"), FIGURES, ids=[f"{example.name}-{view}" for example, view in FIGURES]
)


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Draw a legal example of the transposed convolution, of any legal parameters."""
    rows, cols = draw(axes(most=4)), draw(axes(most=4))
    assume(rows.output * cols.output <= 150)
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def grid(height: int, width: int) -> str:
        values = random.integers(-9, 10, (height, width)) / draw(st.sampled_from([1, 1, 4]))
        return ";".join(" ".join(map(str, row)) for row in values)

    return Example(
        "random",
        "Random numbers",
        "transposed",
        grid(rows.input, cols.input),
        grid(rows.kernel, cols.kernel),
        (rows.stride, cols.stride),
        (rows.padding, cols.padding),
        (rows.output_padding, cols.output_padding),
        (rows.dilation, cols.dilation),
        draw(st.sampled_from([0, 0, 7, -0.5])),
    )


def written_out(example: Example, row: int, col: int) -> float:
    """Sum one output cell from the definition of places alone: input n, tap b, canvas n s + b d."""
    places: list[list[tuple[int, int]]] = []
    for axis, cell in zip(example.axes, (row, col), strict=True):
        target = cell + axis.padding
        taps = range(axis.kernel)
        places.append(
            [(n, b) for n in range(axis.input) for b in taps if n * axis.stride + b * axis.dilation == target]
        )
    products = (example.x[i, j] * example.w[a, b] for i, a in places[0] for j, b in places[1])
    return example.bias + sum(products)


def check(example: Example, view: str) -> None:
    """Hold every law that needs no page."""
    told = trace(example, view)
    np.testing.assert_array_equal(told.result, example.y)
    for method in METHODS:
        np.testing.assert_array_equal(example.computed(method), example.y)
    for row, col in np.ndindex(example.y.shape):
        assert written_out(example, row, col) == example.y[row, col]
    assert example.y.shape == tuple(axis.output for axis in example.axes)
    assert len(told.sentences) == len(told.steps)
    shown = drawn(svg(layout(told), "id"), len(told.steps))
    assert shown == [number(value) for value in example.y.flat]


def drawn(text: str, step: int) -> list[str]:
    """Read the output's numbers off the picture, as it stands at a step: the last number painted on a cell counts."""
    root = ET.fromstring(text)
    cells: dict[tuple[float, float], str] = {}
    groups = [root.find("g"), *(g.find("g") for g in root.iter("g") if g.get("class") == "step" and after(g) <= step)]
    for group in groups:
        assert group is not None
        for part in group.iter("g"):
            if part.get("class") in ("output", "bias"):
                for number_ in part.iter("text"):
                    cells[float(number_.get("y", "")), float(number_.get("x", ""))] = number_.text or ""
    return [cells[place] for place in sorted(cells)]


def after(group: ET.Element) -> int:
    return int(group.get("style", "").removeprefix("--n:"))


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


@every_figure
def test_numbers_stay_in_the_picture_and_apart(example: Example, view: str) -> None:
    """At every step no two texts overlap, by the width a digit can have, and none leaves the picture."""
    scene = layout(trace(example, view))
    root = ET.fromstring(svg(scene, "id"))
    common = root.find("g")
    assert common is not None
    still = boxes([part for part in common if part.get("class") != "step"])
    for step in (part for part in common if part.get("class") == "step"):
        now = boxes(list(step.findall("g")[1]))
        for box in now:
            assert (
                -0.01 <= box[0] and box[2] <= scene.width + 0.01 and -0.01 <= box[1] and box[3] <= scene.height + 0.01
            )
        words = [box for box in still if box[4] in ("label", "index", "sign", "window-label", "kernel")]
        both = words + [box for box in now if box[4] != "reading"]
        for at, one in enumerate(both):
            for other in both[at + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (
                    one,
                    other,
                )


def boxes(groups: list[ET.Element]) -> list[tuple[float, float, float, float, str, str]]:
    """Bound each text: left, top, right, bottom, role, text."""
    found = []
    for group in groups:
        for each in group.iter("text"):
            size = float(each.get("font-size") or group.get("font-size") or 0)
            x, y, width = float(each.get("x", "")), float(each.get("y", "")), 0.58 * size * len(each.text or "")
            role = group.get("class", "")
            left = x - {"label": 0, "window-label": 0, "addend": width}.get(role, width / 2)
            found.append((left, y - 0.4 * size, left + width, y + 0.4 * size, role, each.text or ""))
    return found


@every_figure
def test_the_page_has_the_same_steps_as_text(example: Example, view: str) -> None:
    html = figure(example.name, view, "one")
    told = trace(example, view)
    items = re.findall(r"<li.*?>(.*?)</li>", html)
    texts = [re.sub(r"<[^>]+>", "", item).replace("\N{WORD JOINER}", "") for item in items]
    assert texts == [plain(each) for each in told.sentences]
    assert f'data-steps="{len(told.steps)}"' in html
    assert html.count("<use ") == min(12, len(told.steps))


def test_the_sentence_has_its_numbers() -> None:
    told = trace(EXAMPLES["overlap"], "scatter")
    assert plain(told.sentences[2]).replace("\N{NO-BREAK SPACE}", " ") == (
        "Input cell (1, 0) holds 3. Multiply the whole kernel by 3 and add this stamp on rows 2–4, columns 0–2 of the "
        "output. Cell (2, 0) already held 2: now it holds 2 + 3 = 5."
    )


def test_templates_name_roles_that_have_a_colour() -> None:
    style = (SRC / "tconv/web/stepper.css").read_text()
    for role in ROLES:
        assert f".tconv b.{role} " in style
    for key in TEMPLATES:
        values = dict.fromkeys(re.findall(r"{(\w+)", TEMPLATES[key]), "7")
        assert {span.role for span in sentence(key, values)} <= {*ROLES, ""}


def test_long_numbers_fit_their_cells() -> None:
    wide = Example("wide", "Long numbers", "transposed", "1234567.125 -98765", "-0.125 1000")
    groups = ET.fromstring(svg(layout(trace(wide, "scatter")), "id")).iter("g")
    for box in boxes([group for group in groups if group.get("class") in ("output", "addend", "product", "reading")]):
        assert box[2] - box[0] <= 0.9, box


def test_many_steps_make_a_strip_of_twelve() -> None:
    many = Example("many", "Many", "transposed", " ; ".join(["1 2 3 4 5"] * 5), "1 1; 1 1", (2, 2))
    from tconv.figure import _telling

    shown = _telling(len(trace(many, "scatter").steps))
    assert len(shown) == 12 and shown[0] == 1 and shown[-1] == 25 and sorted(set(shown)) == shown


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(ExampleError, match="unknown example 'overlup'; did you mean 'overlap'.*author-transposed"):
        find("overlup")
    with pytest.raises(ExampleError, match="unknown view 'scater' of example 'overlap'; there are: scatter"):
        figure("overlap", "scater", "id")
    with pytest.raises(ExampleError, match="unknown step 5 of 'overlap' as scatter; its steps are 1 to 4"):
        figure("overlap", "scatter", "id", step=5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"input": "1 2; 3"}, "example 'bad': row 1 of the input has 1 numbers, row 0 has 2, in '1 2; 3'"),
        ({"input": ""}, "example 'bad': row 0 of the input has 0 numbers"),
        ({"kernel": "1 x"}, "example 'bad': the kernel '1 x' is not all numbers: .*'x'"),
        ({"kernel": "1 nan"}, "example 'bad': the kernel '1 nan' holds a value that is not finite"),
        ({"stride": (0, 1)}, r"example 'bad': stride must be at least 1, got \(0, 1\)"),
        ({"padding": (9, 0)}, "example 'bad': output must have at least 1 cell"),
        ({"output_padding": (1, 0)}, "example 'bad': output_padding must be below"),
    ],
)
def test_an_example_that_does_not_fit_is_named(change: dict[str, object], says: str) -> None:
    row: dict[str, object] = {"input": "1 2; 3 4", "kernel": "1", **change}
    with pytest.raises(ExampleError, match=says):
        trace(Example(name="bad", title="", operation="transposed", **row), "scatter")  # type: ignore[arg-type]  # wrong on purpose


def test_every_layer_imports_only_what_stands_before_it() -> None:
    order = (
        "window", "sizes", "arguments", "methods", "fast", "ops", "example", "examples", "numbers", "sentences",
        "canvas", "trace", "scene", "layout", "svg", "figure", "page_error", "formulas", "fence",
    )  # fmt: skip
    found = {path.relative_to(SRC / "tconv").parts[0].removesuffix(".py") for path in (SRC / "tconv").rglob("*.py")}
    assert found - {"__init__"} == set(order)
    for path in (SRC / "tconv").rglob("*.py"):
        here = path.relative_to(SRC / "tconv").parts[0].removesuffix(".py")
        for there in re.findall(r"^\s*from tconv\.(\w+)|^\s*from tconv import (\w+)", path.read_text(), re.MULTILINE):
            name = there[0] or there[1]
            if here != "__init__" and name in order:
                assert order.index(name) <= order.index(here), f"{path.name} imports {name}"


def test_the_core_needs_numpy_alone() -> None:
    code = "import sys; before = set(sys.modules); import tconv, tconv.figure; print(*sorted(sys.modules))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    third = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"tconv", "numpy"}
    assert {name for name in third if not name.startswith("_")} == set()


def test_a_built_figure_is_the_same_every_time() -> None:
    code = "from tconv.figure import figure; print(figure('crop', 'scatter', 'x'))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_the_axis_of_an_example() -> None:
    assert EXAMPLES["crop"].axes == (TransposedAxis(2, 3, 2, 1, 1, 1), TransposedAxis(3, 2, 1, 0, 0, 1))
