from datetime import date, timedelta

import pytest

from licensing.rules import clocks
from licensing.rules.clocks import ClockFacts, ClockReading, Pause, Tone
from portal.calendars.working_days import WorkingCalendar


def days(first, last):
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


# The notices for 2025 and 2026; 2027 is not published.
CALENDAR = WorkingCalendar(
    holidays=frozenset(
        days(date(2026, 1, 1), date(2026, 1, 3))
        | days(date(2026, 2, 15), date(2026, 2, 23))
        | days(date(2026, 4, 4), date(2026, 4, 6))
        | days(date(2026, 5, 1), date(2026, 5, 5))
        | days(date(2026, 6, 19), date(2026, 6, 21))
        | days(date(2026, 9, 25), date(2026, 9, 27))
        | days(date(2026, 10, 1), date(2026, 10, 7))
        | {date(2027, 1, 1)}
    ),
    workdays=frozenset(
        [
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        ]
    ),
    published_years=frozenset([2025, 2026]),
)


def read(started_on, on, *pauses, limit=3, stopped_on=None):
    facts = ClockFacts(started_on, limit, tuple(Pause(*p) for p in pauses), stopped_on)
    return clocks.read(facts, CALENDAR, on=on)


@pytest.mark.parametrize(
    ("started_on", "due_in_3", "due_in_20"),
    [
        (date(2025, 12, 30), date(2026, 1, 5), date(2026, 1, 28)),
        (date(2026, 2, 11), date(2026, 2, 14), date(2026, 3, 17)),
        (date(2026, 2, 12), date(2026, 2, 24), date(2026, 3, 18)),
        (date(2026, 4, 29), date(2026, 5, 7), date(2026, 5, 29)),
        (date(2026, 9, 24), date(2026, 9, 30), date(2026, 10, 29)),
        (date(2026, 9, 29), date(2026, 10, 9), date(2026, 11, 2)),
    ],
)
def test_due_days_follow_the_published_calendar(started_on, due_in_3, due_in_20):
    assert read(started_on, started_on).due_on == due_in_3
    assert read(started_on, started_on, limit=20).due_on == due_in_20


def test_day_one_is_the_working_day_after_the_start():
    started_on = date(2026, 11, 16)

    assert [read(started_on, started_on + timedelta(days=n)).day for n in range(4)] == [
        0,
        1,
        2,
        3,
    ]


def test_a_pause_on_the_day_of_the_start_takes_only_days_that_would_have_run():
    monday, wednesday = date(2026, 11, 16), date(2026, 11, 18)

    paused = read(monday, monday, (monday,))
    answered = read(monday, wednesday, (monday, wednesday))

    assert (paused.day, paused.paused_days) == (0, 0)
    assert (answered.day, answered.paused_days) == (1, 1)
    assert answered.due_on == date(2026, 11, 20)


def test_a_fresh_clock_is_on_time():
    assert read(date(2026, 11, 16), date(2026, 11, 17)) == ClockReading(
        day=1,
        limit=3,
        due_on=date(2026, 11, 19),
        is_provisional=False,
        overdue_by=0,
        paused_days=0,
        paused_since=None,
        is_stopped=False,
        tone=Tone.ON_TIME,
    )


def test_over_spring_festival_the_days_stand_still():
    started_on = date(2026, 2, 12)

    assert read(started_on, date(2026, 2, 14)).day == 2
    assert read(started_on, date(2026, 2, 23)).day == 2
    assert read(started_on, date(2026, 2, 24)).day == 3


def test_the_last_day_is_near():
    reading = read(date(2026, 11, 16), date(2026, 11, 19))

    assert (reading.day, reading.tone, reading.is_overdue) == (3, Tone.NEAR, False)


def test_after_the_due_day_working_days_over_are_counted():
    monday = date(2026, 11, 23)

    reading = read(date(2026, 11, 16), monday)

    assert (reading.due_on, reading.overdue_by) == (date(2026, 11, 19), 2)
    assert (reading.tone, reading.is_overdue) == (Tone.OVERDUE, True)


def test_a_weekend_after_the_due_day_is_one_day_over():
    saturday = date(2026, 11, 21)

    reading = read(date(2026, 11, 17), saturday)

    assert (reading.due_on, reading.overdue_by) == (date(2026, 11, 20), 1)


def test_a_pause_prolongs_by_the_working_days_with_the_exporter():
    reading = read(
        date(2026, 11, 16), date(2026, 11, 25), (date(2026, 11, 19), date(2026, 11, 25))
    )

    assert (reading.day, reading.due_on) == (3, date(2026, 11, 25))
    assert (reading.paused_days, reading.is_paused) == (4, False)
    assert reading.tone is Tone.NEAR


