"""Turn a grid on the command line, as text or as the name of a file, into the text that an example has."""

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from tconv.command.subcommand import CommandError


def read_grid(text: str) -> str:
    """Read a grid from a .npy or .csv file, or take it as it is written.

    Raises
    ------
    CommandError
        If the file holds something else than one grid.
    OSError
        If there is no such file.
    """
    suffix = Path(text).suffix.lower()
    if suffix not in (".npy", ".csv"):
        return text.strip().replace("\n", ";")
    try:
        values = np.load(text) if suffix == ".npy" else _table(Path(text))
    except (ValueError, EOFError) as error:
        raise CommandError(f"{text}: {error}") from None
    if not isinstance(values, np.ndarray):  # a .npz, whatever its name ends in
        raise CommandError(f"{text}: a grid has rows and columns, and this file holds several arrays")
    if values.ndim != 2 or not values.size:
        raise CommandError(f"{text}: a grid has rows and columns, and this file holds an array of shape {values.shape}")
    return "; ".join(" ".join(map(str, row)) for row in values)


def _table(path: Path) -> np.ndarray[Any, Any]:
    """Read a table of numbers with commas between them."""
    with warnings.catch_warnings(action="ignore"):  # numpy warns about an empty file, which read_grid refuses
        return np.loadtxt(io.StringIO(path.read_text("utf-8-sig")), delimiter=",", ndmin=2)
