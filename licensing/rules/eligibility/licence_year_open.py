from collections.abc import Iterator

from licensing.rules import validity
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker, check


def licence_year_open(facts: ApplicationFacts) -> Iterator[Finding]:
    """R-V3, R-V5: this year, or the next one from December.

    Too early is a check, because the opening day is set by notice each year.
    """
    year = facts.licence_year
    if year < facts.on.year:
        yield blocker(FindingCode.LICENCE_YEAR_OVER, "contract", "R-V1", year=year)
    elif year not in validity.licence_years(facts.on):
        yield check(FindingCode.LICENCE_YEAR_EARLY, "contract", "R-V3", year=year)
