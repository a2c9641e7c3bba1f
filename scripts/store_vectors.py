"""Compute the reference results of tests/core/vectors anew with PyTorch, from the cases that its index lists."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from tconv.command_line import Parser

STORE = Path(__file__).resolve().parent.parent / "tests/core/vectors"
SETTINGS = ("stride", "padding", "output_padding", "dilation", "groups")

Arrays = dict[str, Any]


def results(case: dict[str, Any]) -> Arrays:
    """Draw the inputs of a case, from a seed of its own, and let PyTorch compute the result and the gradients."""
    random = np.random.default_rng(int.from_bytes(case["id"].encode()))

    def drawn(shape: list[int]) -> torch.Tensor:
        # Multiples of 1/16 up to 4: then every order of summation gives the same float64 number.
        values = random.integers(-64, 65, shape) / 16 if case["exact"] else random.standard_normal(shape)
        return torch.tensor(values, dtype=torch.float64, requires_grad=True)

    names = {"x": drawn(case["x_shape"]), "w": drawn(case["w_shape"])}
    if case["bias"]:
        names["b"] = drawn(case["y_shape"][1:2])
    settings = {name: case[name] for name in SETTINGS if name in case}
    operation = functional.conv_transpose2d if case["op"] == "conv_transpose2d" else functional.conv2d
    y = operation(names["x"], names["w"], names.get("b"), **settings)
    if case["y_shape"] != list(y.shape):
        raise ValueError(f"case {case['id']}: the index has shape {case['y_shape']}, PyTorch gives {list(y.shape)}")
    arrays = {**names, "y": y}
    if case["grads"]:
        g = drawn(case["y_shape"])
        arrays["g"] = g
        gradients = torch.autograd.grad(y, list(names.values()), g)
        arrays |= {f"g{name}": each for name, each in zip(names, gradients, strict=True)}
    return {f"{case['id']}_{name}": array.detach().numpy() for name, array in arrays.items()}


def main() -> int:
    Parser(description=__doc__).parse_args()
    index = json.loads((STORE / "transposed_conv.json").read_text("utf-8"))
    stored: Arrays = {}
    for at, case in enumerate(index["cases"], 1):
        stored |= results(case)
        print(f"\r{at} of {len(index['cases'])} cases", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    np.savez_compressed(STORE / "transposed_conv.npz", **stored)
    print(f"{len(stored)} arrays in {STORE}, by PyTorch {torch.__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
