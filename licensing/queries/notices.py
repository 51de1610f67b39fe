from django.db.models import QuerySet

from licensing.enums import NoticeState
from licensing.models import Notice
from portal.accounts.models import User


def sent_to(user: User) -> "QuerySet[Notice]":
    """Return what the person was told, latest first."""
    return (
        Notice.objects.filter(recipient=user, state=NoticeState.POSTED)
        .select_related("licence", "application")
        .order_by("-pk")
    )


def unread_by(user: User) -> "QuerySet[Notice]":
    """Return what the person was told and has not seen in the portal."""
    return Notice.objects.filter(recipient=user, state=NoticeState.POSTED, read_at=None)
