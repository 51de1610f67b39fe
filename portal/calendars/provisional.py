"""Statutory days of a year whose calendar is not published yet (R-K2).

Computed from the law: no make-up days, which only the yearly notice can name.
"""

from datetime import date
from functools import cache

import holidays


@cache
def statutory_days(jurisdiction: str, year: int) -> frozenset[date]:
    """Return the days off, none for a jurisdiction whose law the library lacks."""
    try:
        return frozenset(holidays.country_holidays(jurisdiction, years=year))
    except NotImplementedError:
        return frozenset()
