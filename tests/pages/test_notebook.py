"""The notebook: its stored outputs, its links, its figures in a browser, and its page on the site."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from bench.site import packed
from bs4 import BeautifulSoup
from conftest import ROOT
from IPython.core.inputtransformer2 import TransformerManager
from sums import EQUALS, SUM, holds

from tconv.example import Example
from tconv.examples import EXAMPLES
from tconv.exercise import check
from tconv.output.scripts import joined
from tconv.pages.addresses import repository
from tconv.pages.claims import COMMENT

PATH = "docs/notebooks/transposed-convolution.ipynb"
TRANSFORM: Any = TransformerManager().transform_cell  # type: ignore[no-untyped-call]  # IPython has no types
"""How IPython reads a cell: magics become Python."""
NOTEBOOK: Any = nbformat.read(ROOT / PATH, 4)
WORDS = [COMMENT.sub("", cell.source) for cell in NOTEBOOK.cells if cell.cell_type == "markdown"]
CODE = [cell.source for cell in NOTEBOOK.cells if cell.cell_type == "code"]
PAGE = "notebooks/transposed-convolution/"


def parsed(html: str) -> Any:
    """Read an output as a browser does."""
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the notebook from elsewhere, in a kernel of its own."""
    folder = tmp_path_factory.mktemp("notebook")
    changed = json.loads((ROOT / PATH).read_text())
    stored = next(cell for cell in changed["cells"] if cell.get("outputs") and "text" in cell["outputs"][0])
    stored["outputs"][0]["text"] = ["something else\n"]
    (folder / "changed.ipynb").write_text(json.dumps(changed))
    (folder / "same.ipynb").write_bytes((ROOT / PATH).read_bytes())
    return folder


