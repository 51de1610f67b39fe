from datetime import date
from functools import lru_cache

from django.db import connection

from portal.calendars.models import DayKind
from portal.calendars.provisional import statutory_days
from portal.calendars.working_days import WorkingCalendar

# So many years after the last published one are estimated: no limit of the regime is
# longer than two years.
_HORIZON = 3


class NoCalendar(Exception):
    """No year is published for the jurisdiction; nothing can be counted."""


def calendar_for(jurisdiction: str) -> WorkingCalendar:
    """Return the published days and, after them, provisional ones, in one query.

    Raises NoCalendar.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED, [jurisdiction])
        rows = tuple(cursor.fetchall())
    if not rows:
        raise NoCalendar(f"No calendar of {jurisdiction} is published.")
    return _build(jurisdiction, rows)


# Written out: every list of cases asks, and Django composes it longer than it runs.
_PUBLISHED = """
SELECT published.year, day.day, day.kind
FROM calendars_calendaryear AS published
LEFT JOIN calendars_calendarday AS day ON day.notice_id = published.id
WHERE published.jurisdiction = %s
ORDER BY day.day
"""


@lru_cache(maxsize=4)
def _build(
    jurisdiction: str, rows: tuple[tuple[int, date | None, str | None], ...]
) -> WorkingCalendar:
    """Build the calendar of these days; the same days are the same calendar."""
    days: dict[str, set[date]] = {kind: set() for kind in DayKind}
    for _year, day, kind in rows:
        if day is not None and kind is not None:
            days[kind].add(day)
    published = frozenset(year for year, _day, _kind in rows)
    last = max(published)
    estimated = {
        day
        for year in range(last + 1, last + 1 + _HORIZON)
        for day in statutory_days(jurisdiction, year)
    }
    return WorkingCalendar(
        holidays=frozenset(days[DayKind.HOLIDAY] | estimated),
        workdays=frozenset(days[DayKind.WORKDAY]),
        published_years=published,
    )
