from datetime import date, timedelta
from importlib import import_module

import holidays
import pytest

from portal.calendars.working_days import DueDay, WorkingCalendar

NOTICES = import_module("portal.calendars.migrations.0002_published_years")


@pytest.fixture(scope="module")
def calendar():
    days = [row for notice in NOTICES.NOTICES for row in NOTICES.days_of(notice)]
    return WorkingCalendar(
        holidays=frozenset(day for day, kind, *_ in days if kind == "HOLIDAY"),
        workdays=frozenset(day for day, kind, *_ in days if kind == "WORKDAY"),
        published_years=frozenset({2025, 2026}),
    )


def days_of(year):
    first = date(year, 1, 1)
    return [
        first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)
    ]


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2025-12-30", 3, "2026-01-05"),
        ("2025-12-30", 20, "2026-01-28"),
        ("2026-02-11", 3, "2026-02-14"),
        ("2026-02-11", 20, "2026-03-17"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-02-12", 20, "2026-03-18"),
        ("2026-04-29", 3, "2026-05-07"),
        ("2026-04-29", 20, "2026-05-29"),
        ("2026-09-24", 3, "2026-09-30"),
        ("2026-09-24", 20, "2026-10-29"),
        ("2026-09-29", 3, "2026-10-09"),
        ("2026-09-29", 20, "2026-11-02"),
    ],
)
def test_the_vectors_of_the_regime(calendar, start, count, due):
    day = calendar.add_working_days(date.fromisoformat(start), count)

    assert day == DueDay(date.fromisoformat(due), provisional=False)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_248_working_days(calendar, year):
    assert sum(calendar.is_working_day(day) for day in days_of(year)) == 248
    assert (
        calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == 248
    )


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_is_as_the_library_knows_it(calendar, year):
    library = holidays.country_holidays("CN", years=year)
    assert [calendar.is_working_day(day) for day in days_of(year)] == [
        library.is_working_day(day) for day in days_of(year)
    ]


@pytest.mark.parametrize(
    ("start", "count", "provisional"),
    [
        ("2026-12-03", 20, False),
        ("2026-12-04", 20, True),
        ("2026-12-28", 3, False),
        ("2026-12-29", 3, True),
        ("2024-12-30", 1, True),
        ("2024-12-31", 1, False),
        ("2024-12-31", 0, True),
        ("2024-12-31", 600, True),
        ("2025-01-01", 0, False),
    ],
)
def test_a_due_day_is_provisional_when_a_year_on_the_way_is_unpublished(
    calendar, start, count, provisional
):
    due = calendar.add_working_days(date.fromisoformat(start), count)

    assert due.provisional is provisional


def test_no_days_after_a_day_is_that_day_even_a_holiday(calendar):
    assert calendar.add_working_days(date(2026, 10, 1), 0) == DueDay(
        date(2026, 10, 1), provisional=False
    )


def test_days_are_not_counted_backwards(calendar):
    with pytest.raises(ValueError, match="counted forwards"):
        calendar.add_working_days(date(2026, 3, 2), -1)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-03-02", "2026-03-03"),
        ("2026-03-06", "2026-03-09"),
        ("2026-02-13", "2026-02-14"),
        ("2026-02-14", "2026-02-24"),
        ("2026-09-30", "2026-10-08"),
    ],
)
def test_the_next_working_day_is_later_than_the_day(calendar, day, following):
    assert calendar.next_working_day(date.fromisoformat(day)) == date.fromisoformat(
        following
    )


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("2026-02-11", "2026-02-14", 3),
        ("2026-02-14", "2026-02-23", 0),
        ("2026-02-14", "2026-02-24", 1),
        ("2026-03-02", "2026-03-02", 0),
        ("2026-03-05", "2026-03-02", 0),
    ],
)
def test_working_days_between_leaves_the_first_out_and_takes_the_last_in(
    calendar, after, until, count
):
    assert (
        calendar.working_days_between(
            date.fromisoformat(after), date.fromisoformat(until)
        )
        == count
    )


@pytest.mark.parametrize("count", range(1, 61))
def test_adding_and_counting_agree(calendar, count):
    for start in days_of(2026)[:250]:
        due = calendar.add_working_days(start, count)
        assert calendar.working_days_between(start, due.on) == count
        assert calendar.is_working_day(due.on)


@pytest.mark.parametrize("after", days_of(2026)[::9])
def test_working_days_are_counted_as_if_day_by_day(calendar, after):
    for span in (*range(-3, 25), 100, 364, 365, 400):
        days = [after + timedelta(days=n) for n in range(1, span + 1)]
        assert calendar.working_days_between(
            after, after + timedelta(days=span)
        ) == sum(calendar.is_working_day(day) for day in days)
