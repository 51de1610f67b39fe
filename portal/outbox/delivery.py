"""Sends what is due: claim and commit, send, mark. At least once, never lost.

A sender that dies keeps its claim only until the lease ends; then the mail goes out
again under the same Message-ID, by which receivers recognise a double.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from portal.lib.jobs import enqueue
from portal.outbox.backoff import MOST_ATTEMPTS, delay_after
from portal.outbox.mail import DELIVER_DUE
from portal.outbox.models import OutboundEmail, State
from portal.outbox.sending import NotSent, Sender, connected

logger = logging.getLogger(__name__)

_BATCH = 100
# Marking costs a commit; a sender that is killed has so many mails sent twice.
_MARKED_TOGETHER = 10
# A run ends long before its leases do, so that no living sender loses one.
_LEASE = timedelta(minutes=10)
_RUN_SECONDS = 120.0


def deliver_due(
    *, at: datetime, limit: int = 2000, seconds: float = _RUN_SECONDS
) -> int:
    """Send up to `limit` mails due at `at`, for about so many seconds; return how many.

    Several may run at once: each mail is claimed by one.
    """
    _end_leases(at)
    deadline = time.monotonic() + seconds
    claimed = sent = 0
    goes_on = True
    with connected() as sender:
        while goes_on and (batch := _claim(at, min(_BATCH, limit - claimed))):
            claimed += len(batch)
            done, goes_on = _send_batch(batch, sender=sender, at=at, deadline=deadline)
            sent += done
    return sent


@transaction.atomic
def send_again(mails: QuerySet[OutboundEmail], *, at: datetime, by: str) -> int:
    """Queue those of the mails that failed, as if new; return how many there were."""
    count = mails.filter(state=State.FAILED).update(
        state=State.QUEUED, attempts=0, next_attempt_at=at
    )
    logger.info("%s had %d failed mails sent again", by, count)
    enqueue(DELIVER_DUE)
    return count


def _send_batch(
    batch: list[OutboundEmail], *, sender: Sender, at: datetime, deadline: float
) -> tuple[int, bool]:
    """Return how many were sent, and whether there is any point in going on."""
    taken: list[OutboundEmail] = []
    sent = 0
    try:
        for position, mail in enumerate(batch):
            if time.monotonic() >= deadline:
                _release(batch[position:], at)
                return sent, False
            try:
                sender.send(mail)
            except NotSent as failure:
                # Nobody can be reached: the rest of the batch fares no better.
                struck = batch[position:] if failure.is_down else [mail]
                for each in struck:
                    _postpone(each, failure, at)
                if failure.is_down:
                    return sent, False
            else:
                taken.append(mail)
                sent += 1
            if len(taken) == _MARKED_TOGETHER:
                _mark_sent(taken, at)
                taken = []
    finally:
        _mark_sent(taken, at)
    return sent, True


def _end_leases(at: datetime) -> None:
    """Take the mails of dead senders back."""
    ended = OutboundEmail.objects.filter(state=State.SENDING, lease_until__lte=at)
    ended.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED,
        lease_until=None,
        last_error="Each sender stopped before the server had answered.",
    )
    ended.update(state=State.QUEUED, lease_until=None, next_attempt_at=at)


@transaction.atomic(durable=True)
def _claim(at: datetime, count: int) -> list[OutboundEmail]:
    claimed = list(
        OutboundEmail.objects.filter(state=State.QUEUED, next_attempt_at__lte=at)
        .order_by("next_attempt_at", "pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)[:count]
    )
    mails = OutboundEmail.objects.filter(pk__in=claimed)
    mails.update(
        state=State.SENDING,
        lease_until=at + _LEASE,
        next_attempt_at=None,
        attempts=F("attempts") + 1,
    )
    return list(mails.order_by("pk"))


def _release(batch: list[OutboundEmail], at: datetime) -> None:
    """Give back what there was no time for."""
    for mail in batch:
        _save(mail, state=State.QUEUED, next_attempt_at=at, attempts=mail.attempts - 1)


def _postpone(mail: OutboundEmail, failure: NotSent, at: datetime) -> None:
    error = str(failure)[:2000]
    if failure.is_final or mail.attempts >= MOST_ATTEMPTS:
        logger.error("Mail %s failed for good: %s", mail.key, error)
        _save(mail, state=State.FAILED, last_error=error)
    else:
        next_attempt_at = at + delay_after(mail.attempts)
        _save(
            mail,
            state=State.QUEUED,
            next_attempt_at=next_attempt_at,
            last_error=error,
        )


def _mark_sent(mails: list[OutboundEmail], at: datetime) -> None:
    if mails:
        _save(*mails, state=State.SENT, sent_at=at, last_error="")


def _save(*mails: OutboundEmail, **changes: Any) -> None:
    """Write what became of the mails of one batch, as far as they are still ours."""
    OutboundEmail.objects.filter(
        pk__in=[mail.pk for mail in mails],
        state=State.SENDING,
        lease_until=mails[0].lease_until,
    ).update(lease_until=None, **changes)
