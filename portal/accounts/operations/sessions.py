"""Sessions end: one's own by choice, another's when the account is closed."""

from datetime import datetime

from django.db import transaction

from portal.accounts.models import Session, User
from portal.accounts.sessions import public_name
from portal.audit import trail


def delete_all(person: User, *, but: str | None = None) -> int:
    """Delete the person's sessions, except the one with the key `but`."""
    ended, _ = Session.objects.filter(user=person).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def end_others(*, user: User, current: str | None, at: datetime) -> int:
    ended = delete_all(user, but=current)
    if ended:
        trail.record(
            verb="account.sessions_ended", subject=user, by=user, at=at, count=ended
        )
    return ended


@transaction.atomic
def end_one(*, user: User, name: str, at: datetime) -> bool:
    """End the session of that public name; False when the person has none such."""
    for session in Session.objects.filter(user=user):
        if public_name(session.session_key) == name:
            session.delete()
            trail.record(
                verb="account.sessions_ended", subject=user, by=user, at=at, count=1
            )
            return True
    return False
