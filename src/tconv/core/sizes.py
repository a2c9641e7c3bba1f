"""Turn the parameters of one axis into its sizes and places."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConvolutionAxis:
    """One axis of a convolution: how far the window reaches and how often it fits.

    In formulas the fields are written i, k, s, p and d.
    """

    input: int
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def reach(self) -> int:
        """Cells from the kernel's first tap to its last: K = d(k - 1) + 1."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def padded(self) -> int:
        """Cells of the padded input: i + 2p."""
        return self.input + 2 * self.padding

    @property
    def output(self) -> int:
        """Places where the window fits: floor((i + 2p - K) / s) + 1, or 0."""
        return max(0, (self.padded - self.reach) // self.stride + 1)


@dataclass(frozen=True)
class TransposedAxis:
    """One axis of a transposed convolution: the canvas, and the crop window on it.

    In formulas the fields are written i, k, s, p, op and d. Places on the canvas count from 0,
    places on the output too; output cell 0 lies on canvas cell p.
    """

    input: int
    kernel: int
    stride: int = 1
    padding: int = 0
    output_padding: int = 0
    dilation: int = 1

    @property
    def reach(self) -> int:
        """Cells from the kernel's first tap to its last: K = d(k - 1) + 1."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def canvas(self) -> int:
        """Cells of the smallest grid that holds all stamps: s(i - 1) + K."""
        return self.stride * (self.input - 1) + self.reach

    @property
    def output(self) -> int:
        """Cells that the crop window keeps: s(i - 1) + K - 2p + op."""
        return self.canvas - 2 * self.padding + self.output_padding

    @property
    def zeros_before(self) -> int:
        """Zeros that gather puts before the first input cell: K - 1 - p; below zero, cells cropped there."""
        return self.reach - 1 - self.padding

    @property
    def zeros_after(self) -> int:
        """Zeros that gather puts after the last input cell: K - 1 - p + op; below zero, cells cropped there."""
        return self.zeros_before + self.output_padding

    def landing(self, cell: int) -> slice:
        """Canvas cells that the stamp of one input cell is added to, one for each tap."""
        start = cell * self.stride
        return slice(start, start + self.reach, self.dilation)

    @property
    def phases(self) -> dict[int, list[tuple[int, int]]]:
        """Taps by output phase: phase r is the output cells r, r + s, r + 2s, ...

        Each tap comes with its shift: output cell r + s m reads input cell m + shift through it.
        A phase that no tap meets, or that has no cell, is left out.
        """
        phases: dict[int, list[tuple[int, int]]] = {}
        for tap in range(self.kernel):
            start = tap * self.dilation - self.padding
            phase = start % self.stride
            if phase < self.output:
                phases.setdefault(phase, []).append((tap, (phase - start) // self.stride))
        return phases
