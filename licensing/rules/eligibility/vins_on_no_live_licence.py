from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def vins_on_no_live_licence(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-15, R-VN2: a VIN is on one live licence only."""
    vehicles = facts.vehicles
    if not vehicles.count:
        raise NotJudged
    if vehicles.on_live_licence:
        yield blocker(
            FindingCode.VIN_ON_LIVE_LICENCE,
            "vehicles",
            "RF-15",
            count=vehicles.on_live_licence,
            vins=vehicles.on_live_licence_examples,
        )
