"""Asking the exporter to mend something, once and listing everything (R-W5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from licensing import permissions
from licensing.enums import Action, NoticeKind, Section, State
from licensing.models import (
    Application,
    Correction,
    CorrectionItem,
    DocumentRequirement,
)
from licensing.operations import clocks, promises, submission, transitions
from licensing.queries import applications
from licensing.queries.contents import contents_of, digest
from portal.accounts.models import User
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day


class NothingAsked(Exception):
    """A correction request without items asks for nothing."""


class NothingChanged(Exception):
    """The answer changes nothing of what was sent before."""


class NotAllAnswered(Exception):
    """Some items have no answer; `positions` says which."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        super().__init__(f"No answer to items {positions}.")
        self.positions = positions


class NoOpenCorrection(Exception):
    """Nothing is asked of the exporter, or it was answered already."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to mend, in the officer's words."""

    section: Section
    text: str
    requirement: DocumentRequirement | None = None


@transaction.atomic
def request(
    *, application: Application, items: Sequence[Request], by: User, at: datetime
) -> Correction:
    """Return the case to the exporter; the clock pauses until the answer.

    Raises NothingAsked, NotPermitted, or TransitionNotAllowed.
    """
    application = applications.lock(application)
    permissions.check_is_officer_of(by, application)
    if not items:
        raise NothingAsked
    due = calendar_for(settings.JURISDICTION).add_working_days(
        legal_day(at), application.type_version.correction_days
    )
    correction = Correction(
        application=application,
        number=application.corrections.count() + 1,
        requested_at=at,
        requested_by=by,
        due_on=due.on,
        digest_before=digest(contents_of(application)),
    )
    if application.state == State.IN_REVIEW:
        clocks.pause(application, reason="correction", at=at)
    transitions.perform(
        application,
        Action.REQUEST_CORRECTION,
        by=by,
        at=at,
        facts={"number": correction.number, "items": len(items)},
    )
    correction.save()
    CorrectionItem.objects.bulk_create(
        CorrectionItem(
            correction=correction,
            position=position,
            section=item.section,
            requirement=item.requirement,
            request=item.text,
        )
        for position, item in enumerate(items, start=1)
    )
    promises.promise_about_application(
        application, NoticeKind.CORRECTION, occurrence=correction.number, at=at
    )
    return correction


@transaction.atomic
def answer(
    *,
    application: Application,
    answers: Mapping[int, str],
    declaration: str,
    by: User,
    at: datetime,
) -> Application:
    """Send the mended application back to the officer who asked.

    If that officer has left, it goes to the queue of unclaimed cases.

    `answers` are by item position. Raises NoOpenCorrection, NotAllAnswered,
    NothingChanged, NotReadyToSubmit, or NotPermitted.
    """
    application = applications.lock(application)
    permissions.check_signs_for(by, application.organisation)
    correction = Correction.objects.filter(
        application=application, answered_at=None
    ).first()
    # A request stays open when the application is withdrawn instead of mended.
    if application.state != State.RETURNED or correction is None:
        raise NoOpenCorrection
    items = list(correction.items.order_by("position"))
    missing = tuple(
        item.position for item in items if not answers.get(item.position, "").strip()
    )
    if missing:
        raise NotAllAnswered(missing)
    if digest(contents_of(application)) == correction.digest_before:
        raise NothingChanged
    submission.check_ready(application, at=at)
    for item in items:
        item.answer = answers[item.position].strip()
    CorrectionItem.objects.bulk_update(items, ["answer"])
    correction.answered_at, correction.answered_by = at, by
    correction.save(update_fields=["answered_at", "answered_by"])
    submission.freeze_contents(application, declaration=declaration, by=by, at=at)
    clocks.resume(application, at=at)
    transitions.perform(application, Action.ANSWER, by=by, at=at)
    transitions.release_if_orphaned(application, at=at)
    return application
