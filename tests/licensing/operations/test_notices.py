"""Planning and delivery of reminders: each once, none stale, whatever is missed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from exporters.models import Membership
from licensing.enums import EndingKind, NoticeKind, NoticeState
from licensing.models import Notice, PlannedDay
from licensing.operations import licences, notices, submission
from licensing.rules import notice_schedule
from portal.accounts.operations import people
from portal.outbox import mail
from portal.outbox.models import OutboundEmail
from tests import steps
from tests.people import NOW, member, person

DAYS = [60, 30, 14, 7, 1, 0]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def plan(day: date) -> notices.Plan:
    return notices.plan(on=day, at=at(day))


def ledger(licence, state):
    return list(
        Notice.objects.filter(licence=licence, state=state)
        .exclude(kind=NoticeKind.ISSUED)
        .order_by("-days_before")
        .values_list("days_before", flat=True)
    )


@pytest.fixture
def last_day(licence):
    return licence.valid_to


def test_a_licence_owes_a_reminder_on_each_of_its_days(licence, last_day):
    for days in DAYS:
        plan(last_day - timedelta(days=days))
        notices.deliver(at=at(last_day - timedelta(days=days)))

    assert ledger(licence, NoticeState.POSTED) == DAYS


def test_the_mail_is_sent_on_the_day_and_not_before(licence, last_day):
    plan(last_day - timedelta(days=61))

    assert ledger(licence, NoticeState.PLANNED) == []


def test_planning_twice_owes_once(licence, last_day):
    day = last_day - timedelta(days=30)

    first, second = plan(day), plan(day)

    assert (first.planned, first.missed) == (1, 1)
    assert (second.planned, second.missed) == (0, 0)


def test_after_five_missed_days_only_the_latest_is_sent(licence, last_day):
    plan(last_day - timedelta(days=8))
    notices.deliver(at=at(last_day - timedelta(days=8)))

    plan(last_day - timedelta(days=1))
    notices.deliver(at=at(last_day - timedelta(days=1)))

    assert ledger(licence, NoticeState.POSTED) == [14, 1]
    assert ledger(licence, NoticeState.SUPERSEDED) == [60, 30, 7]


def test_a_reminder_planned_and_overtaken_is_not_sent(licence, last_day):
    plan(last_day - timedelta(days=7))

    overtaken = plan(last_day - timedelta(days=1))
    notices.deliver(at=at(last_day - timedelta(days=1)))

    assert overtaken.superseded == 1
    assert ledger(licence, NoticeState.POSTED) == [1]


def test_nothing_is_owed_after_the_last_day(licence, last_day):
    planned = plan(last_day + timedelta(days=1))

    assert planned.planned == 0


def missed(licence):
    rows = Notice.objects.filter(licence=licence, reason="missed")
    return list(rows.order_by("-days_before").values_list("days_before", "state"))


def test_a_licence_that_ended_while_the_planner_was_away_leaves_its_gap(
    licence, last_day
):
    plan(last_day - timedelta(days=31))
    notices.deliver(at=at(last_day - timedelta(days=31)))
    back = last_day + timedelta(days=20)

    gap = plan(back)

    assert (gap.planned, gap.missed, gap.superseded, gap.cancelled) == (0, 5, 0, 0)
    assert missed(licence) == [
        (30, NoticeState.SUPERSEDED),
        (14, NoticeState.SUPERSEDED),
        (7, NoticeState.SUPERSEDED),
        (1, NoticeState.SUPERSEDED),
        (0, NoticeState.CANCELLED),
    ]
    assert ledger(licence, NoticeState.POSTED) == [60]
    assert notices.deliver(at=at(back)) == 0
    assert plan(back).missed == 0


def test_a_licence_is_seen_by_the_first_run_of_all(licence, last_day):
    plan(last_day + timedelta(days=400))

    assert [days for days, _ in missed(licence)] == DAYS


def test_a_run_looks_back_to_the_day_of_the_run_before(licence, last_day):
    plan(last_day)
    Notice.objects.filter(licence=licence, days_before=0).delete()

    plan(last_day + timedelta(days=1))

    assert missed(licence)[-1] == (0, NoticeState.CANCELLED)


def test_what_an_earlier_run_has_seen_is_not_looked_at_again(licence, last_day):
    plan(last_day + timedelta(days=1))
    Notice.objects.filter(licence=licence, reason="missed").delete()

    assert plan(last_day + timedelta(days=2)).missed == 0


def test_the_days_of_planning_are_kept_once_each(licence, last_day):
    plan(last_day)
    plan(last_day)
    plan(last_day - timedelta(days=1))

    assert list(PlannedDay.objects.order_by("day").values_list("day", flat=True)) == [
        last_day - timedelta(days=1),
        last_day,
    ]


def test_rehearsing_a_day_to_come_calls_nothing_missed_that_may_yet_be_sent(
    licence, last_day
):
    notices.plan(on=last_day + timedelta(days=1), at=at(last_day - timedelta(days=7)))

    assert not PlannedDay.objects.exists()
    assert ledger(licence, NoticeState.CANCELLED) == []
    assert plan(last_day - timedelta(days=7)).planned == 1


def test_nobody_missed_what_came_before_they_joined(licence, last_day, yunfan):
    late = person("late@yunfan.example", "La Te")
    membership = member(yunfan, late)
    Membership.objects.filter(pk=membership.pk).update(
        joined_at=at(last_day + timedelta(days=1))
    )

    plan(last_day + timedelta(days=2))

    assert not Notice.objects.filter(recipient=late).exists()


def test_a_revoked_licence_leaves_no_gap(licence, last_day, chen, zhou):
    licences.end(
        licence=licence,
        kind=EndingKind.REVOKED,
        ground="False documents.",
        proposed_by=chen,
        by=zhou,
        at=NOW,
    )

    assert plan(last_day + timedelta(days=1)).missed == 0


def test_a_reminder_never_handed_over_before_the_end_says_so(licence, last_day):
    plan(last_day - timedelta(days=14))

    plan(last_day + timedelta(days=3))

    reasons = Notice.objects.filter(licence=licence, state=NoticeState.CANCELLED)
    assert dict(reasons.values_list("days_before", "reason")) == {
        14: "licence.expired",
        0: "missed",
    }


def test_a_reminder_not_sent_in_time_is_cancelled(licence, last_day):
    plan(last_day)

    plan(last_day + timedelta(days=1))

    assert (
        Notice.objects.get(licence=licence, days_before=0).reason == "licence.expired"
    )


def test_the_notice_of_issue_is_owed_even_after_the_last_day(licence, last_day):
    late = last_day + timedelta(days=1)

    plan(late)
    notices.deliver(at=at(late))

    assert Notice.objects.get(kind=NoticeKind.ISSUED).state == NoticeState.POSTED


def test_a_revoked_licence_owes_nothing(licence, last_day, chen, zhou):
    plan(last_day - timedelta(days=7))

    licences.end(
        licence=licence,
        kind=EndingKind.REVOKED,
        ground="False documents.",
        proposed_by=chen,
        by=zhou,
        at=NOW,
    )
    plan(last_day)

    assert ledger(licence, NoticeState.PLANNED) == []
    assert ledger(licence, NoticeState.CANCELLED) == [7]


def test_who_was_disabled_is_told_nothing(licence, last_day, lin, ada):
    plan(last_day - timedelta(days=7))
    people.disable(user=lin, by=ada, at=NOW, reason="Left the company.")

    notices.deliver(at=at(last_day - timedelta(days=7)))

    reminder = Notice.objects.get(licence=licence, days_before=7)
    assert (reminder.state, reminder.reason) == ("CANCELLED", "recipient.disabled")


def test_planning_cancels_for_who_was_disabled(licence, last_day, lin, ada):
    plan(last_day - timedelta(days=7))
    people.disable(user=lin, by=ada, at=NOW, reason="Left the company.")

    assert plan(last_day - timedelta(days=6)).cancelled == 2


@pytest.mark.parametrize("days_late", [-1, 0, 1, 5, 20, 59, 60, 61, 200])
def test_the_statement_says_what_the_rule_says(licence, last_day, days_late):
    on = last_day - timedelta(days=60) + timedelta(days=days_late)

    plan(on)

    latest = notice_schedule.latest_applicable(last_day, licence.issued_on, DAYS, on=on)
    stale = notice_schedule.stale(last_day, licence.issued_on, DAYS, on=on)
    assert ledger(licence, NoticeState.PLANNED) == [latest] * (latest is not None)
    unsent = ledger(licence, NoticeState.SUPERSEDED)
    unsent += ledger(licence, NoticeState.CANCELLED)
    assert unsent == list(stale)


def test_a_short_licence_never_owes_what_came_before_it(
    lin, yunfan, chen, zhou, private_files
):
    december = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
    case = steps.draft(by=lin, organisation=yunfan, at=december)
    steps.submit(case, by=lin, at=december)
    steps.claim(case, by=chen, at=december)
    steps.recommend(case, by=chen, at=december)
    steps.decide(case, by=zhou, at=december)
    case.refresh_from_db()

    plan(date(2026, 12, 31))

    assert case.licence.valid_to == date(2026, 12, 31)
    assert ledger(case.licence, NoticeState.SUPERSEDED) == [14, 7, 1]


def test_every_member_is_told_in_their_language(licence, wei, lin, last_day):
    plan(last_day)
    notices.deliver(at=at(last_day))

    told = OutboundEmail.objects.filter(name="licence_expiry")
    assert dict(told.values_list("to", "language")) == {
        lin.email: "en",
        wei.email: "zh-hans",
    }


def test_a_notice_and_its_mail_are_one(licence, lin):
    notices.deliver(at=NOW)

    issued = Notice.objects.get(licence=licence, kind=NoticeKind.ISSUED)
    email = OutboundEmail.objects.get(key=issued.email_key)
    assert (issued.state, email.to) == (NoticeState.POSTED, lin.email)
    assert licence.number in email.subject


def test_delivering_twice_posts_once(licence):
    first, second = notices.deliver(at=NOW), notices.deliver(at=NOW)

    assert (first, second) == (2, 0)


def test_an_address_that_is_none_is_cancelled_and_others_go_on(licence, lin, wei):
    plan(licence.valid_to)
    type(lin).objects.filter(pk=lin.pk).update(email="nobody")

    notices.deliver(at=at(licence.valid_to))

    reminders = Notice.objects.filter(days_before=0)
    assert dict(reminders.values_list("recipient__name", "reason")) == {
        "Lin Xiao": "address.invalid",
        "Wei Min": "",
    }


def test_a_notice_that_cannot_be_worded_stays_owed_and_stops_no_other(
    licence, lin, wei, monkeypatch, caplog
):
    def post_or_fail(*, to, **values):
        if to == lin.email:
            raise RuntimeError
        return posted(to=to, **values)

    plan(licence.valid_to)
    posted = mail.post
    monkeypatch.setattr(mail, "post", post_or_fail)

    handed_over = notices.deliver(at=at(licence.valid_to))

    reminders = Notice.objects.filter(days_before=0)
    assert handed_over == 1
    assert dict(reminders.values_list("recipient__name", "state")) == {
        "Lin Xiao": NoticeState.PLANNED,
        "Wei Min": NoticeState.POSTED,
    }
    assert caplog.messages == [
        f"Notice {notice.pk} stays owed"
        for notice in Notice.objects.filter(state=NoticeState.PLANNED).order_by("pk")
    ]


def test_a_notice_that_failed_is_sent_by_a_later_run(licence, lin, monkeypatch):
    def fail(**_):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(mail, "post", fail)
        notices.deliver(at=NOW)

    assert notices.deliver(at=NOW) == 2
    assert Notice.objects.get(kind=NoticeKind.ISSUED).state == NoticeState.POSTED


def test_a_run_has_its_time_and_the_next_goes_on(licence):
    assert notices.deliver(at=NOW, seconds=0) == 0
    assert notices.deliver(at=NOW) == 2


def test_a_licence_that_ended_meanwhile_is_not_reminded(licence, last_day, chen, zhou):
    plan(last_day)
    reminder = Notice.objects.get(days_before=0)
    licences.end(
        licence=licence,
        kind=EndingKind.SUSPENDED,
        ground="An inspection is under way.",
        proposed_by=chen,
        by=zhou,
        at=NOW,
    )
    Notice.objects.filter(pk=reminder.pk).update(state=NoticeState.PLANNED, reason="")

    notices.deliver(at=at(last_day))

    reminder.refresh_from_db()
    assert reminder.reason == "licence.ended"


def test_a_reminder_found_too_late_is_not_sent(licence, last_day):
    plan(last_day)

    notices.deliver(at=at(last_day + timedelta(days=1)))

    assert Notice.objects.get(days_before=0).reason == "licence.expired"


def test_a_request_answered_meanwhile_is_not_sent(returned, lin):
    steps.answer_correction(returned, by=lin)

    notices.deliver(at=NOW)

    asked = Notice.objects.get(kind=NoticeKind.CORRECTION)
    assert (asked.state, asked.reason) == ("CANCELLED", "correction.answered")


def test_nothing_is_said_about_what_was_withdrawn(returned, lin):
    submission.withdraw(application=returned, by=lin, at=NOW)

    notices.deliver(at=NOW)

    assert set(Notice.objects.values_list("state", "reason")) == {
        ("CANCELLED", "application.withdrawn")
    }


def test_a_second_request_is_told_after_the_first_was_answered(returned, lin, chen):
    steps.answer_correction(returned, by=lin)
    returned.refresh_from_db()
    steps.ask_for_correction(returned, by=chen)

    notices.deliver(at=NOW)

    requests = Notice.objects.filter(kind=NoticeKind.CORRECTION)
    assert list(requests.order_by("occurrence").values_list("state", flat=True)) == [
        NoticeState.CANCELLED,
        NoticeState.POSTED,
    ]


def test_a_reminder_sent_late_says_how_many_days_are_really_left(licence, last_day):
    plan(last_day - timedelta(days=10))
    notices.deliver(at=at(last_day - timedelta(days=9)))

    reminder = Notice.objects.get(state=NoticeState.POSTED, days_before=14)
    email = OutboundEmail.objects.get(key=reminder.email_key)
    assert f"Licence {licence.number} ends in 9 days" in email.text
