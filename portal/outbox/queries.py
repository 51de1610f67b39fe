from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from portal.outbox.models import OutboundEmail, State


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits although it is due, since when, and what was given up."""

    due: int
    oldest_due_at: datetime | None
    failed: int


def backlog(at: datetime) -> Backlog:
    due = OutboundEmail.objects.filter(
        Q(state=State.QUEUED, next_attempt_at__lte=at)
        | Q(state=State.SENDING, lease_until__lte=at)
    ).aggregate(
        count=Count("pk"), oldest=Min(Coalesce("next_attempt_at", "lease_until"))
    )
    return Backlog(
        due=due["count"],
        oldest_due_at=due["oldest"],
        failed=OutboundEmail.objects.filter(state=State.FAILED).count(),
    )
