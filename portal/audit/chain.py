"""Whether the trail is still what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction

from portal.audit import anchors, canonical
from portal.audit.models import Event


class Kind(StrEnum):
    GAP = "gap"
    BROKEN_LINK = "broken link"
    ALTERED_EVENT = "altered event"
    ALTERED_PAYLOAD = "altered payload"
    WRONG_ANCHOR = "wrong anchor"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True)
class Fault:
    sequence: int
    kind: Kind
    explanation: str

    def __str__(self) -> str:
        return f"Event {self.sequence}, {self.kind}: {self.explanation}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read up to the first fault; an erased payload is none."""

    count: int
    erased: int
    head_hash: str
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class _Link:
    sequence: int
    at: Any
    verb: str
    subject_type: str
    subject_id: str
    payload_digest: str
    previous_hash: str
    hash: str
    salt: str | None
    data: dict[str, Any] | None


def first_fault() -> Fault | None:
    return verify(anchored=anchors.read()).fault


def verify(*, anchored: Mapping[int, str]) -> Verdict:
    """Read the chain from its beginning, comparing it with the anchors (number: hash).

    Memory stays flat: rows come through a server-side cursor.
    """
    count = erased = 0
    head = canonical.GENESIS
    with transaction.atomic():
        for link in _links():
            if fault := _fault(link, count + 1, head, anchored):
                return Verdict(count, erased, head, fault)
            count += 1
            erased += link.salt is None
            head = link.hash
    beyond = [sequence for sequence in anchored if sequence > count]
    fault = None
    if beyond:
        fault = Fault(
            count,
            Kind.CUT_OFF,
            f"The chain ends here, but event {max(beyond)} has been anchored.",
        )
    return Verdict(count, erased, head, fault)


def _links() -> Iterator[_Link]:
    rows = Event.objects.order_by("sequence").values_list(
        "sequence",
        "at",
        "verb",
        "subject_type",
        "subject_id",
        "payload_digest",
        "previous_hash",
        "hash",
        "payload__salt",
        "payload__data",
    )
    return (_Link(*row) for row in rows.iterator(chunk_size=2000))


def _fault(
    link: _Link, expected: int, head: str, anchored: Mapping[int, str]
) -> Fault | None:
    if link.sequence != expected:
        return Fault(
            expected, Kind.GAP, f"It is missing; event {link.sequence} comes next."
        )
    if link.previous_hash != head:
        return Fault(
            expected, Kind.BROKEN_LINK, "It does not follow the event before it."
        )
    if link.hash != _hash_of(link):
        return Fault(expected, Kind.ALTERED_EVENT, "It no longer matches its own hash.")
    if link.salt is not None and link.payload_digest != canonical.payload_digest(
        salt=link.salt, data=link.data or {}
    ):
        return Fault(
            expected, Kind.ALTERED_PAYLOAD, "Its payload is not what was recorded."
        )
    if anchored.get(expected, link.hash) != link.hash:
        return Fault(
            expected, Kind.WRONG_ANCHOR, "It is not the event that was anchored."
        )
    return None


def _hash_of(link: _Link) -> str:
    return canonical.chain_hash(
        sequence=link.sequence,
        at=link.at,
        verb=link.verb,
        subject_type=link.subject_type,
        subject_id=link.subject_id,
        payload_digest=link.payload_digest,
        previous_hash=link.previous_hash,
    )
