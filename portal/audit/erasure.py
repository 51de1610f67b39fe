"""Erases what events tell about people; that they happened stays proved."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from portal.audit import trail
from portal.audit.models import Event, Payload


@transaction.atomic
def erase(
    *,
    events: QuerySet[Event],
    subject: Model,
    by: Model | None,
    reason: str,
    at: datetime,
) -> int:
    """Delete the payloads of the events and record it; return how many there were.

    Works for the owner of the tables only; anonymise the subject itself first, because
    the entry made here names it.
    """
    payloads = Payload.objects.filter(event__in=events.order_by().values("pk"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('licet.erasure', 'on', true)")
        count, _models = payloads.delete()
        cursor.execute("SELECT set_config('licet.erasure', 'off', true)")
    trail.record(
        verb="payload.erased",
        subject=subject,
        by=by,
        at=at,
        reason=reason,
        erased=count,
    )
    return count
