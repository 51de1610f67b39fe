"""The receipt of a submission: what was sent, when, by whom, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from licensing.models import Application, Submission
from licensing.presenters.applicant.headings import heading_of
from licensing.presenters.clocks import PresentedClock
from licensing.workflow.application import OPEN


@dataclass(frozen=True, slots=True)
class Receipt:
    reference: str
    heading: str
    company: str
    type_name: str
    number: int
    submitted_at: datetime
    submitted_by: str
    cars: int
    documents: int
    digest: str
    declaration: str
    clock: PresentedClock | None
    decision_by: date | None
    limit: int
    is_open: bool


def receipt_of(
    application: Application, submission: Submission, *, clock: PresentedClock | None
) -> Receipt:
    contents = submission.contents
    return Receipt(
        reference=application.reference,
        heading=heading_of(application),
        company=application.organisation.name,
        type_name=application.type_version.licence_type.name,
        number=submission.number,
        submitted_at=submission.submitted_at,
        submitted_by=submission.submitted_by.name,
        cars=len(contents["vehicles"]),
        documents=len(contents["documents"]),
        digest=submission.digest,
        declaration=submission.declaration,
        clock=clock,
        decision_by=application.due_on,
        limit=application.type_version.decision_days,
        is_open=application.state in OPEN,
    )
