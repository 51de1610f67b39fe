from datetime import date

from portal.calendars.models import CalendarYear, DayKind
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
    days: dict[DayKind, set[date]] = {kind: set() for kind in DayKind}
    published = set()
    rows = CalendarYear.objects.filter(jurisdiction=jurisdiction)
    for year, day, kind in rows.values_list("year", "days__day", "days__kind"):
        published.add(year)
        if day is not None:
            days[DayKind(kind)].add(day)
    if not published:
        raise NoCalendar(f"No calendar of {jurisdiction} is published.")
    last = max(published)
    estimated = {
        day
        for year in range(last + 1, last + 1 + _HORIZON)
        for day in statutory_days(jurisdiction, year)
    }
    return WorkingCalendar(
        holidays=frozenset(days[DayKind.HOLIDAY] | estimated),
        workdays=frozenset(days[DayKind.WORKDAY]),
        published_years=frozenset(published),
    )
