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
