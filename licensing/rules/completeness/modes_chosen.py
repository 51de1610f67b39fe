from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def modes_chosen(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 fields 5, 9 and 10: one mode each of trade, payment and transport."""
    if not facts.trade_mode:
        yield blocker(FindingCode.TRADE_MODE_MISSING, "contract", "§2.1-5")
    if not facts.payment_mode:
        yield blocker(FindingCode.PAYMENT_MODE_MISSING, "contract", "§2.1-9")
    if not facts.transport_mode:
        yield blocker(FindingCode.TRANSPORT_MODE_MISSING, "contract", "§2.1-10")
