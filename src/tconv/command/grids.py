"""Turn a grid on the command line, as text or as the name of a file, into the text that an example has."""

import io
import warnings
from math import prod
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from tconv.command.subcommand import CommandError
from tconv.core.arrays import Array

LARGEST = 100_000
"""Bytes that a file of a grid may have: several times what the cells of the largest figure take."""


def read_grid(text: str) -> str:
    """Read a grid from a .npy or .csv file, or take it as it is written.

    Raises
    ------
    CommandError
        If the file is no small regular file, or holds something else than one grid.
    OSError
        If there is no such file.
    """
    suffix = text[-4:].lower()
    if suffix not in READERS:
        return text.strip().replace("\n", ";")
    data = _read(text)
    try:
        with warnings.catch_warnings(action="ignore"):  # numpy warns of old headers and empty files
            values = READERS[suffix](data)
    except Exception as error:  # numpy raises whatever the damage leads it to
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CommandError(f"{text}: {reason}") from None
    if values.ndim != 2 or not values.size:
        raise CommandError(f"{text}: a grid has rows and columns, and this file holds an array of shape {values.shape}")
    if values.dtype.kind not in "iuf":
        raise CommandError(f"{text}: a grid holds integers or floats, and this file holds {values.dtype}")
    return "; ".join(" ".join(map(str, row)) for row in values)


def _read(name: str) -> bytes:
    """Read a small regular file; its kind is looked at first, since a pipe or a device may have no end."""
    try:
        path = Path(name)
        if path.exists() and not path.is_file():
            raise CommandError(f"{name}: a grid is text or a file, and this is no regular file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except ValueError as error:  # a null byte, or letters that no name can have
        raise CommandError(f"{name}: {error}") from None
    if len(data) > LARGEST:
        raise CommandError(f"{name}: a grid has at most {LARGEST:,} bytes, and this file has more")
    return data


def _npy(data: bytes) -> Array:
    """Read numpy's own format; the size that its header claims is checked before numpy makes room for it."""
    if not data:
        raise ValueError("No data left in file")
    if data.startswith(b"PK"):  # a .npz, whatever its name ends in
        raise ValueError("a grid has rows and columns, and this file holds several arrays")
    file = io.BytesIO(data)
    version = npy.read_magic(file)
    read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, dtype = read_header(file)
    if any(type(size) is not int for size in shape) or prod(shape) * dtype.itemsize > len(data):
        raise ValueError(f"its header says shape {shape} and {dtype}, which its {len(data):,} bytes cannot hold")
    file.seek(0)
    values: Array = npy.read_array(file, allow_pickle=False)
    return values


def _csv(data: bytes) -> Array:
    """Read a table of numbers with commas between them."""
    return np.loadtxt(io.StringIO(data.decode("utf-8-sig")), delimiter=",", ndmin=2)


READERS = {".npy": _npy, ".csv": _csv}
"""How the content of a file becomes an array, by the end of the file's name."""
