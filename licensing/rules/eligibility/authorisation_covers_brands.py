from collections.abc import Iterator

from licensing.rules.eligibility.authorisation import authorisation_of
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def authorisation_covers_brands(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-02: only what the manufacturer named; no named brands mean all of its own."""
    authorisation = authorisation_of(facts)
    allowed = {brand.casefold() for brand in authorisation.brands}
    brands = dict.fromkeys(line.brand for line in facts.lines)
    outside = [brand for brand in brands if brand.casefold() not in allowed]
    if allowed and outside:
        yield blocker(
            FindingCode.AUTHORISATION_BRAND,
            "goods",
            "RF-02",
            number=authorisation.number,
            brands=outside,
        )
