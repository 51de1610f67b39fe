from datetime import date, timedelta

import pytest

from licensing.rules import notice_schedule

DAYS = (60, 30, 14, 7)
VALID_TO = date(2026, 12, 31)
ISSUED_ON = date(2026, 7, 1)


def test_a_milestone_is_due_so_many_days_before_the_last_day():
    assert notice_schedule.due_on(VALID_TO, 30) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("on", "milestone"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 60),
        (date(2026, 11, 30), 60),
        (date(2026, 12, 1), 30),
        (date(2026, 12, 17), 14),
        (date(2026, 12, 24), 7),
        (date(2026, 12, 31), 7),
        (date(2027, 1, 1), None),
    ],
)
def test_only_the_latest_milestone_that_has_come_may_be_sent(on, milestone):
    assert (
        notice_schedule.latest_applicable(VALID_TO, ISSUED_ON, DAYS, on=on) == milestone
    )


def test_milestones_before_the_issue_are_never_owed():
    issued_on = date(2026, 12, 15)

    assert [
        notice_schedule.latest_applicable(VALID_TO, issued_on, DAYS, on=on)
        for on in [date(2026, 12, 15), date(2026, 12, 16), date(2026, 12, 17)]
    ] == [None, None, 14]


def test_a_milestone_on_the_day_of_issue_is_owed():
    assert (
        notice_schedule.latest_applicable(
            VALID_TO, date(2026, 12, 17), DAYS, on=date(2026, 12, 17)
        )
        == 14
    )


def test_a_type_without_milestones_owes_nothing():
    assert (
        notice_schedule.latest_applicable(
            VALID_TO, ISSUED_ON, (), on=date(2026, 12, 31)
        )
        is None
    )


def test_a_planner_away_for_weeks_leaves_the_earlier_ones_stale():
    assert notice_schedule.stale(VALID_TO, ISSUED_ON, DAYS, on=date(2026, 12, 20)) == (
        60,
        30,
    )


def test_after_the_last_day_everything_unsent_is_stale():
    assert notice_schedule.stale(VALID_TO, ISSUED_ON, DAYS, on=date(2027, 1, 1)) == DAYS


def test_before_the_first_milestone_nothing_is_stale():
    assert notice_schedule.stale(VALID_TO, ISSUED_ON, DAYS, on=ISSUED_ON) == ()


@pytest.mark.parametrize("missed", [0, 1, 5])
def test_a_daily_run_sends_each_owed_milestone_at_most_once(missed):
    sent = []
    for day in range(0, 190, missed + 1):
        on = ISSUED_ON + timedelta(days=day)
        found = notice_schedule.latest_applicable(VALID_TO, ISSUED_ON, DAYS, on=on)
        if found is not None and found not in sent:
            sent.append(found)

    assert sent == list(DAYS)
