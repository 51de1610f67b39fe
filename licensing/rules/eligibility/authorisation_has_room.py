from collections.abc import Iterator

from licensing.rules.eligibility.authorisation import authorisation_of
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def authorisation_has_room(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-02: not above the manufacturer's cap; what is left excludes this case."""
    authorisation = authorisation_of(facts)
    if authorisation.remaining is None:
        raise NotJudged
    quantity = sum(line.quantity for line in facts.lines)
    if quantity > authorisation.remaining:
        yield blocker(
            FindingCode.AUTHORISATION_CAP,
            "goods",
            "RF-02",
            number=authorisation.number,
            quantity=quantity,
            remaining=authorisation.remaining,
        )