@pytest.mark.parametrize(("name", "status"), [("same", 0), ("changed", 1)])
def test_the_stored_outputs_are_those_of_a_clean_run(ran: Path, name: str, status: int) -> None:
    command = [sys.executable, str(ROOT / "scripts/run_notebook.py"), str(ran / f"{name}.ipynb"), "--check"]
    done = subprocess.run(command, cwd=ran, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert ("its stored output is another one; run: make notebook" in done.stderr) == bool(status)


def test_a_cell_that_fails_is_said(tmp_path: Path) -> None:
    broken = nbformat.from_dict(NOTEBOOK)
    broken.cells = [nbformat.v4.new_code_cell("1 / 0")]
    nbformat.write(broken, tmp_path / "broken.ipynb")
    command = [sys.executable, str(ROOT / "scripts/run_notebook.py"), str(tmp_path / "broken.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "broken.ipynb: a cell fails:" in done.stderr and "ZeroDivisionError" in done.stderr


def test_every_output_is_stored_and_every_trace_shows_itself() -> None:
    assert all(
        cell.outputs
        for cell in NOTEBOOK.cells
        if "print(" in cell.get("source", "") and cell.cell_type == "code" and "colab" not in cell.source
    )
    html = [out.data["text/html"] for cell in NOTEBOOK.cells for out in cell.get("outputs", []) if "data" in out]
    described = [json.loads(place["data-tconv"]) for each in html for place in parsed(each).select("div[data-tconv]")]
    views = {each.get("view", "compare") for each in described}
    assert views == {"scatter", "gather", "matrix", "phases", "window", "compare"}
    assert len(html) == sum(cell.startswith(("trace(", "compare(")) or "\ntrace(" in cell for cell in CODE) == 12
    assert len(described) == 12, "each has one description"
    assert {script.string for each in html for script in parsed(each).find_all("script")} == {joined("unpack.js")}


def test_the_notebook_has_room_for_as_many_figures_again() -> None:
    whole = len((ROOT / PATH).read_bytes())
    bare: Any = nbformat.from_dict(NOTEBOOK)
    for cell in bare.cells:
        cell.outputs = [output for output in cell.get("outputs", []) if "data" not in output]
    assert whole + whole - len(nbformat.writes(bare).encode()) <= 500_000


def test_the_badge_is_first_and_opens_this_file() -> None:
    address = (
        f"https://colab.research.google.com/github/{repository().removeprefix('https://github.com/')}/blob/main/{PATH}"
    )
    assert WORDS[0] == f"[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]({address})"
    assert (ROOT / PATH).exists()


def test_sums_in_the_notebook_are_right() -> None:
    for words in WORDS:
        text = re.sub(r"\$\$?[^$]+\$\$?", "", words)
        found = SUM.findall(text)
        assert len(found) == len(EQUALS.findall(text)) and all(map(holds, found)), words


@pytest.mark.parametrize(
    ("colab", "installed", "asked"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_the_first_cell_installs_on_a_bare_colab_alone(colab: bool, installed: bool, asked: bool) -> None:
    """Run the cell as IPython would, in a process that looks like Colab or not; pip's line is printed, not run."""
    cell = TRANSFORM(CODE[0])
    code = (
        f"import sys, types, importlib.util as util\n"
        f"if {colab}: sys.modules['google.colab'] = types.ModuleType('google.colab')\n"
        f"if not {installed}: util.find_spec = lambda name: None\n"
        "get_ipython = lambda: types.SimpleNamespace(run_line_magic=lambda *words: print('RUN', *words))\n" + cell
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert ("Installing tconv from its repository" in said) == asked
    assert (f'RUN pip install --quiet "git+{repository()}"' in said) == asked


def test_what_an_exercise_says(capsys: pytest.CaptureFixture[str]) -> None:
    example = EXAMPLES["crop"]
    right = example.y.tolist()
    wrong = [[*row] for row in right]
    wrong[1][2] += 1
    worse = [[value + 1 for value in row] for row in right]
    answers: tuple[Any, ...] = (None, right, [[1]], [[1, 2], [3]], wrong, worse)
    for answer in (*answers, [1, 2], "1 2", [["−1"]], [[None]], example.y):
        check(answer, example)
    check([[1]], EXAMPLES["author-convolution"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Write your answer in place of None, as a list of rows, and run the cell again."
    assert said[1] == "Right: all 16 cells."
    assert said[2].startswith("Not yet: the output is 4 × 4, and yours is 1 × 1. On each axis it has stride × (input")
    assert {said[3], *said[6:10]} == {
        "Not yet: write a list of rows of the same length, of numbers alone, such as [[1, 2], [3, 4]]."
    }
    assert said[10] == "Right: all 16 cells."
    assert said[11].endswith(
        "and yours is 1 × 1. On each axis it has (input + 2 × padding − reach) / stride + 1 cells, rounded down."
    )
    assert said[4].startswith(f"Not yet: cell (1, 2) is {right[1][2]}, and you have {right[1][2] + 1}. Its sum: ")
    assert said[5].endswith(" 15 more cells are wrong.")


def test_a_large_answer_is_not_right_by_a_thousandth(capsys: pytest.CaptureFixture[str]) -> None:
    check([[100001]], Example("large", "", "transposed", "1000", "100"))
    assert (
        capsys.readouterr().out
        == "Not yet: cell (0, 0) is 100000, and you have 100001. Its sum: 1000 × 100 = 100000.\n"
    )


BELOW_ZERO = Example("bias", "", "transposed", "1 2", "3", bias=-5)


@pytest.mark.parametrize("example", [*EXAMPLES.values(), BELOW_ZERO], ids=lambda example: example.name)
def test_the_sum_of_an_exercise_gives_the_cell(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    for cell in list(np.ndindex(example.y.shape))[:40]:
        answer = example.y.astype(float)
        answer[cell] += 1
        check(answer.tolist(), example)
        said = re.search(r"Its sum: (.*)\.$", capsys.readouterr().out)
        assert said
        assert "+ −" not in said[1]
        left, right = said[1].replace("×", "*").replace("−", "-").split(" = ")
        assert eval(left) == pytest.approx(eval(right)) == pytest.approx(example.y[cell])


def test_the_exercises_of_the_notebook_can_be_solved(capsys: pytest.CaptureFixture[str]) -> None:
    for source in [cell for cell in CODE if "answer = None" in cell]:
        name = re.match(r"(\w+) = Example", source)
        assert name
        space: dict[str, Any] = {}
        solved = source.replace("answer = None", f"answer = {name[1]}.y.tolist()")
        exec("from tconv.example import Example\nfrom tconv.exercise import check\n" + solved, space)
    assert capsys.readouterr().out.count("Right: all ") == 4


def test_its_page_on_the_site(site: Path) -> None:
    html = (site / PAGE / "index.html").read_text()
    assert packed(html.encode()) <= 60_000
    article = html[html.index("<article") : html.index("</article>")]
    assert article.count('<figure class="tconv"') == 12 and "data-packed" not in html and "<iframe" not in html
    assert "<math" in article and "$" not in re.sub(r"<pre.*?</pre>", "", article, flags=re.DOTALL)
    assert not re.search(r'class="jp-|<style|clipboard|<!--', article)
    assert (site / PAGE / "transposed-convolution.ipynb").read_bytes() == (ROOT / PATH).read_bytes()
    assert 'href="transposed-convolution.ipynb" download' in article
    assert re.search(
        rf'href="https://colab\.research\.google\.com/github/[\w/-]+/blob/main/{PATH}">Open in Colab', article
    )


def test_its_links_to_the_site_are_links_within_it(site: Path) -> None:
    links = re.findall(r"https://ginal001\.github\.io/transposed-convolution/([^)\s]*)", " ".join(WORDS))
    assert len(links) >= 5
    for link in links:
        path, _, anchor = link.partition("#")
        assert not anchor or f'id="{anchor}"' in (site / path / "index.html").read_text()
        assert (site / path / "index.html").exists()
    html = (site / PAGE / "index.html").read_text()
    article = html[html.index("<article") : html.index("</article>")]
    assert "ginal001.github.io" not in article and 'href="../../author/' in article
