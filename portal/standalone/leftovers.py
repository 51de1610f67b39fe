"""Remembers the children, so that the next start can stop those left by a kill."""

import json
import os
import signal
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import psutil

from portal.standalone.waiting import wait_until

# The clock may be set while a child lives; a number given out anew is far younger.
_SAME_BIRTH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Remembered:
    pid: int
    born: float
    stop_signal: int
    patience: float


class Ledger:
    """A file that lists the children of the launcher that holds the lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[Remembered] = []

    def add(self, pid: int, *, stop_signal: int, patience: float) -> None:
        born = psutil.Process(pid).create_time()
        self.entries.append(Remembered(pid, born, stop_signal, patience))
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps([asdict(entry) for entry in self.entries]))
        draft.replace(self.path)

    def clear(self) -> None:
        self.entries.clear()
        self.path.unlink(missing_ok=True)

    def stop_leftovers(self) -> None:
        """End, last started first, what an earlier launcher did not stop."""
        for entry in reversed(self._read()):
            _end(entry)
        self.clear()

    def _read(self) -> list[Remembered]:
        try:
            return [Remembered(**entry) for entry in json.loads(self.path.read_text())]
        except (FileNotFoundError, ValueError, TypeError):
            return []  # nothing was left, or it was not left by a launcher


def end_group(pid: int) -> None:
    """Kill whoever is left in the process group that this process led."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _end(entry: Remembered) -> None:
    try:
        leader = psutil.Process(entry.pid)
    except psutil.NoSuchProcess:
        # A number is not given out again while the group it names has members.
        end_group(entry.pid)
        return
    if abs(leader.create_time() - entry.born) > _SAME_BIRTH_SECONDS:
        return  # a stranger, to whom the number was given out again
    leader.send_signal(entry.stop_signal)
    if not wait_until(partial(_is_gone, leader), seconds=entry.patience):
        leader.kill()
    end_group(entry.pid)


def _is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
