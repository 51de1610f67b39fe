"""Puts a mail into the bytes that go over the wire.

Both texts in one `multipart/alternative`, as MIME wants them. The library's own generator
takes as long as the server needs to accept the mail; a hundred thousand reminders feel it.
"""

import base64
import binascii
import secrets
from email.header import Header
from email.utils import format_datetime

from portal.outbox.models import OutboundEmail

_LINE = "\r\n"


def compose(mail: OutboundEmail, *, sender: str, addressee: str) -> bytes:
    """Return the letter; both addresses are already written as headers want them."""
    boundary = f"=_{secrets.token_hex(16)}"
    header = [
        f"From: {sender}",
        f"To: {addressee}",
        f"Subject: {_encode(mail.subject)}",
        f"Message-ID: {mail.message_id}",
        f"Date: {format_datetime(mail.queued_at)}",
        f"Content-Language: {mail.language}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
    ]
    parts = [
        _LINE.join([f"--{boundary}", *_part(kind, text)])
        for kind, text in (("plain", mail.text), ("html", mail.html))
    ]
    letter = [*header, "", *parts, f"--{boundary}--", ""]
    return _LINE.join(letter).encode("ascii")


def _encode(subject: str) -> str:
    # What looks like an encoded word already is encoded, so that it arrives as typed.
    is_plain = subject.isascii() and "=?" not in subject
    charset = "us-ascii" if is_plain else "utf-8"
    header = Header(subject, charset, header_name="Subject")
    return header.encode(linesep=_LINE)


def _part(kind: str, text: str) -> list[str]:
    """Return the part's lines; either encoding keeps lines short and the text whole."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        encoding, encoded = "quoted-printable", binascii.b2a_qp(unix.encode())
    else:
        body = unix.replace("\n", _LINE).encode()
        encoding, encoded = "base64", base64.encodebytes(body).rstrip()
    return [
        f'Content-Type: text/{kind}; charset="utf-8"',
        f"Content-Transfer-Encoding: {encoding}",
        "",
        encoded.decode("ascii").replace("\n", _LINE),
    ]
