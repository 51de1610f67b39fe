"""Answers to a correction while they are written: kept, but not sent."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from licensing import permissions
from licensing.enums import Part, State
from licensing.models import Application, CorrectionItem
from licensing.operations import transitions
from licensing.operations.corrections import NoOpenCorrection
from licensing.queries import applications
from portal.accounts.models import User
from portal.audit import trail


@transaction.atomic
def keep(
    *, application: Application, answers: Mapping[int, str], by: User, at: datetime
) -> None:
    """Keep the answers by item position; `corrections.answer` sends them.

    Raises NotPermitted or NoOpenCorrection.
    """
    application = applications.lock(application)
    permissions.check_prepares_for(by, application.organisation)
    items = list(
        CorrectionItem.objects.filter(
            correction__application=application, correction__answered_at=None
        )
    )
    if application.state != State.RETURNED or not items:
        raise NoOpenCorrection
    for item in items:
        item.answer = answers.get(item.position, item.answer).strip()
    CorrectionItem.objects.bulk_update(items, ["answer"])
    transitions.note_participation(
        application=application, user=by, part=Part.PREPARED, at=at
    )
    trail.record(verb="correction.noted", subject=application, by=by, at=at)
