"""Counting working days (R-K). Plain Python: dates in, dates out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day counted to; provisional while a year on the way is not published."""

    on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off, make-up working days, and the years whose calendar is published."""

    holidays: frozenset[date]
    workdays: frozenset[date]
    published_years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """Return the first working day after the day."""
        return next(self._working_days_after(day))

    def add_working_days(self, start: date, count: int) -> DueDay:
        """Return the day that is `count` working days after `start`.

        `start` itself is not counted, whatever day it is; no day after it is itself.
        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("Working days are counted forwards.")
        on = start
        days = self._working_days_after(start)
        for _ in range(count):
            on = next(days)
        years = range(min(on, start + _DAY).year, on.year + 1)
        return DueDay(on, provisional=not self.published_years.issuperset(years))

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days later than `after` and not later than `until`."""
        days = range(1, (until - after).days + 1)
        return sum(self.is_working_day(after + n * _DAY) for n in days)

    def _working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working_day(day):
                yield day
