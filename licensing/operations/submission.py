"""Sending an application in, and taking it back."""

from datetime import datetime

from django.db import transaction

from licensing import permissions
from licensing.enums import Action, NoticeKind, State
from licensing.models import Application, Submission
from licensing.operations import clocks, judging, promises, transitions
from licensing.queries import applications
from licensing.queries.contents import contents_of, digest
from licensing.rules.findings import Finding
from portal.accounts.models import User


class NotReadyToSubmit(Exception):
    """Something is missing or forbidden; `findings` says what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class AlreadySent(Exception):
    """The application was sent before, perhaps from another window."""


@transaction.atomic
def submit(
    *, application: Application, declaration: str, by: User, at: datetime
) -> Application:
    """Send a draft to the authority. The clock runs from the next working day.

    `declaration` is the text as the signatory read it; it is kept with the contents.
    Raises AlreadySent, NotPermitted, or NotReadyToSubmit.
    """
    application = applications.lock(application)
    if application.state != State.DRAFT:
        raise AlreadySent
    permissions.check_signs_for(by, application.organisation)
    check_ready(application, at=at)
    freeze_contents(application, declaration=declaration, by=by, at=at)
    clocks.start(application, at=at)
    transitions.perform(
        application,
        Action.SUBMIT,
        by=by,
        at=at,
        submitted_at=at,
        submitted_by=by,
    )
    promises.promise_about_application(application, NoticeKind.RECEIVED, at=at)
    return application


def check_ready(application: Application, *, at: datetime) -> None:
    """Raise NotReadyToSubmit when a rule blocks."""
    judgement = judging.rejudge(application, at=at)
    if judgement.blockers:
        raise NotReadyToSubmit(judgement.blockers)


def freeze_contents(
    application: Application, *, declaration: str, by: User, at: datetime
) -> Submission:
    contents = contents_of(application)
    return Submission.objects.create(
        application=application,
        number=application.submissions.count() + 1,
        submitted_at=at,
        submitted_by=by,
        declaration=declaration,
        contents=contents,
        digest=digest(contents),
    )


@transaction.atomic
def withdraw(*, application: Application, by: User, at: datetime) -> Application:
    """Take an application back; possible until the second level has it.

    Raises NotPermitted or TransitionNotAllowed.
    """
    application = applications.lock(application)
    clocks.stop(application, at=at)
    return transitions.perform(application, Action.WITHDRAW, by=by, at=at)
