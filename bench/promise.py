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


def cpu_ms(
    measured: Callable[[], object], floor: Callable[[], object], *, times: int
) -> tuple[float, float]:
    """Return the CPU milliseconds of this process for each: the median run's.

    They take turns, so that whatever else the machine does falls on both.
    """
    acts = (measured, floor)
    runs: tuple[list[float], list[float]] = ([], [])
    for act in acts:
        act()
    for _ in range(times):
        for act, spent in zip(acts, runs, strict=True):
            before = time.process_time()
            act()
            spent.append(time.process_time() - before)
    first, second = (sorted(spent)[times // 2] * 1000 for spent in runs)
    return first, second


def wall_ms(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000
