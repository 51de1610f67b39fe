"""From when to when a licence holds. Standing is read off the dates; no job sets it."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from dateutil.relativedelta import relativedelta

# R-V3: next year's licences may be issued from 10 December, unless a notice says later.
NEXT_YEAR_OPENS = (12, 10)


class Standing(StrEnum):
    FUTURE = "FUTURE"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"


class LicenceYearOver(ValueError):
    """Nothing can begin in a year that has passed."""


def valid_to(valid_from: date, *, months: int, ends_with_year: bool) -> date:
    """R-V1, R-V2: the last day, inclusive: same day of the month, or the month's last.

    With `ends_with_year` never later than 31 December of the year it begins in.
    """
    last = valid_from + relativedelta(months=months)
    if ends_with_year:
        return min(last, date(valid_from.year, 12, 31))
    return last


def starts_on(issued_on: date, licence_year: int) -> date:
    """R-V3, R-V4: the day of issue, or 1 January for a licence of a later year.

    Raises LicenceYearOver when the year has passed.
    """
    if licence_year < issued_on.year:
        raise LicenceYearOver(
            f"The licence year {licence_year} is over on {issued_on}."
        )
    return max(issued_on, date(licence_year, 1, 1))


def licence_years(on: date) -> tuple[int, ...]:
    """R-V5: the years an applicant may choose; two in the overlap window."""
    if (on.month, on.day) >= NEXT_YEAR_OPENS:
        return (on.year, on.year + 1)
    return (on.year,)


def first_instant(day: date, zone: tzinfo) -> datetime:
    """Return the beginning of a day of law, in UTC."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def end_instant(day: date, zone: tzinfo) -> datetime:
    """Return the first instant after a day of law, in UTC.

    For a last day of validity: from this instant the licence is expired.
    """
    return first_instant(day + timedelta(days=1), zone)


def standing(
    valid_from: date, valid_to: date, *, at: datetime, zone: tzinfo, ending: str = ""
) -> Standing:
    """Return what a licence is worth at an instant.

    `ending` is SUSPENDED or REVOKED while that holds, and outweighs the dates.
    """
    if ending:
        return Standing(ending)
    day = at.astimezone(zone).date()
    if day < valid_from:
        return Standing.FUTURE
    return Standing.ACTIVE if day <= valid_to else Standing.EXPIRED
