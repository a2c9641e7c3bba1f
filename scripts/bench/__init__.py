"""Turn the times and bytes of the project into measures, each beside the bound that it promises."""

import platform
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 21


@dataclass(frozen=True)
class Measure:
    """One value and its bound, in the same unit; with `least`, the bound is the least that the value may be."""

    name: str
    value: float
    bound: float
    unit: str
    note: str = ""
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.bound if self.least else self.value <= self.bound

    def __str__(self) -> str:
        places = 0 if self.bound >= 100 or self.unit == "bytes" else 2
        numbers = f"{self.value:10,.{places}f} {'≥' if self.least else '≤'} {self.bound:7,.{places}f} {self.unit:6}"
        return f"{self.name:58} {numbers} {'' if self.holds else 'NOT REACHED':12} {self.note}".rstrip()


def processor() -> str:
    """Name the processor that the times are measured on."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)", info.read_text(), re.MULTILINE) if info.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def median_times(ways: list[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """Time the ways in turns, so that a slow moment of the machine meets them all."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(rounds + 1):
        for way, taken in zip(ways, times, strict=True):
            started = time.perf_counter()
            way()
            if turn:
                taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in times]
