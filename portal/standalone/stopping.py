"""Turns the signals that end a program into a question the launcher asks itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """Somebody asked the launcher to stop, by this signal."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(number.name)
        self.signal = number


class StopRequests:
    def __init__(self) -> None:
        self.received: signal.Signals | None = None

    def note(self, number: int, _frame: FrameType | None) -> None:
        self.received = signal.Signals(number)

    def any(self) -> bool:
        return self.received is not None

    def check(self) -> None:
        """Raise StopRequested once a signal has arrived."""
        if self.received is not None:
            raise StopRequested(self.received)


@contextmanager
def listening() -> Iterator[StopRequests]:
    """Collect the signals; what handled them before does so again afterwards."""
    requests = StopRequests()
    previous = {
        number: signal.signal(number, requests.note)
        for number in SIGNALS
        if not _outlives_its_terminal(number)
    }
    try:
        yield requests
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _outlives_its_terminal(number: signal.Signals) -> bool:
    """Say whether this is the signal that `nohup` told us to ignore."""
    return number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
