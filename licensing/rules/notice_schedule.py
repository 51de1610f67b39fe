"""Which reminders a licence owes, by the days before its last day.

A milestone m falls due on `valid_to - m days`. On a day `on`:

- it is owed when it falls due on or after the day of issue: a licence issued 16 days
  before its end never owes the reminder of 30 days before;
- it has come when it is owed and due on or before `on`;
- of those that have come only the last one, the smallest m, may still be sent, so that
  a planner that was away for a week sends one reminder and not three;
- after `valid_to` none may be sent any more; what nobody planned in time is kept as
  missed.

The planner in SQL says the same; its tests compare it with these functions.
"""

from collections.abc import Sequence
from datetime import date, timedelta


def due_on(valid_to: date, days_before: int) -> date:
    return valid_to - timedelta(days=days_before)


def latest_applicable(
    valid_to: date, issued_on: date, days: Sequence[int], *, on: date
) -> int | None:
    """Return the one milestone that may be sent on this day, if any."""
    if on > valid_to:
        return None
    return min(_come(valid_to, issued_on, days, on), default=None)


def stale(
    valid_to: date, issued_on: date, days: Sequence[int], *, on: date
) -> tuple[int, ...]:
    """Return the milestones that have come and, if unsent, must stay unsent."""
    current = latest_applicable(valid_to, issued_on, days, on=on)
    come = _come(valid_to, issued_on, days, on)
    return tuple(sorted((day for day in come if day != current), reverse=True))


def _come(
    valid_to: date, issued_on: date, days: Sequence[int], on: date
) -> frozenset[int]:
    return frozenset(day for day in days if issued_on <= due_on(valid_to, day) <= on)
