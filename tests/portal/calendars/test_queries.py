from datetime import UTC, date, datetime

import pytest

from portal.calendars.models import CalendarDay, CalendarYear
from portal.calendars.queries import NoCalendar, calendar_for
from portal.calendars.working_days import DueDay

pytestmark = pytest.mark.django_db


def test_the_published_years_are_loaded_by_the_migration():
    assert list(
        CalendarYear.objects.order_by("year").values_list("jurisdiction", "year")
    ) == [("CN", 2025), ("CN", 2026)]
    assert CalendarDay.objects.filter(notice__year=2025, kind="HOLIDAY").count() == 28
    assert CalendarDay.objects.filter(notice__year=2025, kind="WORKDAY").count() == 5
    assert CalendarDay.objects.filter(notice__year=2026, kind="HOLIDAY").count() == 33
    assert CalendarDay.objects.filter(notice__year=2026, kind="WORKDAY").count() == 6


def test_a_calendar_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = calendar_for("CN")

    assert calendar.published_years == {2025, 2026}
    assert calendar.add_working_days(date(2026, 2, 11), 3) == DueDay(
        date(2026, 2, 14), provisional=False
    )


def test_the_three_years_after_are_estimated_from_the_law():
    calendar = calendar_for("CN")

    # Spring Festival 2027 with its compensation; the Saturdays around it stay free.
    assert [calendar.is_working_day(date(2027, 2, day)) for day in range(1, 15)] == [
        True,
        True,
        True,
        True,
        *[False] * 6,
        True,
        True,
        False,
        False,
    ]
    assert calendar.is_working_day(date(2029, 10, 1)) is False
    assert calendar.is_working_day(date(2030, 10, 1)) is True
    assert calendar.add_working_days(date(2026, 12, 4), 20) == DueDay(
        date(2027, 1, 4), provisional=True
    )


def test_a_published_year_without_special_days_is_published():
    CalendarYear.objects.create(
        jurisdiction="SG",
        year=2026,
        source="Gazette",
        published_at=datetime(2025, 6, 1, tzinfo=UTC),
    )

    calendar = calendar_for("SG")

    assert calendar.published_years == {2026}
    assert calendar.is_working_day(date(2026, 1, 1)) is True
    assert calendar.is_working_day(date(2027, 1, 1)) is False


def test_a_jurisdiction_without_a_calendar_is_refused():
    with pytest.raises(NoCalendar, match="No calendar of XX is published"):
        calendar_for("XX")
