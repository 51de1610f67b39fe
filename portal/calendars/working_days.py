"""Counting working days (R-K). Plain Python: dates in, dates out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEK = 7


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
    # In order, for counting: weekdays nobody works on, weekend days that are worked.
    _off: list[date] = field(init=False, repr=False, compare=False)
    _made_up: list[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        off = (day for day in self.holidays - self.workdays if not _is_weekend(day))
        object.__setattr__(self, "_off", sorted(off))
        made_up = (day for day in self.workdays if _is_weekend(day))
        object.__setattr__(self, "_made_up", sorted(made_up))

    def is_working_day(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return not _is_weekend(day) and day not in self.holidays

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
        """Count the working days later than `after` and not later than `until`.

        By whole weeks, so that a long time costs no more than a short one.
        """
        if until <= after:
            return 0
        weeks, rest = divmod((until - after).days, _WEEK)
        weekday = after.weekday()
        weekdays = weeks * _SATURDAY + sum(
            (weekday + n) % _WEEK < _SATURDAY for n in range(1, rest + 1)
        )
        return (
            weekdays
            - _count_between(self._off, after, until)
            + _count_between(self._made_up, after, until)
        )

    def _working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working_day(day):
                yield day


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _count_between(days: Sequence[date], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
