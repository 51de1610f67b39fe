"""What was asked of the exporter, and its answers beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from licensing.enums import Section
from licensing.models import Application, CorrectionItem
from licensing.presenters import findings
from licensing.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Question:
    about: str
    request: str
    answer: str


@dataclass(frozen=True, slots=True)
class Request:
    number: int
    requested_at: datetime
    due_on: date
    answered_at: datetime | None
    questions: list[Question]


def present(items: Iterable[CorrectionItem]) -> list[Request]:
    """Group items that come request by request."""
    return [
        Request(
            number=correction.number,
            requested_at=correction.requested_at,
            due_on=correction.due_on,
            answered_at=correction.answered_at,
            questions=[
                Question(
                    _about(item),
                    item.request,
                    # Until it is sent, an answer is the exporter's own business.
                    item.answer if correction.answered_at else "",
                )
                for item in group
            ],
        )
        for correction, group in groupby(items, key=lambda item: item.correction)
    ]


def _about(item: CorrectionItem) -> str:
    if item.requirement is not None:
        return item.requirement.name
    return str(Section(item.section).label)


def rows_of_findings(
    found: Iterable[Finding], application: Application
) -> list[dict[str, str]]:
    """Return what a request would say about findings, to be edited before it is sent."""
    names = {row.code: row.name for row in application.type_version.requirements.all()}
    return [
        {
            "about": _subject_of(finding),
            "text": "\n".join(
                (
                    findings.title_of(finding, documents=names),
                    findings.remedy_of(finding, documents=names),
                )
            ),
        }
        for finding in found
    ]


def _subject_of(finding: Finding) -> str:
    if document := finding.evidence.get("document"):
        return f"document:{document}"
    # The manufacturer is chosen with the contract.
    return Section.CONTRACT if finding.section == "company" else finding.section
