"""Whether a certificate or a code is ours, without the register or any database."""

from dataclasses import dataclass
from datetime import datetime

from licensing.rules.certificate_payload import (
    CertificatePayload,
    UnknownPayload,
    read_payload,
)
from portal.lib import cose, pdf_contents, qr, signing
from portal.lib.cose import NotGenuine
from portal.lib.keys import Trust

_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a genuine certificate or code says; the last two only a file has."""

    payload: CertificatePayload
    signer: str = ""
    signed_at: datetime | None = None


def examine(content: bytes, *, trust: Trust) -> Proof:
    """Return what the file or text proves. Raises NotGenuine, whose `code` says why."""
    if content.startswith(_PDF):
        return examine_pdf(content, trust=trust)
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        raise NotGenuine("not-a-pdf") from None
    return examine_text(text, trust=trust)


def examine_pdf(pdf: bytes, *, trust: Trust) -> Proof:
    verdict = signing.verify_pdf(pdf, trust=trust)
    if not verdict.genuine:
        raise NotGenuine(verdict.reason)
    codes = pdf_contents.addresses(pdf)
    if len(codes) != 1:
        raise NotGenuine("no-code")
    payload = examine_text(codes[0], trust=trust).payload
    if not payload.agrees_with(pdf_contents.keywords(pdf)):
        raise NotGenuine("other-licence")
    return Proof(payload=payload, signer=verdict.signer, signed_at=verdict.signed_at)


def examine_text(text: str, *, trust: Trust) -> Proof:
    scanned = qr.read_text(text)
    verified = cose.verify(scanned.token, keys=trust.keys)
    try:
        payload = read_payload(verified.payload)
    except UnknownPayload:
        raise NotGenuine("unknown-payload") from None
    if scanned.number not in {"", payload.number}:
        raise NotGenuine("other-number")
    if payload.issued_on > verified.key.until.date():
        raise NotGenuine("key-expired")
    return Proof(payload=payload)
