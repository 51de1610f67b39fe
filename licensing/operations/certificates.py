"""Makes the signed PDF of each licence that has none yet.

Owed as a row from the moment of issue; a worker makes it, so that the signing key never
enters the web process. The same face gives the same page, and the licence is valid
whether or not its certificate is there.
"""

import hashlib
import logging
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from licensing.enums import CertificateState
from licensing.models import Certificate
from licensing.operations import certificate_files
from licensing.rules.certificate import LicenceFace
from portal.audit import trail
from portal.lib import keys, signing, typesetting, uploads

logger = logging.getLogger(__name__)

# Sweeps come every half minute; after this many failures an operator must look.
MOST_ATTEMPTS = 10


def make_waiting(*, at: datetime, limit: int = 200) -> int:
    """Make certificates that are owed, oldest first; return how many were made.

    One that fails is tried again by a later sweep, and never stops the others.
    """
    owed = Certificate.objects.filter(state=CertificateState.WAITING).order_by(
        "attempts", "pk"
    )
    return sum(
        _make(pk, at=at) for pk in list(owed.values_list("pk", flat=True)[:limit])
    )


@transaction.atomic
def _make(pk: int, *, at: datetime) -> bool:
    certificate = (
        Certificate.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("licence")
        .filter(pk=pk, state=CertificateState.WAITING)
        .first()
    )
    if certificate is None:
        return False
    try:
        pdf, code_text = compose(LicenceFace.from_data(certificate.licence.face), at=at)
    except (keys.KeyFault, signing.SigningFault, typesetting.TypesettingFault) as fault:
        _note_failure(certificate, fault)
        return False
    certificate.stored_name = default_storage.save(
        f"certificates/{uploads.stored_name()}", ContentFile(pdf)
    )
    certificate.state = CertificateState.MADE
    certificate.size = len(pdf)
    certificate.sha256 = hashlib.sha256(pdf).hexdigest()
    certificate.code_text = code_text
    certificate.made_at = at
    certificate.last_error = ""
    certificate.save()
    trail.record(
        verb="certificate.made",
        subject=certificate.licence,
        by=None,
        at=at,
        sha256=certificate.sha256,
    )
    return True


def compose(face: LicenceFace, *, at: datetime) -> tuple[bytes, str]:
    """Return the signed PDF of a face and the text of its QR code.

    Raises KeyFault, SigningFault, or TypesettingFault.
    """
    made = certificate_files.make(face, identity=keys.signing_identity(), at=at)
    return made.pdf, made.code_text


def _note_failure(certificate: Certificate, fault: Exception) -> None:
    logger.error("No certificate for %s: %s", certificate.licence_id, fault)
    certificate.attempts += 1
    certificate.last_error = str(fault)[:300]
    if certificate.attempts >= MOST_ATTEMPTS:
        certificate.state = CertificateState.FAILED
    certificate.save(update_fields=["attempts", "last_error", "state"])
