"""When a decision would come, and how long the licence would hold."""

from dataclasses import dataclass
from datetime import date

from licensing.models import LicenceTypeVersion
from licensing.rules import validity
from portal.calendars.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Estimate:
    """If it were submitted on the day; `limit` is in working days."""

    decision_by: date
    is_provisional: bool
    valid_until: date
    is_cut_by_year: bool
    limit: int


def estimate(
    version: LicenceTypeVersion, calendar: WorkingCalendar, *, on: date
) -> Estimate:
    due = calendar.add_working_days(on, version.decision_days)
    whole = validity.valid_to(
        due.on, months=version.validity_months, ends_with_year=False
    )
    until = validity.valid_to(
        due.on, months=version.validity_months, ends_with_year=version.ends_with_year
    )
    return Estimate(
        decision_by=due.on,
        is_provisional=due.provisional,
        valid_until=until,
        is_cut_by_year=until < whole,
        limit=version.decision_days,
    )
