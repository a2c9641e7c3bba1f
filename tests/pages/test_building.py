"""Building and serving, as a person would: what changes is shown, what is wrong is said once."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config
from project import COPIED, build, copy, files, run

from tconv.examples import EXAMPLES
from tconv.output.figure import figure
from tconv.output.style import PALETTE
from tconv.pages.error import PageError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy(tmp_path / "project")


def test_a_build_says_neither_its_folder_nor_its_day(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the same sources in another folder, and on another day, every file is the same, byte for byte."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert build(project).returncode == 0
    here, there = files(site), files(project / "site")
    assert "index.html" in here
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


PAGE = "docs/what.md"
ROWS = "src/tconv/examples.py"


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    """Read pages as the build does: with the extensions of mkdocs.yml, and their settings."""
    config: Any = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


@pytest.mark.parametrize(
    ("page", "old", "new", "says"),
    [
        (
            "what",
            "overlap scatter",
            "overlup scatter",
            "unknown example 'overlup'; did you mean 'overlap'? There are: ",
        ),
        ("what", "overlap scatter", "overlap scater", "unknown view 'scater' of example 'overlap'; there are: "),
        ("what", "overlap scatter", "overlap scatter size=2", "unknown option 'size=2'; there are: step=N, play"),
        ("what", "overlap scatter", "overlap", "write an example and a view, such as: overlap scatter"),
        ("what", "overlap scatter", "scatter", "write an example and a view, such as: overlap scatter"),
        ("what", "overlap scatter", "play step=2", "write an example and a view, such as: overlap scatter"),
        (
            "what",
            "crop scatter step=4",
            "crop scatter step=7",
            "unknown step 7 of 'crop' as scatter; its steps are 1 to 6",
        ),
        ("what", "o = s(i - 1)", r"o = \strde(i - 1)", r"""at character 4: Unknown command "\strde"."""),
        ("what", r"\(C^T\)", r"\(C^{T\)", "in the formula 'C^{T', at character 4: Expected closing token"),
        (
            "what",
            "overlap scatter",
            "overlap scatter step=1 step=2",
            "unknown option 'step=1 step=2'; there are: step=N, play",
        ),
        (
            "what",
            "```tconv\noverlap",
            "```{.tconv step=2}\noverlap",
            "options stand in the fence, after example and view",
        ),
        ("what", "```tconv\noverlap", "```tconv step=2\noverlap", "the fence ```tconv step=2 would stay code"),
        (
            "index",
            "```tconv-picture\noverlap",
            "```tconv-picture overlap scatter\noverlap",
            "the fence ```tconv-picture overlap scatter would stay code",
        ),
        ("author", "```tconv-sheet\n1 author-convolution matrix", "```tconv-sheet\n", "write a sheet's number"),
    ],
)
def test_what_is_wrong_in_a_page(markdown: Markdown, page: str, old: str, new: str, says: str) -> None:
    text = (ROOT / f"docs/{page}.md").read_text()
    assert old in text
    assert complaint(markdown, text.replace(old, new, 1)).count(says) == 1


def complaint(markdown: Markdown, text: str) -> str:
    """Read a page that is wrong; give the one line that MkDocs says of an error of this kind, with the page's name."""
    with pytest.raises(PageError) as error:
        markdown.reset().convert(text)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"operation": "transpose"}, "example 'overlap': unknown operation 'transpose'"),
        ({"stride": 2}, "example 'overlap': stride must be written as a pair, got 2"),
        ({"stride": (2, 0)}, "example 'overlap': stride must be at least 1, got (2, 0)"),
        ({"input": "1 2; 3"}, "example 'overlap': row 1 of the input has length 1, row 0 has 2"),
    ],
)
def test_what_is_wrong_in_an_example(
    markdown: Markdown, monkeypatch: pytest.MonkeyPatch, setting: dict[str, Any], says: str
) -> None:
    monkeypatch.setitem(EXAMPLES, "overlap", replace(EXAMPLES["overlap"], **setting))
    monkeypatch.setattr("tconv.pages.fences._drawn", figure)
    assert complaint(markdown, (ROOT / PAGE).read_text()).count(says) == 1


def test_what_is_wrong_in_the_package(markdown: Markdown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tconv.pages.fences._drawn", None)
    says = "in the fence ```tconv overlap scatter```: TypeError: 'NoneType' object is not callable"
    assert complaint(markdown, (ROOT / PAGE).read_text()) == says


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PAGE, r"\(C^T\)", r"\(C^{T\)", "in the formula 'C^{T', at character 4: Expected closing token"),
        (PAGE, "```tconv\noverlap", "```tconv step=2\noverlap", "the fence ```tconv step=2 would stay code"),
        (ROWS, '"1 2; 3 4"', '"1 2; 3"', "example 'overlap': row 1 of the input has length 1, row 0 has 2"),
    ],
    ids=["a formula", "a fence that is none", "a fence, and the example it names"],
)
def test_an_error_is_said_in_a_few_lines_and_leaves_the_former_site(
    project: Path, site: Path, file: str, old: str, new: str, says: str
) -> None:
    """A whole build for each place that an error comes from, as MkDocs may treat them differently."""
    shutil.copytree(site, project / "site")
    before = files(project / "site")
    text = (project / file).read_text()
    row = re.match("example '(.+?)'", says)
    at = text.index(old, text.index(f'name="{row[1]}"') if row else 0)
    (project / file).write_text(text[:at] + new + text[at + len(old) :])
    wrong = build(project)
    assert wrong.returncode == 1
    assert wrong.stderr.count(says) == 1 and (Path(file).name if file.endswith(".md") else ".md") in wrong.stderr
    assert "Traceback" not in wrong.stderr and len(wrong.stderr.splitlines()) <= 4
    assert files(project / "site") == before
    assert sorted(path.name for path in project.iterdir()) == sorted([*COPIED, "site"]), "nothing is left behind"


