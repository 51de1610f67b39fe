from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def customs_district_chosen(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 7: one customs district (一证一关)."""
    if not facts.customs_district:
        yield blocker(FindingCode.CUSTOMS_DISTRICT_MISSING, "contract", "§2.1-7")
