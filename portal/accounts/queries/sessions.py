from datetime import datetime

from django.db.models import QuerySet

from portal.accounts.models import Session, User


def open_sessions(user: User, *, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(user=user, expire_date__gt=at).order_by("-seen_at")
