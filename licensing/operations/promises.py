"""Owes a notice: one row for each person and thing, whatever asks twice."""

from datetime import datetime

from exporters.models import Membership, Organisation
from licensing.enums import NoticeKind, NoticeState
from licensing.jobs import Job
from licensing.models import Application, Licence, Notice
from portal.lib import jobs
from portal.lib.legal_time import legal_day


def promise_about_application(
    application: Application, kind: NoticeKind, *, at: datetime, occurrence: int = 1
) -> None:
    """Owe every member of the exporter a notice about its application, today."""
    _promise(
        [
            Notice(
                application=application,
                recipient_id=recipient,
                kind=kind,
                occurrence=occurrence,
                due_on=legal_day(at),
                state=NoticeState.PLANNED,
                planned_at=at,
            )
            for recipient in _members_of(application.organisation)
        ]
    )


def promise_issue(licence: Licence, *, at: datetime) -> None:
    """Owe every member of the holder the notice of issue, today."""
    _promise(
        [
            Notice(
                licence=licence,
                recipient_id=recipient,
                kind=NoticeKind.ISSUED,
                due_on=legal_day(at),
                state=NoticeState.PLANNED,
                planned_at=at,
            )
            for recipient in _members_of(licence.organisation)
        ]
    )


def _promise(notices: list[Notice]) -> None:
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    jobs.enqueue(Job.DELIVER_NOTICES)


def _members_of(organisation: Organisation) -> list[int]:
    return list(
        Membership.objects.filter(
            organisation=organisation, user__is_active=True
        ).values_list("user_id", flat=True)
    )
