"""COSE_Sign1 (RFC 9052) with ES256, and nothing else of COSE.

One algorithm, keys only from our own list, and one encoding: a token that says the
same in other bytes is refused, so a token and what it says stand one to one. Nothing
inside a token is decoded before its signature is known to be ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from portal.lib.keys import PublicKey, SigningIdentity

_ALGORITHM, _CONTENT_TYPE, _KEY_ID = 1, 3, 4
_ES256 = -7
_APPLICATION_CBOR = 60  # its CoAP content format, two bytes instead of eighteen
_KID_BYTES = 8
_COORDINATE_BYTES = 32
_SIGN1_TAG = 18
_OPENING = b"\xd2\x84"  # tag 18, array of four
_NO_UNPROTECTED_HEADER = b"\xa0"
_BYTE_STRING = 0x40
_LENGTH_FOLLOWS = {24: 1, 25: 2}


class NotGenuine(Exception):
    """The token is not one of ours; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Verified:
    payload: bytes
    key: PublicKey


def sign(payload: bytes, *, identity: SigningIdentity) -> bytes:
    """Return the token. The same payload and key give the same bytes (RFC 6979)."""
    protected = _protected_header(identity.public.kid)
    r, s = decode_dss_signature(
        identity.private_key.sign(
            to_be_signed(protected, payload),
            ec.ECDSA(hashes.SHA256(), deterministic_signing=True),
        )
    )
    return _encode(protected, payload, _coordinate(r) + _coordinate(s))


def verify(token: bytes, *, keys: Iterable[PublicKey]) -> Verified:
    """Return what the token says and whose key vouches for it. Raises NotGenuine."""
    protected, payload, signature = _split(token)
    if protected[:-_KID_BYTES] != _protected_header(bytes(_KID_BYTES))[:-_KID_BYTES]:
        raise NotGenuine("algorithm")
    key = next((key for key in keys if key.kid == protected[-_KID_BYTES:]), None)
    if key is None:
        raise NotGenuine("unknown-key")
    r = int.from_bytes(signature[:_COORDINATE_BYTES], "big")
    s = int.from_bytes(signature[_COORDINATE_BYTES:], "big")
    try:
        key.key.verify(
            encode_dss_signature(r, s),
            to_be_signed(protected, payload),
            ec.ECDSA(hashes.SHA256()),
        )
    except InvalidSignature:
        raise NotGenuine("signature") from None
    return Verified(payload=payload, key=key)


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """Return the Sig_structure of RFC 9052, section 4.4."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _protected_header(kid: bytes) -> bytes:
    return cbor2.dumps(
        {_ALGORITHM: _ES256, _CONTENT_TYPE: _APPLICATION_CBOR, _KEY_ID: kid}
    )


def _coordinate(number: int) -> bytes:
    return number.to_bytes(_COORDINATE_BYTES, "big")


def _encode(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signature]))


def _split(token: bytes) -> tuple[bytes, bytes, bytes]:
    if not token.startswith(_OPENING):
        raise NotGenuine("unreadable")
    protected, rest = _take_byte_string(token[len(_OPENING) :])
    if not rest.startswith(_NO_UNPROTECTED_HEADER):
        raise NotGenuine("unreadable")
    payload, rest = _take_byte_string(rest[len(_NO_UNPROTECTED_HEADER) :])
    signature, _ = _take_byte_string(rest)
    if len(signature) != 2 * _COORDINATE_BYTES:
        raise NotGenuine("unreadable")
    # Also refuses longer ways to write a length, and anything appended.
    if token != _encode(protected, payload, signature):
        raise NotGenuine("unreadable")
    return protected, payload, signature


def _take_byte_string(data: bytes) -> tuple[bytes, bytes]:
    """Return the CBOR byte string that the data begin with, and what follows it."""
    length = (data[0] if data else 0) ^ _BYTE_STRING
    start = 1
    if length in _LENGTH_FOLLOWS:
        start += _LENGTH_FOLLOWS[length]
        length = int.from_bytes(data[1:start], "big")
    elif length not in range(24):
        raise NotGenuine("unreadable")
    return data[start : start + length], data[start + length :]
