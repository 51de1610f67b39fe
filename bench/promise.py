"""What every benchmark gives: a promise, what was measured, and the floor beneath it."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Measured and floor are in `unit`; the promise is their ratio."""

    promise: str
    measured: float
    floor: float
    unit: str
    at_most: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.measured / self.floor

    @property
    def is_kept(self) -> bool:
        return self.ratio <= self.at_most


def cpu_ms(act: Callable[[], object], *, times: int) -> float:
    """Return the CPU milliseconds of this process for one act: the median run's."""
    act()
    runs = []
    for _ in range(times):
        before = time.process_time()
        act()
        runs.append(time.process_time() - before)
    return sorted(runs)[len(runs) // 2] * 1000


def wall_ms(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000
