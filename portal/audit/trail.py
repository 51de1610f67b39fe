"""The only writer of the audit trail."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from portal.audit import canonical
from portal.audit.canonical import Fact
from portal.audit.models import Event, Payload

# Names are indexed; the index takes no more.
_NAME_LENGTH = 300


def record(
    *,
    verb: str,
    subject: Model,
    by: Model | None,
    at: datetime,
    reason: str = "",
    **facts: Fact,
) -> Event:
    """Chain an event: call it inside the transaction of the change it tells of.

    The chain is locked from here until that transaction ends, so take every other lock
    before. `by` is None when the portal acted itself. Facts are JSON without fractions:
    give dates and amounts as text.
    """
    if timezone.is_naive(at):
        raise ValueError("The time of an event must be aware.")
    if subject.pk is None:
        raise ValueError("The subject of an event must have been saved.")
    data = canonical.plain(
        {
            "actor_id": "" if by is None else str(by.pk),
            "actor_name": "" if by is None else _name(by),
            "subject_name": _name(subject),
            "reason": reason,
            "facts": facts,
        }
    )
    salt = secrets.token_hex(16)
    with transaction.atomic(savepoint=False):
        event = Event.objects.create(
            at=at,
            verb=verb,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            payload_digest=canonical.payload_digest(salt=salt, data=data),
        )
        Payload.objects.create(event=event, salt=salt, data=data)
    return event


def _name(model: Model) -> str:
    """Return a person's name without the address that their `str` carries."""
    return str(getattr(model, "name", model))[:_NAME_LENGTH]