def test_the_day_of_the_return_is_paused_already():
    today = date(2026, 11, 18)

    reading = read(date(2026, 11, 16), today, (today, None))

    assert (reading.day, reading.paused_days) == (1, 1)
    assert (reading.paused_since, reading.tone) == (today, Tone.PAUSED)


def test_an_answer_on_the_same_day_pauses_nothing():
    tuesday = date(2026, 11, 17)

    reading = read(date(2026, 11, 16), date(2026, 11, 18), (tuesday, tuesday))

    assert (reading.paused_days, reading.due_on) == (0, date(2026, 11, 19))


def test_a_paused_clock_never_becomes_overdue():
    returned_on = date(2026, 11, 19)

    readings = [
        read(date(2026, 11, 16), returned_on + timedelta(days=n), (returned_on, None))
        for n in range(40)
    ]

    assert {reading.overdue_by for reading in readings} == {0}
    assert {reading.day for reading in readings} == {2}
    assert {reading.tone for reading in readings} == {Tone.PAUSED}


def test_holidays_within_a_pause_do_not_prolong_twice():
    reading = read(
        date(2026, 9, 28), date(2026, 10, 8), (date(2026, 9, 29), date(2026, 10, 8))
    )

    assert (reading.paused_days, reading.due_on) == (2, date(2026, 10, 10))


def test_an_answer_at_the_weekend_leaves_the_next_working_day():
    saturday = date(2026, 11, 21)

    reading = read(date(2026, 11, 16), saturday, (date(2026, 11, 19), saturday))

    assert (reading.day, reading.due_on) == (2, date(2026, 11, 23))
    assert reading.is_overdue is False


def test_two_pauses_add_up_in_whatever_order_they_are_kept():
    first = (date(2026, 11, 17), date(2026, 11, 18))
    second = (date(2026, 11, 19), date(2026, 11, 23))

    for pauses in [(first, second), (second, first)]:
        reading = read(date(2026, 11, 16), date(2026, 11, 24), *pauses)
        assert (reading.paused_days, reading.due_on) == (3, date(2026, 11, 24))
        assert reading.day == 3


def test_a_pause_after_the_due_day_excuses_nothing():
    reading = read(
        date(2026, 11, 16), date(2026, 11, 26), (date(2026, 11, 23), date(2026, 11, 25))
    )

    assert reading.due_on == date(2026, 11, 19)
    assert (reading.paused_days, reading.overdue_by) == (2, 3)


def test_a_pause_still_to_come_is_not_read():
    reading = read(date(2026, 11, 16), date(2026, 11, 17), (date(2026, 11, 18), None))

    assert (reading.is_paused, reading.paused_days) == (False, 0)


def test_the_past_is_read_as_it_was():
    pause = (date(2026, 11, 17), date(2026, 11, 24))

    reading = read(date(2026, 11, 16), date(2026, 11, 19), pause)

    assert (reading.paused_since, reading.paused_days) == (date(2026, 11, 17), 3)


def test_a_stopped_clock_stands_still():
    stopped_on = date(2026, 11, 18)

    for on in [stopped_on, date(2026, 12, 31)]:
        reading = read(date(2026, 11, 16), on, stopped_on=stopped_on)
        assert (reading.day, reading.overdue_by, reading.is_stopped) == (2, 0, True)
        assert reading.tone is Tone.STOPPED


def test_a_late_decision_stays_late():
    reading = read(
        date(2026, 11, 16), date(2026, 12, 31), stopped_on=date(2026, 11, 20)
    )

    assert (reading.overdue_by, reading.tone) == (1, Tone.STOPPED)


def test_before_its_stop_a_clock_is_read_as_running():
    reading = read(
        date(2026, 11, 16), date(2026, 11, 17), stopped_on=date(2026, 11, 20)
    )

    assert (reading.day, reading.is_stopped) == (1, False)


def test_a_case_withdrawn_while_paused_is_stopped_and_not_paused():
    reading = read(
        date(2026, 11, 16),
        date(2026, 11, 30),
        (date(2026, 11, 17), None),
        stopped_on=date(2026, 11, 20),
    )

    assert (reading.is_paused, reading.is_stopped, reading.paused_days) == (
        False,
        True,
        4,
    )


def test_a_due_day_in_an_unpublished_year_is_provisional():
    assert read(date(2026, 12, 28), date(2026, 12, 28)).is_provisional is False
    assert read(date(2026, 12, 29), date(2026, 12, 29)).is_provisional is True
    assert read(date(2026, 12, 3), date(2026, 12, 3), limit=20).is_provisional is False
    assert read(date(2026, 12, 4), date(2026, 12, 4), limit=20).is_provisional is True
