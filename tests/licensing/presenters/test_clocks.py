from datetime import date

import pytest
from django.utils import translation

from licensing.presenters import clocks
from licensing.rules.clocks import ClockFacts, Pause, read
from portal.calendars.working_days import WorkingCalendar
from portal.ui.tones import Tone

# November 2026 begins on a Sunday. The 20th to the 24th are off, the 28th is worked.
CALENDAR = WorkingCalendar(
    holidays=frozenset(date(2026, 11, day) for day in (20, 23, 24)),
    workdays=frozenset({date(2026, 11, 28)}),
    published_years=frozenset({2026}),
)
MONDAY = date(2026, 11, 2)


def present(on, *, limit=3, pauses=(), stopped_on=None, started_on=MONDAY, **kwargs):
    facts = ClockFacts(started_on, limit, pauses, stopped_on)
    return clocks.present(read(facts, CALENDAR, on=on), on=on, **kwargs)


def test_a_clock_says_which_day_it_is_and_when_it_is_due():
    clock = present(date(2026, 11, 4))
    assert clock == clocks.PresentedClock(
        Tone.OK, "Day 2 of 3", "due Thu 5 Nov", ("on", "on", "off")
    )
    assert clock.sentence == "Day 2 of 3 · due Thu 5 Nov"


def test_a_clock_says_the_same_in_chinese_order():
    with translation.override("zh-hans"):
        assert "11月5日周四" in present(date(2026, 11, 4)).detail


def test_a_clock_begins_on_the_next_working_day():
    clock = present(MONDAY)
    assert (clock.headline, clock.detail) == (
        "Starts next working day",
        "due Thu 5 Nov",
    )
    assert clock.blocks == ("off", "off", "off")


def test_the_last_day_asks_for_attention():
    clock = present(date(2026, 11, 5))
    assert (clock.tone, clock.headline, clock.detail) == (
        Tone.WARN,
        "Day 3 of 3",
        "due today, Thu 5 Nov",
    )


@pytest.mark.parametrize(
    ("on", "headline"), [(6, "1 day over"), (7, "1 day over"), (9, "2 days over")]
)
def test_an_overdue_clock_says_by_how_much(on, headline):
    clock = present(date(2026, 11, on))
    assert (clock.tone, clock.headline, clock.detail) == (
        Tone.STOP,
        headline,
        "was due Thu 5 Nov",
    )
    assert clock.blocks == ("on", "on", "on")


def test_a_paused_clock_says_since_when_and_on_which_day_it_stands():
    clock = present(date(2026, 11, 9), pauses=(Pause(date(2026, 11, 4)),))
    assert clock == clocks.PresentedClock(
        Tone.IDLE,
        "Paused",
        "with the exporter since Wed 4 Nov · day 1 of 3",
        ("on", "held", "held"),
    )


def test_a_pause_moves_the_due_day_and_stays_told():
    pauses = (Pause(date(2026, 11, 4), date(2026, 11, 10)),)
    clock = present(date(2026, 11, 10), pauses=pauses)
    assert clock.detail == "due Wed 11 Nov · paused 4 days with the exporter"


def test_a_pause_of_one_day_is_one_day():
    pauses = (Pause(date(2026, 11, 4), date(2026, 11, 5)),)
    assert (
        present(date(2026, 11, 5), pauses=pauses).sentence
        == "Day 2 of 3 · due Fri 6 Nov · paused 1 day with the exporter"
    )


def test_a_row_of_a_list_says_it_briefly():
    pauses = (Pause(date(2026, 11, 4), date(2026, 11, 10)),)
    clock = present(date(2026, 11, 10), pauses=pauses, is_brief=True)
    assert clock.detail == "due Wed 11 Nov · paused 4 days"


def test_a_stopped_clock_says_on_which_day():
    clock = present(date(2026, 11, 9), stopped_on=date(2026, 11, 4))
    assert (clock.tone, clock.headline, clock.detail) == (
        Tone.IDLE,
        "Stopped on day 2 of 3",
        "was due Thu 5 Nov",
    )


def test_a_clock_stopped_late_keeps_saying_so():
    clock = present(date(2026, 11, 30), stopped_on=date(2026, 11, 9))
    assert (clock.tone, clock.headline) == (Tone.IDLE, "2 days over")


@pytest.mark.parametrize(
    ("is_brief", "word"),
    [
        (True, "provisional"),
        (False, "provisional, until the calendar of that year is published"),
    ],
)
def test_a_due_day_in_a_year_not_published_is_marked(is_brief, word):
    clock = present(
        date(2026, 12, 30), started_on=date(2026, 12, 29), is_brief=is_brief
    )
    assert clock.detail == f"due Fri 1 Jan · {word}"


def test_a_stopped_clock_is_not_provisional():
    clock = present(
        date(2027, 1, 4), started_on=date(2026, 12, 29), stopped_on=date(2026, 12, 30)
    )
    assert clock.detail == "was due Fri 1 Jan"


def test_a_long_limit_is_drawn_in_ten_blocks():
    assert present(date(2026, 11, 5), limit=20).blocks == ("on",) * 2 + ("off",) * 8


def test_no_limit_has_no_blocks():
    assert present(date(2026, 11, 5), limit=0).blocks == ()


def test_the_clock_of_a_case_is_read_on_a_day(submitted):
    clock = clocks.clock_of(submitted.clocks.get(), CALENDAR, on=date(2026, 3, 3))
    assert clock.sentence == "Day 1 of 3 · due Thu 5 Mar"
