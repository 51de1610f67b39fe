"""The same job twice at once, or cut off in the middle: each thing is done once."""

import threading

import psycopg
import pytest
from django.db import connection

from licensing.enums import NoticeState
from licensing.models import Notice
from licensing.operations import notices
from portal.lib.legal_time import legal_day
from portal.outbox.models import OutboundEmail
from portal.standalone.waiting import wait_until
from tests.journeys.parts import PATIENCE
from tests.people import NOW

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("processes"),
]


def all_at_once(count, work):
    """Run the work in so many threads that begin together; return what they returned."""

    def run():
        start.wait()
        try:
            results.append(work())
        finally:
            connection.close()

    start = threading.Barrier(count)
    results = []
    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_planners_at_once_owe_each_reminder_once(licence):
    plans = all_at_once(4, lambda: notices.plan(on=licence.valid_to, at=NOW))

    assert sum(plan.planned for plan in plans) == 1
    assert Notice.objects.filter(days_before__isnull=False).count() == 6


def test_planners_in_two_processes_owe_each_reminder_once(licence, start_command):
    on = ("--on", licence.valid_to.isoformat())

    planners = [start_command("plan_notices", *on) for _ in range(2)]
    codes = [planner.process.wait(PATIENCE) for planner in planners]

    assert codes == [0, 0]
    assert Notice.objects.filter(days_before__isnull=False).count() == 6


def test_deliverers_at_once_post_each_notice_once(licence, wei):
    notices.plan(on=licence.valid_to, at=NOW)

    posted = all_at_once(4, lambda: notices.deliver(at=NOW))

    owed_today = Notice.objects.filter(due_on__lte=licence.issued_on)
    assert sum(posted) == owed_today.count()
    assert OutboundEmail.objects.count() == owed_today.count()


def test_a_planner_and_a_deliverer_at_once_do_not_undo_each_other(licence):

    def work():
        notices.plan(on=legal_day(NOW), at=NOW)
        return notices.deliver(at=NOW)

    assert sum(all_at_once(4, work)) == 2
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.POSTED}


def test_a_commit_that_fails_takes_the_mails_back_too(licence, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(type(Notice.objects.all()), "bulk_update", fail)
        with pytest.raises(OSError, match=r"^$"):
            notices.deliver(at=NOW)

    assert not OutboundEmail.objects.exists()
    assert notices.deliver(at=NOW) == OutboundEmail.objects.count() == 2


def test_a_deliverer_killed_before_its_commit_has_done_nothing(licence, start_command):
    """A mail of the same key that somebody else is writing makes it wait, for ever."""
    last = Notice.objects.latest("pk")
    with psycopg.connect(**own_connection()) as rival:
        rival.execute(
            'INSERT INTO outbox_outboundemail (key, "to", language, name, subject,'
            " text, html, message_id, queued_at, state, attempts, last_error,"
            " next_attempt_at) VALUES (%s, 'x@example.org', 'en', 'x', 'x', 'x', 'x',"
            " 'x', now(), 'QUEUED', 0, '', now())",
            [f"notice:{last.pk}"],
        )
        deliverer = start_command("deliver_notices")
        assert wait_until(somebody_waits_for_a_lock, seconds=PATIENCE)
        deliverer.kill()
        rival.rollback()

    assert wait_until(lambda: not others_connected(), seconds=PATIENCE)
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.PLANNED}
    assert not OutboundEmail.objects.exists()
    assert notices.deliver(at=NOW) == OutboundEmail.objects.count() == 2


def own_connection():
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    given = connection.settings_dict
    return {name: given[key] for key, name in names.items() if given[key]} | {
        "dbname": given["NAME"]
    }


def somebody_waits_for_a_lock():
    return bool(others_connected("AND wait_event_type = 'Lock'"))


def others_connected(condition=""):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            f" AND pid <> pg_backend_pid() {condition}"
        )
        return cursor.fetchall()
