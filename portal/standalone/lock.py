"""One launcher at a time for one folder of data."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.standalone.refusals import CannotStart


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it however this process ends.

    Raises CannotStart when another launcher holds it.
    """
    try:
        for part in (folder.parent, folder):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as failure:
        raise CannotStart(
            f"The folder {folder} cannot be written: {failure.strerror}. Give it to"
            " yourself, or choose another with the variable LICET_VAR."
        ) from failure
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        holder = os.read(lock, 20).decode() or "unknown"
        raise CannotStart(
            f"Process {holder} is already running with the data in {folder}. Stop it"
            " first, or choose another folder with the variable LICET_VAR."
        ) from taken
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
