"""Measure the operation beside PyTorch's, on one thread."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from bench import Measure, median_times
from tconv import conv_transpose2d


@dataclass(frozen=True)
class Case:
    """One call, and how much of PyTorch's time it may take in float32."""

    name: str
    input: tuple[int, ...]
    weight: tuple[int, ...]
    stride: int
    padding: int
    output_padding: int
    bound: float


CASES = (
    Case("U-Net up-block", (1, 512, 28, 28), (512, 256, 2, 2), 2, 0, 0, 1.0),
    Case("DCGAN block", (16, 256, 16, 16), (256, 128, 4, 4), 2, 1, 0, 1.1),
    Case("large image", (1, 64, 128, 128), (64, 32, 3, 3), 2, 1, 1, 1.3),
)
DOUBLE_BOUND = 0.7


def measures() -> Iterator[Measure]:
    torch.set_num_threads(1)
    for dtype in ("float32", "float64"):
        for case in CASES:
            here, there = times(case, dtype)
            note = f"{here * 1e3:.1f} ms here, {there * 1e3:.1f} ms PyTorch {torch.__version__}"
            bound = case.bound if dtype == "float32" else DOUBLE_BOUND
            yield Measure(f"{case.name}, {dtype}, of PyTorch's time", here / there, bound, "", note)


def times(case: Case, dtype: str) -> tuple[float, float]:
    """Return the median seconds of this package and of PyTorch, once both gave the same numbers."""
    random = np.random.default_rng(0)
    x, w = (random.standard_normal(shape).astype(dtype) for shape in (case.input, case.weight))
    options = None, case.stride, case.padding, case.output_padding
    x_torch, w_torch = torch.from_numpy(x), torch.from_numpy(w)

    def ours() -> np.ndarray:
        return conv_transpose2d(x, w, *options)

    def theirs() -> torch.Tensor:
        return torch.nn.functional.conv_transpose2d(x_torch, w_torch, *options)

    np.testing.assert_allclose(ours(), theirs().numpy(), rtol=0, atol=1e-2 if dtype == "float32" else 1e-9)
    one, other = median_times([ours, theirs])
    return one, other
