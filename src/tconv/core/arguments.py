"""Turn what a caller passes into arrays and pairs of integers, or say what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import index

import numpy as np
from numpy.typing import ArrayLike

from tconv.core.arrays import Array

Pair = int | Sequence[int]

LARGEST = 2**63 - 1
"""A parameter may be as large as PyTorch's, which has 64 bits."""


@dataclass(frozen=True)
class Arguments:
    """Arguments of either operation: `x` of shape (N, C_in, H, W), and a pair (rows, columns) for each setting.

    `batched` is False where the caller's input has no batch axis; then the output must have none either.
    """

    x: Array
    w: Array
    b: Array | None
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    groups: int
    batched: bool


def read(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None,
    stride: Pair,
    padding: Pair,
    dilation: Pair,
    groups: int,
) -> Arguments:
    """Read the arguments that both operations share.

    How weight and bias must fit the channels differs between the operations, so each checks that itself.
    """
    x, w, b = arrays(input, weight, bias)
    return Arguments(
        x=x if x.ndim == 4 else x[None],
        w=w,
        b=b,
        stride=pair("stride", stride, least=1),
        padding=pair("padding", padding, least=0),
        dilation=pair("dilation", dilation, least=1),
        groups=group_count(groups),
        batched=x.ndim == 4,
    )


def pair(name: str, value: Pair, least: int) -> tuple[int, int]:
    """Read an int or a pair of ints, each at least `least`; one int stands for both, alone or in a sequence."""
    entries = tuple(value) if isinstance(value, tuple | list) else (value,)
    entries = entries * 2 if len(entries) == 1 else entries
    if len(entries) != 2:
        raise ValueError(f"{name} must be an int or a pair of ints, got {len(entries)} entries: {shown(value)}")
    first, second = (integer(name, entry) for entry in entries)
    if first < least or second < least:
        raise ValueError(f"{name} must be at least {least}, got {shown(value)}")
    if first > LARGEST or second > LARGEST:
        raise ValueError(f"{name} must be at most {LARGEST}, got {shown(value)}")
    return first, second


def integer(name: str, value: object) -> int:
    """Read one integer; a float, even 2.0, and a bool are refused as PyTorch refuses them."""
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        return index(value)  # type: ignore[arg-type]  # index() itself refuses what it cannot read
    except TypeError:
        raise TypeError(f"{name} must be an integer, got {shown(value)} ({type(value).__name__})") from None


def shown(value: object) -> str:
    """Write a value as Python does, shortened: a long one says no more."""
    try:
        text = repr(value)
    except ValueError:  # Python writes no integer of over 4,300 digits
        return "one of too many digits to write"
    return text if len(text) <= 100 else f"{text[:70]} … {text[-20:]}"


def group_count(groups: int) -> int:
    """Read the number of groups, at least 1."""
    count = integer("groups", groups)
    if count < 1:
        raise ValueError(f"groups must be at least 1, got {shown(groups)}")
    if count > LARGEST:
        raise ValueError(f"groups must be at most {LARGEST}, got {shown(groups)}")
    return count


def arrays(input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None) -> tuple[Array, Array, Array | None]:
    """Read the three arrays: numbers, of one dtype, with the dimensions they need."""
    x = _array("input", input, (3, 4), "(N, C, H, W), or (C, H, W) without a batch")
    w = _array("weight", weight, (4,), "two of channels, then kH and kW")
    b = None if bias is None else _array("bias", bias, (1,), "(C_out,)")
    for name, array in (("weight", w), ("bias", b)):
        if array is not None and array.dtype != x.dtype:
            raise TypeError(f"{name} must have the input's dtype {x.dtype}, got {array.dtype}")
    if 0 in x.shape[-3:]:
        raise ValueError(f"input must have at least 1 entry on every axis but the batch, got shape {x.shape}")
    if 0 in w.shape:
        raise ValueError(f"weight must have at least 1 entry on every axis, got shape {w.shape}")
    return x, w, b


def _array(name: str, value: ArrayLike, dimensions: tuple[int, ...], meaning: str) -> Array:
    """Read one array of numbers; `meaning` names its axes in the refusal of another shape."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array, whose mask a sum cannot keep; fill it first: {name}.filled(0)")
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must be an array: {error}") from None
    if array.dtype.kind not in "iufc":
        raise TypeError(f"{name} must hold integers or floats, got dtype {array.dtype}")
    if array.ndim not in dimensions:
        allowed = " or ".join(map(str, dimensions))
        raise ValueError(f"{name} must be of dimension {allowed}, {meaning}; got shape {array.shape}")
    return array


def check_divides(groups: int, channels: dict[str, int]) -> None:
    """Raise ValueError unless the number of groups divides each of the named channel counts."""
    for name, channel_count in channels.items():
        if channel_count % groups:
            raise ValueError(f"groups must divide {name}: {channel_count} is not a multiple of {groups}")


def check_equal(name: str, got: int, wanted: int, why: str) -> None:
    """Raise ValueError unless both channel counts agree."""
    if got != wanted:
        raise ValueError(f"{name} must be {wanted}, {why}; got {got}")


def check_output(output: tuple[int, int], sizes: str) -> None:
    """Raise ValueError unless the output has a cell on both axes; `sizes` says what the output follows from."""
    if min(output) < 1:
        raise ValueError(f"output must have at least 1 cell on each axis, got {output} from {sizes}")
