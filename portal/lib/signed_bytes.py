"""Says whether a file is, to the last byte, one that a key of ours signed.

This comes before any PDF parser sees the file. The signature must cover every byte but
itself, and its envelope (CMS, RFC 5652) must be spelled exactly as this portal spells
it, so that no byte of the file is free to change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from asn1crypto import algos, cms, core, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from portal.lib.keys import PublicKey

_HEADER = b"%PDF-"
_BYTE_RANGE = re.compile(
    rb"/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]"
)
_HEXADECIMAL = re.compile(rb"<([0-9A-F]+)>")
_DIGEST, _SIGNATURE = "sha256", "sha256_ecdsa"
# What the decoder raises on hostile bytes, for want of one error of its own.
_UNDECODABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError)


class NotSigned(Exception):
    """The file is not as a key of ours signed it; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an envelope says, decoded but not yet believed."""

    certificates: frozenset[bytes]
    algorithms: tuple[str, ...]
    digests: tuple[bytes, ...]
    attributes: cms.CMSAttributes
    signature: bytes
    time_stamp: cms.CMSAttributes | None


def check_bytes(pdf: bytes, *, keys: Sequence[PublicKey]) -> PublicKey:
    """Return the key that signed the whole file. Raises NotSigned."""
    if not pdf.startswith(_HEADER):
        raise NotSigned("not-a-pdf")
    signed, envelope = _open(pdf)
    claim = _decode(envelope)
    key = next((key for key in keys if _der(key) in claim.certificates), None)
    if key is None:
        raise NotSigned("unknown-key")
    if set(claim.algorithms) != {_DIGEST, _SIGNATURE}:
        raise NotSigned("algorithm")
    spelling = _spell(claim, key).hex().upper().encode().ljust(len(envelope), b"0")
    if envelope != spelling or claim.digests != (sha256(signed).digest(),):
        raise NotSigned("altered")
    try:
        key.key.verify(
            claim.signature,
            claim.attributes.untag().dump(),
            ec.ECDSA(hashes.SHA256()),
        )
    except InvalidSignature:
        raise NotSigned("signature") from None
    return key


def _open(pdf: bytes) -> tuple[bytes, bytes]:
    """Return what was signed, and the hexadecimal envelope in the hole between."""
    ranges = _BYTE_RANGE.findall(pdf)
    if not ranges:
        raise NotSigned("unsigned")
    before, after, rest = (int(number) for number in ranges[-1])
    if after + rest < len(pdf):
        raise NotSigned("appended")
    hole = _HEXADECIMAL.fullmatch(pdf[before:after])
    if after + rest > len(pdf) or hole is None:
        raise NotSigned("altered")
    return pdf[:before] + pdf[after:], hole[1]


def _decode(envelope: bytes) -> _Claim:
    try:
        message = cms.ContentInfo.load(bytes.fromhex(envelope.decode("ascii")))
        content = message["content"]
        (signer,) = content["signer_infos"]
        (digest,) = content["digest_algorithms"]
        attributes = signer["signed_attrs"]
        return _Claim(
            certificates=frozenset(
                each.chosen.dump() for each in content["certificates"]
            ),
            algorithms=(
                digest["algorithm"].native,
                signer["digest_algorithm"]["algorithm"].native,
                signer["signature_algorithm"]["algorithm"].native,
            ),
            digests=tuple(
                value.native
                for attribute in attributes
                if attribute["type"].native == "message_digest"
                for value in attribute["values"]
            ),
            attributes=attributes,
            signature=signer["signature"].native,
            time_stamp=_time_stamp(signer["unsigned_attrs"]),
        )
    except _UNDECODABLE:
        raise NotSigned("altered") from None


def _time_stamp(unsigned: cms.CMSAttributes | core.Void) -> cms.CMSAttributes | None:
    """Return what is not signed: at most a time stamp, which has its own signature."""
    if isinstance(unsigned, core.Void):
        return None
    (attribute,) = unsigned
    (_,) = attribute["values"]
    if attribute["type"].native != "signature_time_stamp_token":
        raise ValueError(attribute["type"].native)
    return unsigned


def _spell(claim: _Claim, key: PublicKey) -> bytes:
    """Return the envelope as this portal writes it around what was claimed."""
    leaf, *chain = (
        x509.Certificate.load(each.public_bytes(Encoding.DER))
        for each in (key.certificate, *key.chain)
    )
    digest = algos.DigestAlgorithm({"algorithm": _DIGEST})
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            cms.IssuerAndSerialNumber(
                {"issuer": leaf.issuer, "serial_number": leaf.serial_number}
            ),
        ),
        "digest_algorithm": digest,
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": _SIGNATURE}),
        "signed_attrs": claim.attributes,
        "signature": claim.signature,
    }
    if claim.time_stamp is not None:
        signer["unsigned_attrs"] = claim.time_stamp
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": [
            cms.CertificateChoices("certificate", each) for each in (leaf, *chain)
        ],
        "signer_infos": [cms.SignerInfo(signer)],
    }
    envelope: bytes = cms.ContentInfo(
        {"content_type": "signed_data", "content": cms.SignedData(content)}
    ).dump()
    return envelope


def _der(key: PublicKey) -> bytes:
    return key.certificate.public_bytes(Encoding.DER)
