"""Remembers which notices a person has seen; the bell counts the others."""

from collections.abc import Iterable
from datetime import datetime

from licensing.models import Notice
from licensing.queries import notices
from portal.accounts.models import User


def mark_read(*, shown: Iterable[Notice], by: User, at: datetime) -> None:
    """Mark notices that stand on a page the person has opened."""
    unread = [notice.pk for notice in shown if notice.read_at is None]
    if unread:
        notices.unread_by(by).filter(pk__in=unread).update(read_at=at)
