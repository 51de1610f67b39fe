from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker
from portal.lib import countries


def destination_is_one_country(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 8: one country or region; a group such as the EU is not allowed."""
    code = facts.destination
    if not code:
        yield blocker(FindingCode.DESTINATION_MISSING, "contract", "§2.1-8")
    elif not countries.is_code(code):
        yield blocker(
            FindingCode.DESTINATION_NOT_ONE_COUNTRY,
            "contract",
            "§2.1-8",
            destination=code,
        )
