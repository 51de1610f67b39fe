from collections.abc import Iterator
from datetime import date

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def exporter_authorised(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-02, R-A1: a trading company needs an authorisation.

    It is in force on the first day the licence could hold.
    """
    if facts.exporter_is_manufacturer or not facts.manufacturer_uscc:
        raise NotJudged
    authorisation = facts.authorisation
    if authorisation is None:
        yield blocker(FindingCode.AUTHORISATION_MISSING, "company", "RF-02")
        return
    first_day = max(facts.on, date(facts.licence_year, 1, 1))
    if not authorisation.valid_from <= first_day <= authorisation.valid_until:
        yield blocker(
            FindingCode.AUTHORISATION_NOT_IN_FORCE,
            "company",
            "RF-02",
            number=authorisation.number,
            on=first_day,
            valid_from=authorisation.valid_from,
            valid_until=authorisation.valid_until,
        )
