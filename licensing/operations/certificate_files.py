"""Makes the signed file of a licence out of its face; stores nothing."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from licensing.rules.certificate import LicenceFace
from licensing.rules.certificate_document import document_data
from licensing.rules.certificate_payload import keywords_of, payload_of
from portal.lib import cose, qr, signing, typesetting
from portal.lib.keys import SigningIdentity


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """The file, what its code says, and the file's fingerprint."""

    pdf: bytes
    code_text: str
    sha256: str


def make(
    face: LicenceFace, *, identity: SigningIdentity, at: datetime
) -> CertificateFile:
    """Return the certificate: the same face, key and time give the same bytes.

    Raises TypesettingFault and SigningFault.
    """
    token = cose.sign(payload_of(face), identity=identity)
    code_text = qr.text_for(number=face.number, token=token)
    code = qr.draw(code_text)
    pages = typesetting.typeset(
        "licence",
        document_data(
            face, address=f"{settings.SITE_URL}/verify/", specimen=settings.IS_DEMO
        ),
        on=face.issued_on,
        exact={
            "keywords": keywords_of(face),
            "code_text": code_text,
            "code_picture": code.svg,
            "code_modules": code.modules,
        },
    )
    pdf = signing.sign_pdf(
        pages,
        identity=identity,
        at=at,
        reason=f"Export licence {face.number}",
        location=settings.AUTHORITY_ADDRESS_EN,
    )
    return CertificateFile(pdf=pdf, code_text=code_text, sha256=sha256(pdf).hexdigest())
