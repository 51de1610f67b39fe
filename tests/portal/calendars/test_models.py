import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from portal.calendars.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (
            "UPDATE calendars_calendarday SET kind = 'PARTY'",
            "calendar_day_kind_known",
        ),
        (
            "UPDATE calendars_calendarday SET kind = 'WORKDAY' WHERE day = '2026-10-01'",
            "calendar_workday_on_weekend",
        ),
        (
            "UPDATE calendars_calendarday SET day = '2026-10-01'",
            "calendar_day_once",
        ),
        ("UPDATE calendars_calendaryear SET year = 2026", "calendar_year_once"),
        ("UPDATE calendars_calendaryear SET year = 26", "calendar_year_plausible"),
    ],
)
def test_the_database_refuses_a_calendar_that_cannot_be(statement, constraint):
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "National Day"), ("zh-hans", "国庆节"), (None, None)]
)
def test_a_day_is_named_in_the_readers_language(language, name):
    day = CalendarDay.objects.get(day="2026-10-01")
    with translation.override(language):
        assert day.name == (name or "National Day")
