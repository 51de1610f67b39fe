"""Reads a year's notice as an administrator types it in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.calendars.models import DayKind

_COLUMNS = 4
_NAME_LENGTH = 120
_SATURDAY = 5
# So much of a wrong line is repeated to its writer.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not what its weekday says."""

    on: date
    kind: DayKind
    name_en: str
    name_zh: str


class NotANotice(ValueError):
    """The days cannot be those of the year; says which one and why."""


def parse(text: str) -> list[Day]:
    """Read one day a line: `2027-01-01, HOLIDAY, New Year’s Day, 元旦`.

    Raises NotANotice.
    """
    return [_parse(line) for line in text.splitlines() if line.strip()]


def check(days: Iterable[Day], *, year: int) -> None:
    """Refuse days that no notice of the year can name. Raises NotANotice."""
    seen: set[date] = set()
    for day in days:
        written = day.on.isoformat()
        if day.on.year != year and (day.on.year, day.on.month) != (year - 1, 12):
            raise NotANotice(
                _("%(day)s is neither in %(year)d nor in the December before it.")
                % {"day": written, "year": year}
            )
        if day.on in seen:
            raise NotANotice(_("%(day)s is named twice.") % {"day": written})
        if day.kind == DayKind.WORKDAY and day.on.weekday() < _SATURDAY:
            raise NotANotice(
                _(
                    "%(day)s is not at a weekend, so that it cannot become a working"
                    " day."
                )
                % {"day": written}
            )
        seen.add(day.on)
    if not seen:
        raise NotANotice(_("The notice names no day."))


def _parse(line: str) -> Day:
    fields = [field.strip() for field in line.split(",")]
    if len(fields) != _COLUMNS or not all(fields):
        raise NotANotice(
            _("“%(line)s” is not a date, a kind and two names, with commas between.")
            % {"line": line.strip()[:_SHOWN]}
        )
    day, kind, name_en, name_zh = fields
    if kind not in DayKind.values:
        raise NotANotice(
            _("“%(kind)s” is neither HOLIDAY nor WORKDAY.") % {"kind": kind[:_SHOWN]}
        )
    if max(len(name_en), len(name_zh)) > _NAME_LENGTH:
        raise NotANotice(
            _("A name in “%(line)s” is longer than %(most)d characters.")
            % {"line": line.strip()[:_SHOWN], "most": _NAME_LENGTH}
        )
    try:
        on = date.fromisoformat(day)
    except ValueError as refusal:
        raise NotANotice(
            _("“%(day)s” is not a date like 2027-01-31.") % {"day": day[:_SHOWN]}
        ) from refusal
    return Day(on, DayKind(kind), name_en, name_zh)
