from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, check


def documents_scanned(facts: ApplicationFacts) -> Iterator[Finding]:
    """Nobody opens a file before its scan: a case may come in, but not be decided.

    A check at submission; `judgement` makes it a blocker for the decision.
    """
    if count := sum(requirement.waiting for requirement in facts.requirements):
        yield check(FindingCode.DOCUMENTS_WAITING, "documents", "R-D1", count=count)
