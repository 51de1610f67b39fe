from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, check


def vins_in_no_other_case(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-15: a VIN asked for twice at once is for an officer to look at."""
    vehicles = facts.vehicles
    if not vehicles.count:
        raise NotJudged
    if vehicles.in_open_case:
        yield check(
            FindingCode.VIN_IN_OPEN_CASE,
            "vehicles",
            "RF-15",
            count=vehicles.in_open_case,
            vins=vehicles.in_open_case_examples,
        )
