"""What each view promises to say at each step: as facts, in no particular words."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from facts import Facts, Sum, once, together

from tconv.example import Example
from tconv.trace.base import Cell, Trace
from tconv.trace.canvas import Canvas
from tconv.trace.convolution_matrix import ConvolutionMatrixTrace
from tconv.trace.gather import GatherTrace
from tconv.trace.phases import PhasesTrace
from tconv.trace.scatter import ScatterTrace
from tconv.trace.sliding import SlidingTrace
from tconv.trace.transposed_matrix import TransposedMatrixTrace
from tconv.trace.window import WindowTrace
from tconv.words.numbers import number


def coloured(**given: Iterable[float]) -> Facts:
    """Promise numbers, each in the colour of its role."""
    written = {role: once((number(value),) for value in values) for role, values in given.items()}
    return Facts(values={role: numbers for role, numbers in written.items() if numbers})


def at(*cells: Cell) -> Facts:
    return Facts(cells=cells)


def on(rows: Iterable[int], cols: Iterable[int]) -> Facts:
    return Facts(rows=(tuple(rows),), columns=(tuple(cols),))


def summed(pairs: list[tuple[float, float]], bias: float, result: float) -> Facts:
    """Promise each product, the bias if there is one, and what they give; without a product, the result alone."""
    results = coloured(output=[bias, result] if bias and pairs else [result])
    if not pairs:
        return results
    said = Facts(sums=(Sum.of(pairs, [bias] if bias else [], result),))
    return together(said, results, coloured(input=(x for x, _ in pairs), kernel=(w for _, w in pairs)))


def kept(canvas: Canvas) -> Facts:
    """Promise the crop window, where the output is anything else than the canvas."""
    return on(canvas.rows, canvas.cols) if canvas.cropped else Facts()


def scatter(trace: ScatterTrace) -> Iterator[Facts]:
    """Each input cell, its value and its landing; a sum, where it meets a number; the bias first, the crop last."""
    before, reached, bias = trace.canvas.start, np.zeros(trace.canvas.start.shape, bool), trace.example.bias
    for n, step in enumerate(trace.steps, 1):
        said = [at(step.cell), on(step.rows, step.cols), coloured(input=[trace.example.x[step.cell]])]
        meets = reached[step.under] & (before[step.under] != 0) & (step.stamp != 0)
        if meets.any():
            assert step.meeting and meets[step.meeting]
            place, addend = step.at(step.meeting), step.stamp[step.meeting]
            held, now = before[place], step.sums[place]
            said += [at(place), coloured(output=[held, now], stamp=[addend])]
            said.append(Facts(sums=(Sum.of([], [held, addend], now),)))
        if n == 1 and bias:
            said.append(coloured(output=[bias]))
        if n == len(trace.steps):
            said.append(kept(trace.canvas))
        yield together(*said)
        reached[step.under], before = True, step.sums


def gather(trace: GatherTrace) -> Iterator[Facts]:
    """How many zeros stand where, and the half turn; then each output cell."""
    rows, cols = trace.example.transposed_axes
    sides = {"above": rows.reach - 1 - rows.padding, "left": cols.reach - 1 - cols.padding}
    sides |= {"below": sides["above"] + rows.output_padding, "right": sides["left"] + cols.output_padding}
    counts: dict[str, tuple[int, ...]] = {side: (zeros,) for side, zeros in sides.items()}
    counts["between"] = rows.stride - 1, cols.stride - 1
    added = [max(0, sides[end]) - max(0, sides[start]) for start, end in (("above", "below"), ("left", "right"))]
    spared = [axis.output_padding - zeros for axis, zeros in zip((rows, cols), added, strict=True)]
    extra = [pair for pair in (added, spared) if any(pair)]
    if extra:
        counts |= {"row": tuple(down for down, _ in extra), "column": tuple(right for _, right in extra)}
    yield Facts(counts=counts)
    yield Facts(rest=frozenset({"180"}))
    yield from sliding(trace)


def window(trace: WindowTrace) -> Iterator[Facts]:
    """How many zeros stand around the input, if any; then each output cell."""
    yield from padding(trace.example)
    yield from sliding(trace)


def padding(example: Example) -> Iterator[Facts]:
    rows, cols = example.padding
    if rows or cols:
        yield Facts(counts={"above": (rows,), "below": (rows,), "left": (cols,), "right": (cols,)})


def sliding(trace: SlidingTrace) -> Iterator[Facts]:
    """Each output cell: where the kernel lies, and the products of the input values under it."""
    for step in trace.steps:
        values = zip(trace.padded[step.under].flat, trace.kernel.flat, trace.is_input[step.under].flat, strict=True)
        pairs = [(x, w) for x, w, is_input in values if is_input]
        yield together(at(step.cell), on(step.rows, step.cols), summed(pairs, trace.example.bias, step.value))


def convolution_matrix(trace: ConvolutionMatrixTrace) -> Iterator[Facts]:
    """The zeros, the cells that are flattened; then each row, the columns of the kernel, all products; the reshape."""
    yield from padding(trace.example)
    yield Facts(counts={"cell": (trace.padded.size,)}, rest=frozenset({"1"}))
    tall, wide = trace.example.output_shape
    for n, step in enumerate(trace.steps, 1):
        pairs = [(trace.padded.flat[k], trace.matrix[step.row, k]) for k in step.columns]
        row = Facts(rows=((n,),), numbered=(tuple(k + 1 for k in step.columns),), rest=frozenset({"0"}))
        reshape = Facts(sizes=((tall, wide),), rest=frozenset({str(wide)}))
        last = [reshape] if n == len(trace.steps) else []
        yield together(at(step.cell), row, summed(pairs, trace.example.bias, step.value), *last)


def transposed_matrix(trace: TransposedMatrixTrace) -> Iterator[Facts]:
    """The cells that are flattened; each row, the columns of the kernel, the products; the crop, and the bias."""
    yield Facts(counts={"cell": (trace.example.x.size,)}, rest=frozenset({"1"}))
    for n, step in enumerate(trace.steps, 1):
        pairs = [(trace.example.x.flat[m], trace.matrix[m, step.row]) for m in step.inputs]
        columns = [(n,), tuple(m + 1 for m in step.inputs)] if step.inputs else [(n,)]
        row = Facts(rows=((n,),), columns=once(columns))
        yield together(at(step.cell), row, summed(pairs, 0, step.value))
    if trace.canvas.cropped or trace.example.bias:
        yield together(kept(trace.canvas), coloured(output=[trace.example.bias] if trace.example.bias else []))


def phases(trace: PhasesTrace) -> Iterator[Facts]:
    """Each phase, the kernel values that can reach it, and the sum of the cell that the picture frames."""
    x, w, bias = trace.example.x, trace.example.w, trace.example.bias
    for n, (step, cell) in enumerate(zip(trace.steps, trace.tells, strict=True), 1):
        said = [on(step.rows, step.cols)]
        if step.taps:
            reach = tuple(number(w[tap]) for tap in step.taps)
            said.append(Facts(counts={"value": (len(step.taps),)}, values={"kernel": (reach,)}))
        pairs = [(x[place].item(), w[tap].item()) for place, tap in step.products]
        said.append(summed(pairs, bias, step.focused_sum))
        if pairs:
            assert cell is not None
            said.append(at(cell))
        if n == len(trace.steps) > 1:
            said.append(Facts(counts={"phase": (n,)}))
        yield together(*said)


PROMISES: dict[type[Trace], Callable[[Any], Iterator[Facts]]] = {
    ScatterTrace: scatter,
    GatherTrace: gather,
    TransposedMatrixTrace: transposed_matrix,
    PhasesTrace: phases,
    WindowTrace: window,
    ConvolutionMatrixTrace: convolution_matrix,
}


def promised(trace: Trace) -> list[Facts] | None:
    """List the facts that the sentences of a trace have, one for each step, if its view promises any."""
    return list(PROMISES[type(trace)](trace)) if type(trace) in PROMISES else None
