"""Remembers the children, so that the next start can stop those left by a kill."""

import json
import os
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

    def add(
        self, process: psutil.Process, *, stop_signal: int, patience: float
    ) -> None:
        born = process.create_time()
        self.entries.append(Remembered(process.pid, born, stop_signal, patience))
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps([asdict(entry) for entry in self.entries]))
        draft.replace(self.path)

    def clear(self) -> None:
        self.entries.clear()
        self.path.unlink(missing_ok=True)

    def stop_leftovers(self) -> None:
        """End, last started first, what an earlier launcher did not stop."""
        groups = {entry.pid for entry in reversed(self._read()) if _end(entry)}
        if groups:
            _end_orphans(groups, mark=str(self.path.parent))
        self.clear()

    def _read(self) -> list[Remembered]:
        try:
            return [Remembered(**entry) for entry in json.loads(self.path.read_text())]
        except (FileNotFoundError, ValueError, TypeError):
            return []  # nothing was left, or it was not left by a launcher


def is_gone(process: psutil.Process) -> bool:
    """Say whether it has ended, be it that its parent has not yet taken note."""
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def _end(entry: Remembered) -> bool:
    """End the process; answer no when its number belongs to a stranger by now."""
    try:
        process = psutil.Process(entry.pid)
        if abs(process.create_time() - entry.born) > _SAME_BIRTH_SECONDS:
            return False
        process.send_signal(entry.stop_signal)
        if not wait_until(partial(is_gone, process), seconds=entry.patience):
            process.kill()
    except psutil.NoSuchProcess:
        return True
    return True


def _end_orphans(groups: set[int], mark: str) -> None:
    """Kill who is left of these groups, where the folder's name shows them to be ours."""
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) in groups and mark in process.environ().values():
                process.kill()
        except (psutil.Error, OSError):
            continue  # ended meanwhile, or not ours to look into
