"""The service clock of a case, by the Chinese calendar of 2026."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from licensing.models import Clock, ClockPause
from licensing.operations import clocks, submission
from tests import steps
from tests.people import NOW


def at(month, day, hour=2, minute=0, year=2026):
    """A moment in UTC; Shanghai is eight hours ahead."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_three_working_days_from_the_day_after_receipt(submitted):
    clock = Clock.objects.get()
    assert (clock.limit, clock.started_on, clock.due_on, clock.due_is_provisional) == (
        3,
        date(2026, 3, 2),
        date(2026, 3, 5),
        False,
    )
    assert submitted.due_on == date(2026, 3, 5)


def test_the_holiday_of_qingming_is_no_working_day(draft, lin):
    submission.submit(
        application=draft, declaration=steps.DECLARATION, by=lin, at=at(4, 2)
    )
    # Friday the 3rd, then Tuesday the 7th and Wednesday the 8th.
    assert Clock.objects.get().due_on == date(2026, 4, 8)


def test_a_worked_saturday_counts(draft, lin):
    submission.submit(
        application=draft, declaration=steps.DECLARATION, by=lin, at=at(5, 7)
    )
    # Friday the 8th, Saturday the 9th (made up for May Day), Monday the 11th.
    assert Clock.objects.get().due_on == date(2026, 5, 11)


def test_the_day_is_that_of_shanghai(draft, lin):
    submission.submit(
        application=draft, declaration=steps.DECLARATION, by=lin, at=at(3, 2, hour=17)
    )
    assert Clock.objects.get().started_on == date(2026, 3, 3)


def test_a_due_day_in_a_year_not_published_is_provisional(draft, lin):
    clocks.start(draft, at=at(12, 30))
    clock = Clock.objects.get()
    assert (clock.due_on.year, clock.due_is_provisional) == (2027, True)


def test_a_pause_moves_the_due_day_when_it_ends(submitted):
    with transaction.atomic():
        clocks.pause(submitted, reason="correction", at=at(3, 4))
    assert ClockPause.objects.get().reason == "correction"
    with transaction.atomic():
        clocks.resume(submitted, at=at(3, 10))
    submitted.refresh_from_db()
    # Day 1 was the 3rd; the 4th to the 9th took four working days.
    assert Clock.objects.get().due_on == submitted.due_on == date(2026, 3, 11)


def test_two_pauses_add_up(submitted):
    for first, last in ((3, 4), (5, 6)):
        with transaction.atomic():
            clocks.pause(submitted, reason="correction", at=at(3, first))
            clocks.resume(submitted, at=at(3, last))
    assert Clock.objects.get().due_on == date(2026, 3, 9)


def test_a_pause_on_the_day_of_receipt_costs_nobody_a_day(submitted):
    with transaction.atomic():
        clocks.pause(submitted, reason="correction", at=NOW)
        clocks.resume(submitted, at=at(3, 4))
    assert Clock.objects.get().due_on == date(2026, 3, 6)


def test_stopping_ends_the_open_pause(returned):
    clocks.stop(returned, at=at(3, 4))
    assert Clock.objects.get().stopped_on == date(2026, 3, 4)
    assert ClockPause.objects.get().resumed_on == date(2026, 3, 4)


def test_stopping_twice_keeps_the_first_day(submitted):
    clocks.stop(submitted, at=at(3, 4))
    clocks.stop(submitted, at=at(3, 9))
    assert Clock.objects.get().stopped_on == date(2026, 3, 4)


def test_a_stopped_clock_is_not_paused(submitted):
    clocks.stop(submitted, at=at(3, 4))
    with pytest.raises(Clock.DoesNotExist), transaction.atomic():
        clocks.pause(submitted, reason="correction", at=at(3, 5))


@pytest.mark.parametrize(
    ("break_it", "constraint"),
    [
        (
            lambda clock: Clock.objects.create(
                application=clock.application,
                kind=clock.kind,
                limit=3,
                started_on=clock.started_on,
                due_on=clock.due_on,
            ),
            "clock_once_per_case",
        ),
        (
            lambda clock: ClockPause.objects.bulk_create(
                [ClockPause(clock=clock, paused_on=clock.started_on)] * 2
            ),
            "clock_paused_once_at_a_time",
        ),
        (
            lambda clock: clock.pauses.create(
                paused_on=date(2026, 3, 5), resumed_on=date(2026, 3, 4)
            ),
            "clock_pause_ends_after_it_begins",
        ),
    ],
)
def test_the_database_keeps_clocks_right(submitted, break_it, constraint):
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        break_it(submitted.clocks.get())
