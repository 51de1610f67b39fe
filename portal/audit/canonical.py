"""The bytes that are hashed; a change here breaks every chain written before."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

Fact: TypeAlias = "str | int | bool | Sequence[Fact] | Mapping[str, Fact] | None"

# What the first event names as its predecessor.
GENESIS = "0" * 64


def chain_hash(
    *,
    sequence: int,
    at: datetime,
    verb: str,
    subject_type: str,
    subject_id: str,
    payload_digest: str,
    previous_hash: str,
) -> str:
    """Return the hash of a link; the insert trigger computes the same in SQL."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    lines = (
        str(sequence),
        moment,
        verb,
        subject_type,
        subject_id,
        payload_digest,
        previous_hash,
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def payload_digest(*, salt: str, data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def plain(value: object) -> Any:
    """Return the fact as JSON that reads back from the database as it was written.

    Raises TypeError for what does not (dates, decimals, floats, lazy texts).
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        # PostgreSQL stores neither NUL nor half a surrogate pair.
        text = value.replace("\x00", "\ufffd")
        return text.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {_key(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(inner) for inner in value]
    raise TypeError(
        f"A fact of the audit trail is text, a whole number, yes or no, nothing, or a"
        f" list or mapping of these; {type(value).__name__} is not."
    )


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"A fact's name is text; {type(key).__name__} is not.")
    return str(plain(key))
