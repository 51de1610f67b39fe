"""Signs a PDF as its authority's last word, and says whether one was signed so.

PAdES B-B (ETSI.CAdES.detached) with EC P-256, as a certification that allows no change
afterwards. With `TIMESTAMP_URL` set it is PAdES B-T.
"""

import asyncio
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation import (
    read_certification_data,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.lib.keys import PublicKey, SigningIdentity, Trust
from portal.lib.signed_bytes import NotSigned, check_bytes
from portal.lib.timestamping import timestamper

FIELD_NAME = "AuthoritySignature"

_FIELD = fields.SigFieldSpec(
    FIELD_NAME,
    # Out of sight, so that it is neither untagged content nor a hidden annotation.
    invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True),
)
_PADES = fields.SigSeedSubFilter.PADES
_NO_CHANGES = fields.MDPPerm.NO_CHANGES


class SigningFault(Exception):
    """The file could not be signed; the text says why."""


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """Whether the file is genuine; if not, `reason` is the code of what is wrong."""

    genuine: bool
    reason: str = ""
    signer: str = ""
    signed_at: datetime | None = None
    covers_whole_file: bool = False


def sign_pdf(
    pdf: bytes,
    *,
    identity: SigningIdentity,
    at: datetime,
    reason: str = "",
    location: str = "",
) -> bytes:
    """Return the signed file; without a time stamp, always the same bytes.

    Raises SigningFault.
    """
    certificate = identity.public.certificate
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise SigningFault(
            f"The signing certificate is not valid at {at:%Y-%m-%d %H:%M}. It holds"
            f" from {certificate.not_valid_before_utc:%Y-%m-%d}"
            f" to {certificate.not_valid_after_utc:%Y-%m-%d}."
        )
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        name=_signer_name(identity.public) or None,
        reason=reason or None,
        location=location or None,
        certify=True,
        docmdp_permissions=_NO_CHANGES,
        subfilter=_PADES,
    )
    url = settings.TIMESTAMP_URL
    signer = signers.PdfSigner(
        metadata,
        signer=_LoadedKeySigner(identity),
        timestamper=timestamper(url) if url else None,
        new_field_spec=_FIELD,
    )
    try:
        return asyncio.run(_sign(pdf, signer, at))
    except TimestampRequestError as failure:
        raise SigningFault(f"No time stamp could be had. {failure}") from failure
    except (PdfError, SigningError) as failure:
        raise SigningFault(f"The PDF cannot be signed. {failure}") from failure


def verify_pdf(pdf: bytes, *, trust: Trust) -> PdfVerdict:
    """Judge a file of any origin; never raises because of what is in it."""
    try:
        key = check_bytes(pdf, keys=trust.keys)
    except NotSigned as fault:
        return PdfVerdict(genuine=False, reason=fault.code)
    try:
        return _judge(PdfFileReader(io.BytesIO(pdf)), key, trust)
    except (PdfError, SigningError, ValueError):
        return PdfVerdict(genuine=False, reason="not-certified")


def _judge(reader: PdfFileReader, key: PublicKey, trust: Trust) -> PdfVerdict:
    (signature,) = reader.embedded_signatures
    signed_at = signature.self_reported_timestamp
    status = validate_pdf_signature(
        signature,
        _context(trust.roots, key.chain, signed_at),
        _context(trust.timestamp_roots, (), signed_at),
    )
    if not status.trusted:
        reason = "untrusted"
    elif not _is_well_dated(status.timestamp_validity):
        reason = "time-stamp"
    elif not status.bottom_line or not _is_final(reader, signature):
        reason = "not-certified"
    else:
        reason = ""
    return PdfVerdict(
        genuine=not reason,
        reason=reason,
        signer=_signer_name(key),
        signed_at=signed_at,
        covers_whole_file=True,
    )


def _is_well_dated(stamp: Any) -> bool:
    return stamp is None or (stamp.intact and stamp.valid and stamp.trusted)


def _is_final(reader: PdfFileReader, signature: Any) -> bool:
    """Say whether it certifies the document and allows no change to it."""
    certified = read_certification_data(reader)
    return (
        certified is not None
        and certified.author_sig == signature.sig_object
        and certified.permission is _NO_CHANGES
    )


def _context(
    roots: Iterable[x509.Certificate],
    others: Iterable[x509.Certificate],
    moment: datetime,
) -> ValidationContext:
    return ValidationContext(
        trust_roots=_asn1(roots),
        other_certs=_asn1(others),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


async def _sign(pdf: bytes, signer: signers.PdfSigner, at: datetime) -> bytes:
    writer = _FaithfulWriter(io.BytesIO(pdf))
    session = signer.init_signing_session(writer)
    session.system_time = at
    reserved = await session.estimate_signature_container_size(validation_info=None)
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=reserved
    )
    output = io.BytesIO()
    prepared, _ = document.digest_tbs_document(output=output)
    await document.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    return output.getvalue()


class _FaithfulWriter(IncrementalPdfFileWriter):
    """Adds the signature and leaves the metadata and their date as they are."""

    def _update_meta(self) -> None:
        """Keep what the typesetter wrote: the file did not change, it was signed."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first, second = prev.trailer["/ID"]
        following = hashlib.sha256(bytes(second.original_bytes)).digest()[:16]
        return generic.ArrayObject([first, generic.ByteStringObject(following)])


class _LoadedKeySigner(signers.Signer):
    """Signs with a key that is loaded once; pyHanko's own loads it for each file."""

    def __init__(self, identity: SigningIdentity) -> None:
        (certificate,) = _asn1([identity.public.certificate])
        chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        chain.register_multiple(_asn1(identity.public.chain))
        super().__init__(
            signing_cert=certificate,
            cert_registry=chain,
            signature_mechanism=algos.SignedDigestAlgorithm(
                {"algorithm": "sha256_ecdsa"}
            ),
            embed_roots=False,
        )
        self._key = identity.private_key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return self._key.sign(
            data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        )


def _asn1(certificates: Iterable[x509.Certificate]) -> list[asn1_x509.Certificate]:
    return [
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
        for certificate in certificates
    ]


def _signer_name(key: PublicKey) -> str:
    names = key.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(names[0].value) if names else ""
