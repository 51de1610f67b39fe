"""Makes a signing identity of one's own, for one-machine mode and rehearsals.

An installation that has its certificate from a recognised authority puts those files in
the folder instead; nothing else changes.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from dateutil.relativedelta import relativedelta

from portal.lib.keys import certificate_path, key_id

_LONGEST_NAME = 64  # X.520: an organisation's name in a certificate
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose identity it is and how long it holds."""

    name: str
    country: str
    valid_from: datetime
    years: int


def make_identity(path: Path, *, holder: Holder) -> str:
    """Write a new key with its certificate and root; return the key's id.

    A certificate that is already there is retired: what it signed stays genuine. The
    root's own key is thrown away, so that nobody can issue a second certificate.
    """
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key = ec.generate_private_key(ec.SECP256R1())
    key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(holder, "licence root", root_key, issuer=None, signer=root_key)
    leaf = _certificate(holder, "licence signing", key, issuer=root, signer=root_key)
    roots = folder / "ca.crt"
    earlier = roots.read_bytes() if roots.exists() else b""
    _replace(roots, root.public_bytes(Encoding.PEM) + earlier, mode=0o644)
    _retire(certificate_path(path))
    _replace(certificate_path(path), leaf.public_bytes(Encoding.PEM), mode=0o644)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _replace(path, pem, mode=0o600)
    return key_id(key.public_key()).hex()


def _retire(file: Path) -> None:
    if not file.exists():
        return
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    retired = file.parent / "retired"
    retired.mkdir(exist_ok=True)
    file.rename(retired / f"{certificate.serial_number:x}.crt")


def _replace(file: Path, content: bytes, *, mode: int) -> None:
    """Write the file in one step, never readable by more than `mode` allows."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)


def _certificate(
    holder: Holder,
    role: str,
    key: ec.EllipticCurvePrivateKey,
    *,
    issuer: x509.Certificate | None,
    signer: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    public = key.public_key()
    # The key's id keeps the names of successive roots apart.
    role = f"{role} {key_id(public).hex()[:8]}"
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, holder.country),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, holder.name[:_LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, role),
        ]
    )
    start = holder.valid_from.astimezone(UTC)
    is_root = issuer is None
    allowed = (
        {"key_cert_sign", "crl_sign"}
        if is_root
        else {"digital_signature", "content_commitment"}
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + relativedelta(years=holder.years))
        .add_extension(
            x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None),
            critical=True,
        )
        .add_extension(
            x509.KeyUsage(**{usage: usage in allowed for usage in _USAGES}),
            critical=True,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
        .sign(signer, hashes.SHA256())
    )
