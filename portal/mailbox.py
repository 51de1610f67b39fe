"""Reads the catch-all mailbox of one-machine mode. Whatever a message holds, it reads.

Messages come from outside the program, so nothing in them is believed: broken headers,
unknown encodings and endless bodies end as text, cut to a length a page can show.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Final, cast

_KEY: Final = re.compile(r"\d{1,20}-[0-9a-f]{8}", re.ASCII)
_SHOWN: Final = 200
_HEADER_BYTES: Final = 64 * 1024
_LINE_LENGTH: Final = 500
_BODY_LENGTH: Final = 50_000


class NoSuchMail(LookupError):
    """No message is kept under this key."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message; its time is the one at which it was kept."""

    key: str
    at: datetime
    sender: str
    recipient: str
    subject: str


@dataclass(frozen=True, slots=True)
class OpenedMail:
    mail: Mail
    text: str
    html: str
    attachments: tuple[str, ...]


def newest(folder: Path) -> list[Mail]:
    """List the newest messages first."""
    paths = sorted(
        (path for path in folder.glob("*.eml") if _KEY.fullmatch(path.stem)),
        key=lambda path: int(path.stem.partition("-")[0]),
        reverse=True,
    )
    return [_describe(path) for path in paths[:_SHOWN]]


def read(folder: Path, key: str) -> OpenedMail:
    """Open one message; raises NoSuchMail."""
    path = folder / f"{key}.eml"
    if not _KEY.fullmatch(key) or not path.is_file():
        raise NoSuchMail(key)
    message = message_from_bytes(path.read_bytes())
    parts = list(_leaves(message))
    return OpenedMail(
        mail=_describe(path),
        text=_first_body(parts, "text/plain"),
        html=_first_body(parts, "text/html"),
        attachments=tuple(name for part in parts if (name := _line(_filename(part)))),
    )


def _describe(path: Path) -> Mail:
    with path.open("rb") as file:
        head = message_from_bytes(file.read(_HEADER_BYTES))
    nanoseconds = int(path.stem.partition("-")[0])
    return Mail(
        key=path.stem,
        at=datetime.fromtimestamp(min(nanoseconds // 10**9, 2**32), tz=UTC),
        sender=_line(head["From"]),
        recipient=_line(head["Delivered-To"] or head["To"]),
        subject=_line(head["Subject"]),
    )


def _leaves(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _first_body(parts: list[Message], kind: str) -> str:
    for part in parts:
        if part.get_content_type() == kind and not _filename(part):
            return _decode(part)[:_BODY_LENGTH]
    return ""


def _filename(part: Message) -> str:
    return _attempt(part.get_filename) or ""


def _decode(part: Message) -> str:
    content = cast("bytes", part.get_payload(decode=True))
    charset = _attempt(part.get_content_charset) or "utf-8"
    decoded = _attempt(lambda: content.decode(charset, "replace"))
    return content.decode("utf-8", "replace") if decoded is None else decoded


def _line(value: object) -> str:
    """Read a header as one line of text, however it was encoded."""
    raw = str(value or "")
    decoded = _attempt(lambda: str(make_header(decode_header(raw))))
    return " ".join((raw if decoded is None else decoded).split())[:_LINE_LENGTH]


def _attempt(read: Callable[[], str | None]) -> str | None:
    """Python's parser fails on hostile messages with half a dozen kinds of error."""
    try:
        return read()
    except Exception:  # noqa: BLE001 -- a message that cannot be read is still shown
        return None
