from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def buyer_named(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-05: the application is compared with the contract, party by party."""
    if not facts.buyer_name.strip():
        yield blocker(FindingCode.BUYER_MISSING, "contract", "RF-05")
