"""Reads a service clock: working days used, paused, left (regime §3.3).

Day 1 is the working day after the start. A pause takes the working days from the day of
the return to the day before the answer: on the day of the answer the clock runs again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.calendars.working_days import DueDay, WorkingCalendar

_DAY = timedelta(days=1)


class Tone(StrEnum):
    ON_TIME = "ON_TIME"
    NEAR = "NEAR"
    OVERDUE = "OVERDUE"
    PAUSED = "PAUSED"
    STOPPED = "STOPPED"


@dataclass(frozen=True, slots=True)
class Pause:
    paused_on: date
    resumed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock as it is kept; days are dates of law, `limit` is in working days."""

    started_on: date
    limit: int
    pauses: tuple[Pause, ...] = ()
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Day `day` of `limit`, due on `due_on`, paused `paused_days`.

    Day 0 is the day it starts. While the clock is paused, `due_on` is the due day if it
    ran again today. `is_provisional` until the calendar of the due year is published.
    """

    day: int
    limit: int
    due_on: date
    is_provisional: bool
    overdue_by: int
    paused_days: int
    paused_since: date | None
    is_stopped: bool
    tone: Tone

    @property
    def is_paused(self) -> bool:
        return self.paused_since is not None

    @property
    def is_overdue(self) -> bool:
        return self.overdue_by > 0


def read(facts: ClockFacts, calendar: WorkingCalendar, *, on: date) -> ClockReading:
    """Read the clock on a day; after it was stopped, as it stood on that day."""
    is_stopped = facts.stopped_on is not None and facts.stopped_on <= on
    until = min(on, facts.stopped_on) if facts.stopped_on else on
    pauses = _begun_pauses(facts, until)
    paused_days = sum(_days_of(pause, facts, calendar, until) for pause in pauses)
    day = calendar.working_days_between(facts.started_on, until) - paused_days
    due = _due_day(facts, calendar, until)
    overdue_by = _days_over(day - facts.limit, due.on, until)
    open_pause = next((p for p in pauses if _is_open(p, until)), None)
    paused_since = open_pause.paused_on if open_pause and not is_stopped else None
    return ClockReading(
        day=day,
        limit=facts.limit,
        due_on=due.on,
        is_provisional=due.provisional,
        overdue_by=overdue_by,
        paused_days=paused_days,
        paused_since=paused_since,
        is_stopped=is_stopped,
        tone=_tone(
            is_stopped=is_stopped,
            is_paused=paused_since is not None,
            overdue_by=overdue_by,
            left=facts.limit - day,
        ),
    )


def _begun_pauses(facts: ClockFacts, until: date) -> list[Pause]:
    begun = (pause for pause in facts.pauses if pause.paused_on <= until)
    return sorted(begun, key=lambda pause: pause.paused_on)


def _is_open(pause: Pause, until: date) -> bool:
    return pause.resumed_on is None or pause.resumed_on > until


def _days_of(
    pause: Pause, facts: ClockFacts, calendar: WorkingCalendar, until: date
) -> int:
    """Count the days a pause takes; the day of the start is none the clock had."""
    resumes = until + _DAY
    if pause.resumed_on is not None:
        resumes = min(pause.resumed_on, resumes)
    before = max(pause.paused_on - _DAY, facts.started_on)
    return calendar.working_days_between(before, resumes - _DAY)


def _due_day(facts: ClockFacts, calendar: WorkingCalendar, until: date) -> DueDay:
    """Return the due day, later by the working days paused before it was reached."""
    days = facts.limit
    due = calendar.add_working_days(facts.started_on, days)
    for pause in _begun_pauses(facts, until):
        if pause.paused_on <= due.on:
            days += _days_of(pause, facts, calendar, until)
            due = calendar.add_working_days(facts.started_on, days)
    return due


def _days_over(surplus: int, due_on: date, until: date) -> int:
    """Return the days over; a weekend after the due day is already one day over."""
    return max(surplus, 1) if until > due_on else 0


def _tone(*, is_stopped: bool, is_paused: bool, overdue_by: int, left: int) -> Tone:
    if is_stopped:
        return Tone.STOPPED
    if is_paused:
        return Tone.PAUSED
    if overdue_by:
        return Tone.OVERDUE
    return Tone.NEAR if left < 1 else Tone.ON_TIME
