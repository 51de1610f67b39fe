"""A thousand licences run out: each is reminded of as its schedule says, none skipped."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command

from licensing.enums import NoticeState
from licensing.models import Licence, Notice, NoticeMilestone
from licensing.operations import notices
from licensing.rules import notice_schedule
from portal.outbox.models import OutboundEmail

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

FIRST = date(2026, 7, 1)
NINE_IN_SHANGHAI = time(1, 0, tzinfo=UTC)


def nine(day):
    return datetime.combine(day, NINE_IN_SHANGHAI)


def seed(licences):
    with time_machine.travel(nine(FIRST), tick=False):
        call_command(
            "seed_volume", applications=licences, licences=licences, vehicles=0
        )


def expected(last_day, issued_on, milestones, first):
    """Return the day on which each reminder is owed, or that it came too late."""
    come = {
        days: notice_schedule.due_on(last_day, days)
        for days in milestones
        if notice_schedule.due_on(last_day, days) >= issued_on
    }
    stale = notice_schedule.stale(last_day, issued_on, milestones, on=first)
    return {
        days: "missed" if days in stale else max(day, first)
        for days, day in come.items()
    }


def test_a_daily_planner_owes_every_reminder_of_every_licence_on_its_day():
    seed(1000)
    milestones = list(NoticeMilestone.objects.values_list("days_before", flat=True))
    running = Licence.objects.filter(valid_to__gte=FIRST).values_list(
        "pk", "valid_to", "issued_on"
    )
    last = max(last_day for _pk, last_day, _issued_on in running)

    for days in range((last - FIRST).days + 2):
        day = FIRST + timedelta(days=days)
        notices.plan(on=day, at=nine(day))

    ledger = defaultdict(dict)
    for notice in Notice.objects.all():
        planned = notice.planned_at.date()
        ledger[notice.licence_id][notice.days_before] = (
            "missed" if notice.reason == "missed" else planned
        )
    assert ledger == {
        pk: expected(last_day, issued_on, milestones, FIRST)
        for pk, last_day, issued_on in running
    }
    assert not Notice.objects.filter(state=NoticeState.PLANNED).exists()


@pytest.mark.parametrize("missed", [1, 5])
def test_a_planner_away_for_days_leaves_no_licence_out(missed):
    seed(300)
    milestones = list(NoticeMilestone.objects.values_list("days_before", flat=True))
    notices.plan(on=FIRST, at=nine(FIRST))

    day = FIRST + timedelta(days=missed + 1)
    notices.plan(on=day, at=nine(day))

    owed = {
        (pk, days)
        for pk, last_day, issued_on in Licence.objects.values_list(
            "pk", "valid_to", "issued_on"
        )
        for days in [
            notice_schedule.latest_applicable(last_day, issued_on, milestones, on=day)
        ]
        if days is not None
    }
    planned = Notice.objects.filter(state=NoticeState.PLANNED)
    assert set(planned.values_list("licence_id", "days_before")) == owed


def test_what_is_due_goes_out_in_batches_and_all_of_it():
    seed(1500)
    plan = notices.plan(on=FIRST, at=nine(FIRST))

    handed_over = notices.deliver(at=nine(FIRST))

    assert handed_over == plan.planned > 200
    posted = Notice.objects.filter(state=NoticeState.POSTED)
    assert posted.count() == OutboundEmail.objects.count() == plan.planned
    assert notices.deliver(at=nine(FIRST)) == 0
