"""Run the notebook in a clean kernel and store its outputs; with --check, only name the cells where they differ."""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tconv.command_line import Parser, complain
from tconv.output.notebook import unpacked
from tconv.pages.addresses import ROOT

NOTEBOOK = ROOT / "docs/notebooks/transposed-convolution.ipynb"


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("notebook", nargs="?", type=Path, default=NOTEBOOK, help="default: %(default)s")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    try:
        stored = nbformat.read(given.notebook, 4)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no notebook"
        return complain(f"cannot read {given.notebook}: {reason}")
    try:
        ran = run(stored)
    except CellExecutionError as error:
        print(f"{given.notebook.name}: a cell fails:\n{error}", file=sys.stderr)
        return 1
    different = [
        number
        for number, (before, after) in enumerate(zip(stored.cells, ran.cells, strict=True), 1)
        if _outputs(before) != _outputs(after)
    ]
    if given.check:
        for number in different:
            print(
                f"{given.notebook.name}, cell {number}: its stored output is another one; run: make notebook",
                file=sys.stderr,
            )
        return int(bool(different))
    nbformat.write(ran, given.notebook)
    print(f"{sum(cell.cell_type == 'code' for cell in ran.cells)} cells run, {len(different)} outputs changed")
    return 0


def run(notebook: Any) -> Any:
    """Run a copy, and leave out the times and versions, which differ from run to run."""
    copy = nbformat.from_dict(notebook)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    ran = NotebookClient(copy, timeout=120, kernel_name="python3", coalesce_streams=True).execute()
    ran.metadata.language_info = {"name": "python"}
    for cell in ran.cells:
        cell.metadata.pop("execution", None)
    return ran


def _outputs(cell: Any) -> list[Any]:
    """List the outputs of a cell, each packed page unpacked, since another zlib packs the same page differently."""
    outputs = [dict(output) for output in cell.get("outputs", [])]
    for output in outputs:
        data = output.get("data", {})
        if "text/html" in data:
            output["data"] = dict(data) | {"text/html": _unpacked("".join(data["text/html"]))}
    return outputs


def _unpacked(html: str) -> str:
    """Write an output with its page in the place of the packed one."""
    output = BeautifulSoup(html, "html.parser")
    for figure in output.select("[data-packed]"):
        figure["data-packed"] = unpacked(str(figure["data-packed"]))
    return str(output)


if __name__ == "__main__":
    sys.exit(main())
