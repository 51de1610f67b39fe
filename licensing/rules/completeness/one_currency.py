from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def one_currency(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 fields 16 and 18: amounts are summed, so they are in one currency."""
    currencies = dict.fromkeys(line.currency for line in facts.lines if line.currency)
    if not currencies:
        raise NotJudged
    if len(currencies) > 1:
        yield blocker(
            FindingCode.CURRENCIES_DIFFER,
            "goods",
            "§2.1-15",
            currencies=list(currencies),
        )
