from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker

_LISTED = frozenset({"LISTED", "WARNED"})
_FAULTS = {
    "SUSPENDED": FindingCode.MANUFACTURER_SUSPENDED,
    "REMOVED": FindingCode.MANUFACTURER_REMOVED,
}


def manufacturer_listed(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-01: the manufacturer is on the list of the licence's year (R-Q6, R-V6)."""
    if not facts.manufacturer_uscc:
        yield blocker(FindingCode.MANUFACTURER_MISSING, "company", "RF-01")
        return
    place = facts.qualification
    status = ""
    if place is not None and place.year == facts.licence_year:
        status = place.status
    if status not in _LISTED:
        fault = _FAULTS.get(status, FindingCode.MANUFACTURER_NOT_LISTED)
        yield blocker(fault, "company", "RF-01", year=facts.licence_year)
