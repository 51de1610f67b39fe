from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def documents_given(facts: ApplicationFacts) -> Iterator[Finding]:
    """§1.5: each required document is there, and no file was refused by the scanner."""
    for requirement in facts.requirements:
        document = requirement.code
        if requirement.refused:
            yield blocker(
                FindingCode.DOCUMENT_REFUSED,
                "documents",
                "R-D1",
                document=document,
                count=requirement.refused,
            )
        elif requirement.is_required and not requirement.clean + requirement.waiting:
            yield blocker(
                FindingCode.DOCUMENT_MISSING, "documents", "R-D1", document=document
            )