def test_a_broken_link_stops_the_build(project: Path) -> None:
    with (project / PAGE).open("a") as page:
        page.write("\n[gone](gone.md), [away](#away), [a step](#overlap-scatter/4), [none](#overlap-scatter/5)\n")
    wrong = build(project)
    assert wrong.returncode == 1 and "gone.md" in wrong.stderr and "#away" in wrong.stderr
    assert "#overlap-scatter/5" in wrong.stderr and "#overlap-scatter/4" not in wrong.stderr
    assert not (project / "site").exists()


def test_a_folder_that_cannot_be_written_to(project: Path) -> None:
    locked = project / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    wrong = run(project, "scripts/build_site.py", "--out", locked / "site")
    assert wrong.returncode == 1
    assert wrong.stderr == (
        f"cannot write the site to {locked / 'site'}: Permission denied; choose a folder that can be written to\n"
    )
    assert list(locked.iterdir()) == []


def test_a_folder_that_holds_something_else_is_not_replaced(project: Path) -> None:
    wrong = run(project, "scripts/build_site.py", "--out", project / "docs")
    assert wrong.returncode == 1 and "holds something else than a built site" in wrong.stderr
    assert (project / PAGE).exists()


def test_a_second_build_in_one_process_is_as_the_first(project: Path) -> None:
    """What a build keeps for the next one changes nothing."""
    code = "from pathlib import Path\nfrom build_site import build\nfor out in 'one', 'two':\n "
    (project / "scripts/twice.py").write_text(f"{code} build(Path('mkdocs.yml'), Path(out))")
    assert run(project, "scripts/twice.py").returncode == 0
    assert len(files(project / "one")) > 50 and files(project / "one") == files(project / "two")


def test_a_link_that_an_edit_of_another_page_breaks_is_found_in_each_build(project: Path) -> None:
    """The page with the link is kept from build to build, and its warning is not kept quiet."""
    code = (
        "from pathlib import Path\nfrom build_site import NotBuilt, build\nfor heading in 'There', 'Gone', 'Gone':\n "
    )
    code += "page = Path('docs/use.md')\n page.write_text(page.read_text().replace('## There', f'## {heading}'))\n "
    code += "try: build(Path('mkdocs.yml'), Path('out'))\n except NotBuilt: print('not built')"
    (project / "scripts/thrice.py").write_text(code)
    for name, text in ((PAGE, "[see](use.md#there)"), ("docs/use.md", "## There")):
        with (project / name).open("a") as page:
            page.write(f"\n{text}\n")
    done = run(project, "scripts/thrice.py")
    assert done.stdout.count("not built") == 2 and done.stderr.count("use.md#there") == 2


def test_a_port_in_use(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        wrong = run(project, "scripts/serve.py", "--port", port)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith(f"cannot serve at port {port}: ") and "Address already in use" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["70000", "-1", "eighty"])
def test_a_port_that_is_none(project: Path, port: str) -> None:
    wrong = run(project, "scripts/serve.py", f"--port={port}")
    assert wrong.returncode != 0 and port in wrong.stderr and "Traceback" not in wrong.stderr


NOTEBOOK = "docs/notebooks/transposed-convolution.ipynb"


def test_serve_shows_each_edit(project: Path) -> None:
    """A page, an example, a module, a mistake and its mending, a sheet, the notebook: each is seen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (project / "log").open("w")
    server = subprocess.Popen(
        [sys.executable, "scripts/serve.py", "--port", str(port)],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project / "src")},
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=partial(
            signal.signal, signal.SIGINT, signal.default_int_handler
        ),  # a job in the background ignores it
    )
    address = f"http://127.0.0.1:{port}/transposed-convolution/"
    page, author, notebook = (address + name for name in ("what/", "author/", "notebooks/transposed-convolution/"))
    try:
        wait_for(page, "Do it with a pencil")
        for edits, shown_at, seen in [
            ([(PAGE, "## Do it with a pencil", "## Take a pencil")], page, ">Take a pencil"),
            (
                [
                    ("src/tconv/words/sentences.py", "Multiply the whole", "Take the whole"),
                    ("src/tconv/output/style.py", PALETTE["stamp"].light, "#9b3a77"),
                ],
                page,
                "Take the whole",
            ),
            ([(ROWS, '"1 2; 3 4"', '"1 2; 3"')], page, None),
            ([(ROWS, '"1 2; 3"', '"1 2; 3 43"')], page, '<b class="input">43</b>'),
            ([("docs/sheets/1.toml", "Down: the convolution", "Down, down")], author, "Down, down"),
            ([(NOTEBOOK, "# Transposed convolution", "# The lesson")], notebook, "The lesson, one number"),
        ]:
            for file, old, new in edits:
                text = (project / file).read_text()
                assert old in text
                (project / file).write_text(text.replace(old, new))
            if seen is None:
                wait_until(lambda: "example 'overlap': row 1" in (project / "log").read_text(), "the error in the log")
            else:
                wait_for(shown_at, seen)
        wait_for(address + "assets/tconv/figure.css", "#9b3a77")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(20)
        log.close()
    assert "Traceback" not in (project / "log").read_text()


def wait_for(address: str, text: str) -> None:
    """Read a page until it has the text."""

    def seen() -> bool:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return text in answer.read().decode()
        except OSError:
            return False

    wait_until(seen, f"{text!r} at {address}")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, f"never saw {what}"
        time.sleep(0.2)
