from collections.abc import Iterator
from decimal import Decimal

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, check

# Cars with a VIN average USD 20,600 and those without USD 2,050 (R-P1): below about
# twice the latter, a “car with a VIN” is worth a look.
LEAST_PLAUSIBLE_USD = Decimal(4000)


def prices_plausible(facts: ApplicationFacts) -> Iterator[Finding]:
    """R-P1: a flag for the officer, not a ground of refusal. Only prices in USD."""
    lines = [line for line in facts.lines if line.currency == "USD"]
    if not lines:
        raise NotJudged
    for line in lines:
        if 0 < line.unit_price < LEAST_PLAUSIBLE_USD:
            yield check(
                FindingCode.PRICE_IMPLAUSIBLE,
                "goods",
                "R-P1",
                line=line.position,
                price=line.unit_price,
                bound=LEAST_PLAUSIBLE_USD,
            )
