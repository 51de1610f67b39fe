from collections.abc import Iterator

from licensing.rules.eligibility.authorisation import authorisation_of
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def authorisation_covers_destination(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-02: only where the manufacturer allows; no named countries mean everywhere."""
    authorisation = authorisation_of(facts)
    if not facts.destination:
        raise NotJudged
    allowed = authorisation.destinations
    if allowed and facts.destination not in allowed:
        yield blocker(
            FindingCode.AUTHORISATION_DESTINATION,
            "contract",
            "RF-02",
            number=authorisation.number,
            destination=facts.destination,
        )
