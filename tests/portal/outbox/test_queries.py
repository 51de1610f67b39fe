from datetime import timedelta

import pytest

from portal.outbox import delivery
from portal.outbox.models import OutboundEmail, State
from portal.outbox.queries import Backlog, backlog

HOUR = timedelta(hours=1)


def test_nothing_waits_in_an_empty_outbox(db, now):
    assert backlog(now) == Backlog(due=0, oldest_due_at=None, failed=0)


@pytest.mark.usefixtures("no_server")
def test_the_backlog_is_what_is_due_and_not_sent(post, now):
    post(key="long waiting", at=now - HOUR)
    post(key="waiting", at=now)
    post(key="later", at=now + HOUR)
    post(key="given up", at=now)
    OutboundEmail.objects.filter(key="given up").update(
        state=State.FAILED, next_attempt_at=None
    )

    assert backlog(now) == Backlog(due=2, oldest_due_at=now - HOUR, failed=1)


def test_a_mail_whose_sender_died_is_due(post, now):
    post(at=now)
    delivery._claim(now, 1)

    assert backlog(now).due == 0
    assert backlog(now + HOUR) == Backlog(
        due=1, oldest_due_at=now + timedelta(minutes=10), failed=0
    )
