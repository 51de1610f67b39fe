from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def vehicles_listed(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 14: as many VINs on each line as the contract has vehicles."""
    if not (facts.needs_vehicle_list and facts.lines):
        raise NotJudged
    for line in facts.lines:
        if line.vehicle_count == line.quantity:
            continue
        is_short = line.vehicle_count < line.quantity
        yield blocker(
            FindingCode.VEHICLES_MISSING if is_short else FindingCode.VEHICLES_TOO_MANY,
            "vehicles",
            "§2.1-14",
            line=line.position,
            listed=line.vehicle_count,
            quantity=line.quantity,
        )
