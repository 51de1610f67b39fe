"""The head of the chain, written down once a day outside the database.

Whoever could rewrite the whole chain in the database cannot make it agree with lines
that were copied away before. Each line is `date number hash`.
"""

import fcntl
import os
import re
from datetime import date
from pathlib import Path

from django.conf import settings

from portal.audit.models import Event

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{1,18}) ([0-9a-f]{64})")


class UnreadableAnchor(Exception):
    """A line of the file is not an anchor; somebody has written into it."""


def path() -> Path:
    return Path(settings.VAR_DIR) / "anchors" / "audit.txt"


def anchor(*, on: date) -> str | None:
    """Append the head for the day, unless the day has one; return the new line.

    Raises UnreadableAnchor.
    """
    head = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    if head is None:
        return None
    target = path()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if any(day == on.isoformat() for day, _sequence, _hash in _parse(file.read())):
            return None
        line = f"{on.isoformat()} {head[0]} {head[1]}"
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
    return line


def read() -> dict[int, str]:
    """Return the anchored hashes by number of event. Raises UnreadableAnchor."""
    if not path().exists():
        return {}
    lines = _parse(path().read_text(encoding="utf-8", errors="replace"))
    return {int(sequence): digest for _day, sequence, digest in lines}


def _parse(text: str) -> list[tuple[str, str, str]]:
    anchors = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise UnreadableAnchor(f"Line {number} of {path()} is not an anchor.")
        day, sequence, digest = match.groups()
        anchors.append((day, sequence, digest))
    return anchors
