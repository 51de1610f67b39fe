"""What the QR code says: the face in some two hundred bytes of CBOR.

Small whole numbers stand for names, days count from 1970-01-01, and the vehicles of a
small licence travel with it, eleven bytes each. See docs/decisions/certificates.md.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

import cbor2

from licensing.rules.certificate import LicenceFace

FORMAT = "L1"
MOST_VINS_CARRIED = 30
FACE_DIGEST_BYTES = 16

_LONGEST_NAME = 60
_EPOCH = date(1970, 1, 1)
_VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"  # ISO 3779: no I, O, Q
_VIN_LENGTH = 17
_VIN_BYTES = 11


class Key(IntEnum):
    FORMAT = 0
    NUMBER = 1
    BODY = 2
    EXPORTER_CODE = 3
    EXPORTER_NAME = 4
    DESTINATION = 5
    GOODS_CODE = 6
    QUANTITY = 7
    VALID_FROM = 8
    VALID_TO = 9
    ISSUED_ON = 10
    FACE_DIGEST = 11
    VEHICLE_COUNT = 12
    VINS = 13
    VINS_DIGEST = 14


class UnknownPayload(ValueError):
    """The bytes are not a payload this release can read."""


@dataclass(frozen=True, slots=True)
class CertificatePayload:
    """Of the vehicles either all VINs, or the digest of the sorted list."""

    number: str
    body: str
    exporter_code: str
    exporter_name: str
    destination: str
    goods_code: str
    quantity: int
    valid_from: date
    valid_to: date
    issued_on: date
    face_digest: bytes
    vehicle_count: int
    vins: tuple[str, ...] = ()
    vins_digest: bytes = b""

    def is_in_force(self, on: date) -> bool:
        """Say whether the dates allow it; only the register knows of a revocation."""
        return self.valid_from <= on <= self.valid_to

    def agrees_with(self, keywords: tuple[str, ...]) -> bool:
        """Say whether a file with these keywords is of the same licence."""
        return keywords == (
            *_keywords(self.number, self.valid_from, self.valid_to),
            f"face={self.face_digest.hex()}",
        )


def keywords_of(face: LicenceFace) -> tuple[str, ...]:
    """Return what a file says of its own face, to be compared without the register."""
    return (
        *_keywords(face.number, face.valid_from, face.valid_to),
        f"face={face.digest()[:FACE_DIGEST_BYTES].hex()}",
    )


def payload_of(face: LicenceFace) -> bytes:
    """Return the bytes to sign: the same face gives the same bytes."""
    vins = face.vins
    packed = pack_vins(vins) if 0 < len(vins) <= MOST_VINS_CARRIED else None
    content: dict[int, Any] = {
        Key.FORMAT: FORMAT,
        Key.NUMBER: face.number,
        Key.BODY: face.authority.code,
        Key.EXPORTER_CODE: face.exporter.uscc,
        Key.EXPORTER_NAME: _short(face.exporter.name_en or face.exporter.name_zh),
        Key.DESTINATION: face.destination.code,
        Key.GOODS_CODE: face.goods.code,
        Key.QUANTITY: face.total_quantity,
        Key.VALID_FROM: (face.valid_from - _EPOCH).days,
        Key.VALID_TO: (face.valid_to - _EPOCH).days,
        Key.ISSUED_ON: (face.issued_on - _EPOCH).days,
        Key.FACE_DIGEST: face.digest()[:FACE_DIGEST_BYTES],
        Key.VEHICLE_COUNT: len(vins),
    }
    if packed is not None:
        content[Key.VINS] = packed
    elif vins:
        content[Key.VINS_DIGEST] = digest_of_vins(vins)
    return cbor2.dumps({int(key): value for key, value in content.items()})


def read_payload(payload: bytes) -> CertificatePayload:
    """Read the bytes of a token whose signature was found good.

    Raises UnknownPayload.
    """
    try:
        content = cbor2.loads(payload)
        if content[Key.FORMAT] != FORMAT:
            raise UnknownPayload("The payload is of a format of another release.")
        return CertificatePayload(
            number=content[Key.NUMBER],
            body=content[Key.BODY],
            exporter_code=content[Key.EXPORTER_CODE],
            exporter_name=content[Key.EXPORTER_NAME],
            destination=content[Key.DESTINATION],
            goods_code=content[Key.GOODS_CODE],
            quantity=content[Key.QUANTITY],
            valid_from=_EPOCH + timedelta(days=content[Key.VALID_FROM]),
            valid_to=_EPOCH + timedelta(days=content[Key.VALID_TO]),
            issued_on=_EPOCH + timedelta(days=content[Key.ISSUED_ON]),
            face_digest=content[Key.FACE_DIGEST],
            vehicle_count=content[Key.VEHICLE_COUNT],
            vins=unpack_vins(content.get(Key.VINS, b"")),
            vins_digest=content.get(Key.VINS_DIGEST, b""),
        )
    except (cbor2.CBORDecodeError, LookupError, TypeError, OverflowError) as failure:
        raise UnknownPayload("The payload is not that of a licence.") from failure


def pack_vins(vins: tuple[str, ...]) -> bytes | None:
    """Return eleven bytes a VIN, or None when one of them is not a VIN."""
    if any(len(vin) != _VIN_LENGTH or set(vin) - set(_VIN_LETTERS) for vin in vins):
        return None
    packed = b""
    for vin in vins:
        number = 0
        for letter in vin:
            number = number * len(_VIN_LETTERS) + _VIN_LETTERS.index(letter)
        packed += number.to_bytes(_VIN_BYTES, "big")
    return packed


def unpack_vins(packed: bytes) -> tuple[str, ...]:
    return tuple(
        _unpack_vin(int.from_bytes(packed[start : start + _VIN_BYTES], "big"))
        for start in range(0, len(packed), _VIN_BYTES)
    )


def digest_of_vins(vins: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\n".join(sorted(vins)).encode()).digest()


def _keywords(number: str, valid_from: date, valid_to: date) -> tuple[str, str]:
    return f"number={number}", f"valid={valid_from}/{valid_to}"


def _unpack_vin(number: int) -> str:
    letters = ""
    for _ in range(_VIN_LENGTH):
        number, rest = divmod(number, len(_VIN_LETTERS))
        letters = _VIN_LETTERS[rest] + letters
    return letters


def _short(name: str) -> str:
    """Cut the name to what fits, never within a character."""
    encoded = name.encode(errors="replace")
    if len(encoded) <= _LONGEST_NAME:
        return encoded.decode()
    return encoded[:_LONGEST_NAME].decode(errors="ignore").rstrip() + "…"
