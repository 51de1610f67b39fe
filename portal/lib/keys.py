"""Who signs, and whose signature counts.

The folder of `SIGNING_KEY` holds the private key (`signing.pem`), the certificate that
goes with it (`signing.crt`), the roots it leads to (`ca.crt`), earlier certificates
that still count (`retired/*.crt`) and, when signatures carry time stamps, the roots of
the time-stamping authority (`tsa.crt`). Whoever only verifies never opens the private
key.
"""

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

_READABLE_BY_OTHERS = 0o077
_COORDINATE_BYTES = 32

FileStates = tuple[tuple[str, int, int], ...]


class KeyFault(Exception):
    """The signing folder does not hold what it must; the text says what and where."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A certificate of ours, and the certificates between it and the root."""

    kid: bytes
    key: ec.EllipticCurvePublicKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def until(self) -> datetime:
        return self.certificate.not_valid_after_utc


@dataclass(frozen=True, slots=True)
class Trust:
    """All that verifying needs, and nothing secret."""

    keys: tuple[PublicKey, ...]
    roots: tuple[x509.Certificate, ...]
    timestamp_roots: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningIdentity:
    private_key: ec.EllipticCurvePrivateKey = field(repr=False)
    public: PublicKey


def signing_identity() -> SigningIdentity:
    """Return the identity of the settings, read again only when its files change.

    Raises KeyFault.
    """
    path = Path(settings.SIGNING_KEY)
    return _identity(path, _state_of(path, certificate_path(path)))


def trust() -> Trust:
    """Return the keys and roots of the settings. Raises KeyFault."""
    path = Path(settings.SIGNING_KEY)
    return _trust(path, _state_of(*_public_files(path)))


def public_jwks() -> list[dict[str, str]]:
    """Return the public keys as JSON Web Keys, the current one first."""
    return [_jwk(key) for key in trust().keys]


def load_identity(path: Path) -> SigningIdentity:
    if not path.is_file():
        raise KeyFault(
            f"There is no signing key at {path}."
            " Set SIGNING_KEY, or make one with “manage.py make_signing_key”."
        )
    if path.stat().st_mode & _READABLE_BY_OTHERS:
        raise KeyFault(
            f"{path} is open to other accounts. Allow its owner only: chmod 600."
        )
    public = _public_key(certificate_path(path))
    try:
        private_key = load_pem_private_key(path.read_bytes(), password=None)
    except (TypeError, ValueError) as failure:
        raise KeyFault(f"{path} is not an open PEM private key. {failure}") from failure
    if (
        not isinstance(private_key, ec.EllipticCurvePrivateKey)
        or private_key.public_key() != public.key
    ):
        raise KeyFault(
            f"{path} and {certificate_path(path).name} do not belong together."
        )
    return SigningIdentity(private_key=private_key, public=public)


def load_trust(path: Path) -> Trust:
    current, ca, tsa, *retired = _public_files(path)
    return Trust(
        keys=tuple(_public_key(file) for file in (current, *retired)),
        roots=_certificates(ca),
        timestamp_roots=_certificates(tsa) if tsa.exists() else (),
    )


def certificate_path(path: Path) -> Path:
    return path.with_suffix(".crt")


def key_id(key: ec.EllipticCurvePublicKey) -> bytes:
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).digest()[:8]


def base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


@lru_cache(maxsize=4)
def _identity(path: Path, _states: FileStates) -> SigningIdentity:
    return load_identity(path)


@lru_cache(maxsize=4)
def _trust(path: Path, _states: FileStates) -> Trust:
    return load_trust(path)


def _state_of(*files: Path) -> FileStates:
    """Return what changes with the files. One that cannot be seen is left out."""
    states = []
    for file in files:
        with suppress(OSError):
            state = file.stat()
            states.append((str(file), state.st_mtime_ns, state.st_mode))
    return tuple(states)


def _public_files(path: Path) -> list[Path]:
    folder = path.parent
    retired = sorted((folder / "retired").glob("*.crt"))
    return [certificate_path(path), folder / "ca.crt", folder / "tsa.crt", *retired]


def _public_key(file: Path) -> PublicKey:
    certificate, *chain = _certificates(file)
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(
        key.curve, ec.SECP256R1
    ):
        raise KeyFault(f"The key in {file} must be an elliptic curve key, P-256.")
    return PublicKey(
        kid=key_id(key), key=key, certificate=certificate, chain=tuple(chain)
    )


def _certificates(file: Path) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError) as failure:
        raise KeyFault(f"No certificate can be read from {file}.") from failure


def _jwk(key: PublicKey) -> dict[str, str]:
    numbers = key.key.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "alg": "ES256",
        "use": "sig",
        "kid": base64url(key.kid),
        "x": base64url(numbers.x.to_bytes(_COORDINATE_BYTES, "big")),
        "y": base64url(numbers.y.to_bytes(_COORDINATE_BYTES, "big")),
        # A key that is leaked or spent vouches for nothing issued after this day.
        "until": key.until.date().isoformat(),
    }
