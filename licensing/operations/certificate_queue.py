"""Puts certificates that failed back in their queue.

Apart from making them: administration needs this, and a web process that loaded the
typesetter and the signer with it would be a fifth larger.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from licensing.enums import CertificateState
from licensing.jobs import Job
from licensing.models import Certificate
from portal.accounts.models import User
from portal.audit import trail
from portal.lib import jobs


@transaction.atomic
def owe_again(*, certificates: QuerySet[Certificate], by: User, at: datetime) -> int:
    """Put failed certificates back in the queue; return how many."""
    failed = list(
        certificates.filter(state=CertificateState.FAILED).select_for_update()
    )
    for certificate in failed:
        certificate.state = CertificateState.WAITING
        certificate.attempts = 0
        certificate.save(update_fields=["state", "attempts"])
        trail.record(verb="certificate.owed_again", subject=certificate, by=by, at=at)
    jobs.enqueue(Job.MAKE_WAITING_CERTIFICATES)
    return len(failed)
