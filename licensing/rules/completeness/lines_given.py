from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def lines_given(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 12: at least one specification line."""
    if not facts.lines:
        yield blocker(FindingCode.LINES_MISSING, "goods", "§2.1-12")
