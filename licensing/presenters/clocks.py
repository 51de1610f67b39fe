"""The clock, in the same words everywhere: lists, cases, receipts."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.models import Clock
from licensing.queries.clocks import facts_of
from licensing.rules import clocks as rules
from licensing.rules.clocks import ClockReading
from portal.calendars.working_days import WorkingCalendar
from portal.ui import tones
from portal.ui.writing import write_date

_TONES: Final = {
    rules.Tone.ON_TIME: tones.Tone.OK,
    rules.Tone.NEAR: tones.Tone.WARN,
    rules.Tone.OVERDUE: tones.Tone.STOP,
    rules.Tone.PAUSED: tones.Tone.IDLE,
    rules.Tone.STOPPED: tones.Tone.IDLE,
}
# A block is a working day, until there are more than fit in a row.
_MOST_BLOCKS: Final = 10


@dataclass(frozen=True, slots=True)
class PresentedClock:
    """What the tag `clock` draws: “Day 2 of 3”, “due Thu 26 Nov · paused 4 days …”."""

    tone: tones.Tone
    headline: str
    detail: str
    blocks: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.headline} · {self.detail}"


def clock_of(clock: Clock, calendar: WorkingCalendar, *, on: date) -> PresentedClock:
    """Read a clock on a day of law; no query when its pauses are prefetched."""
    return present(rules.read(facts_of(clock), calendar, on=on), on=on)


def present(
    reading: ClockReading, *, on: date, is_brief: bool = False
) -> PresentedClock:
    """Say what a clock shows; brief for a row of a list."""
    return PresentedClock(
        tone=_TONES[reading.tone],
        headline=_headline(reading),
        # Independent facts side by side, in an order that both languages keep.
        detail=" · ".join(_details(reading, on, is_brief=is_brief)),
        blocks=_blocks(reading),
    )


def _headline(reading: ClockReading) -> str:
    if reading.is_paused:
        return _("Paused")
    if reading.is_overdue:
        words = ngettext(
            "%(count)d day over", "%(count)d days over", reading.overdue_by
        )
        return words % {"count": reading.overdue_by}
    if reading.is_stopped:
        return _("Stopped on day %(day)d of %(limit)d") % _days(reading)
    if reading.day < 1:
        return _("Starts next working day")
    return _("Day %(day)d of %(limit)d") % _days(reading)


def _days(reading: ClockReading) -> dict[str, int]:
    return {"day": reading.day, "limit": reading.limit}


def _details(reading: ClockReading, on: date, *, is_brief: bool) -> list[str]:
    if reading.paused_since is not None:
        since = write_date(reading.paused_since, "short")
        return [
            _("with the exporter since %(date)s") % {"date": since},
            _("day %(day)d of %(limit)d") % _days(reading),
        ]
    details = [_due(reading, on)]
    if reading.paused_days:
        details.append(_paused(reading.paused_days, is_brief=is_brief))
    if reading.is_provisional and not reading.is_stopped:
        details.append(
            _("provisional")
            if is_brief
            else _("provisional, until the calendar of that year is published")
        )
    return details


def _paused(days: int, *, is_brief: bool) -> str:
    words = (
        ngettext("paused %(count)d day", "paused %(count)d days", days)
        if is_brief
        else ngettext(
            "paused %(count)d day with the exporter",
            "paused %(count)d days with the exporter",
            days,
        )
    )
    return words % {"count": days}


def _due(reading: ClockReading, on: date) -> str:
    due = {"date": write_date(reading.due_on, "short")}
    if reading.is_stopped or reading.is_overdue:
        return _("was due %(date)s") % due
    if reading.due_on == on:
        return _("due today, %(date)s") % due
    return _("due %(date)s") % due


def _blocks(reading: ClockReading) -> tuple[str, ...]:
    total = min(reading.limit, _MOST_BLOCKS)
    used = min(-(-max(reading.day, 0) * total // max(reading.limit, 1)), total)
    rest = "held" if reading.is_paused else "off"
    return ("on",) * used + (rest,) * (total - used)
