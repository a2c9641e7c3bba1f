"""What a trace shows in a cell of a notebook: its figure in a frame, its picture, and what both are drawn from."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import Browser, expect

from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.layout.comparison import lay_out_comparison
from tconv.output.figure import traced
from tconv.output.notebook import compare, description, redrawn, shown, trace
from tconv.output.png import png
from tconv.output.standalone import standalone_step
from tconv.trace.base import Trace
from tconv.trace.comparison import Comparison
from tconv.views import VIEWS, layout


def parsed(html: str) -> Any:
    """Read an output as a browser does."""
    return BeautifulSoup(html, "html.parser")


SOURCES: list[Trace | Comparison] = [
    *(trace(example, view) for example in EXAMPLES.values() for view in VIEWS[example.operation]),
    compare([EXAMPLES["kernel-2"], EXAMPLES["kernel-3"]]),
    trace(Example("mine", '"Mine" & <yours>, the author\'s', "transposed", "1 -2.5", "3", (2, 1), bias=0.5), "gather"),
]


def test_a_figure_can_be_drawn_anew_from_what_its_output_says() -> None:
    """Byte for byte, through the attribute of a page."""
    for each in SOURCES:
        read = parsed(shown(each)).select_one("[data-tconv]")
        assert read and redrawn(read["data-tconv"], "again") == traced(each, "again")


@pytest.mark.parametrize(
    "said",
    ["0a1b2c3d", "12", '{"view":"scatter"}', '{"example":{"colour":"red"},"view":"scatter"}', '{"compared":[]}']
    + [description(trace(EXAMPLES["crop"], "scatter")).replace('"scatter"', '"stack"')],
)
def test_an_output_that_cannot_be_drawn_anew_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="run: make notebook"):
        redrawn(said, "again")


def open_html(browser: Browser, folder: Path, html: str, scripts: bool = True) -> Any:
    (folder / "cell.html").write_text(f"<!doctype html><meta charset=utf-8><body style='max-width:800px'>{html}")
    page = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce").new_page()
    page.goto((folder / "cell.html").as_uri())
    return page


def test_a_trace_in_a_cell_is_the_figure_with_its_stepper(browser: Browser, tmp_path: Path) -> None:
    compared = compare([EXAMPLES["stride-1"], EXAMPLES["stride-2"]])
    html = (
        shown(trace(EXAMPLES["crop"], "scatter"))
        + shown(trace(EXAMPLES["author-transposed"], "matrix"))
        + shown(compared)
    )
    page = open_html(browser, tmp_path, html)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    expect(page.locator("iframe")).to_have_count(3)
    for at in range(3):
        frame = page.frame_locator("iframe").nth(at)
        frame.get_by_role("button", name="Next step").click()
        expect(frame.locator("figure.tconv")).to_have_attribute("data-step", "2")
        tall, inside = (
            (page.locator("iframe").nth(at).bounding_box() or {})["height"],
            frame.locator("body").evaluate("body => body.scrollHeight"),
        )
        assert inside <= tall <= inside + 20, "the frame is as tall as the figure"
    assert said == [] and [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    page.context.close()


def test_where_scripts_are_stripped_the_picture_stays(browser: Browser, tmp_path: Path) -> None:
    """As in viewers that keep a few tags, and of their attributes the address and the words alone."""
    html = parsed(shown(trace(EXAMPLES["overlap"], "scatter")))
    for tag in html.find_all(True):
        tag.attrs = {name: tag[name] for name in ("src", "alt") if tag.has_attr(name)}
        if tag.name not in ("div", "img"):
            tag.decompose()
    page = open_html(browser, tmp_path, str(html), scripts=False)
    image = page.locator("img")
    assert image.get_attribute("alt").startswith(
        "Four stamps that overlap: scatter, step 4 of 4. Input cell (1, 1) holds 4.".replace("(1, 1)", "(1,\u00a01)")
    )
    assert image.evaluate("image => image.naturalWidth > 300 && image.naturalHeight > 200")
    assert page.locator("body").inner_text().strip() == ""
    page.context.close()


CELL = 96
"""Pixels of a cell in a PNG."""

ALL_VIEWS = [
    *(trace(EXAMPLES["crop"], view) for view in VIEWS["transposed"]),
    *(trace(EXAMPLES["author-convolution-padded"], view) for view in VIEWS["convolution"]),
    trace(EXAMPLES["settings"], "scatter"),
    compare([EXAMPLES["padding-0"], EXAMPLES["padding-1"], EXAMPLES["padding-2"]]),
]


@pytest.mark.parametrize("source", ALL_VIEWS, ids=lambda source: getattr(source, "view", "compare"))
def test_the_picture_of_an_output_is_that_of_the_last_step(source: Any) -> None:
    """Where a covered cell is left out, the rim of the next one differs by a shade; no quarter of a cell differs."""
    scene = lay_out_comparison(source) if isinstance(source, Comparison) else layout(source)
    kept = unquote(parsed(shown(source)).img["src"].removeprefix("data:image/svg+xml,"))
    drawings = (png(drawing) for drawing in (standalone_step(scene, len(scene.changes)), kept))
    one, other = (np.asarray(Image.open(io.BytesIO(drawing)), np.int16) for drawing in drawings)
    assert one.shape == other.shape
    assert (abs(one - other).max(axis=2) > 16).sum() < CELL**2 / 4
