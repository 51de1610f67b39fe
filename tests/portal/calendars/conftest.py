from datetime import UTC, date, datetime

import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.calendars.models import DayKind
from portal.calendars.notices import Day

NOW = datetime(2026, 11, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def ada(db):
    return User.objects.create(
        email="ada@example.org",
        name="Ada Ito",
        role=Role.ADMINISTRATOR,
        joined_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


@pytest.fixture
def notice():
    """What a notice for 2027 might say: it takes a Sunday of December 2026 too."""
    return [
        Day(date(2026, 12, 27), DayKind.WORKDAY, "New Year’s Day", "元旦"),
        Day(date(2027, 1, 1), DayKind.HOLIDAY, "New Year’s Day", "元旦"),
        Day(date(2027, 1, 4), DayKind.HOLIDAY, "New Year’s Day", "元旦"),
    ]
