"""The only place that writes an application's state."""

from datetime import datetime
from typing import Any

from licensing import permissions
from licensing.enums import Action, Part, State
from licensing.models import Application, Participation
from licensing.workflow.application import CLOSED, find_transition
from portal.accounts.models import User
from portal.audit import trail

_PARTS = {
    Action.SUBMIT: Part.SUBMITTED,
    Action.ANSWER: Part.SUBMITTED,
    Action.CLAIM: Part.ASSESSED,
    Action.REQUEST_CORRECTION: Part.ASSESSED,
    Action.RECOMMEND: Part.ASSESSED,
}


def perform(
    application: Application,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    **changes: Any,
) -> Application:
    """Move a locked application along the table, with its audit entry.

    Raises TransitionNotAllowed when the table has no such move, NotPermitted when the
    person may not make it. Call inside the transaction that locked the row.
    """
    transition = find_transition(action=action, source=State(application.state))
    permissions.check_may_perform(by, application, action)
    changes["state"] = transition.target
    changes["changed_at"] = at
    if transition.target in CLOSED:
        changes["closed_at"] = at
    for field, value in changes.items():
        setattr(application, field, value)
    application.save(update_fields=list(changes))
    if part := _PARTS.get(action):
        note_participation(application=application, user=by, part=part, at=at)
    trail.record(
        verb=f"application.{action.lower()}",
        subject=application,
        by=by,
        at=at,
        reason=reason,
        source=str(transition.source),
        target=str(transition.target),
    )
    return application


def note_participation(
    *, application: Application, user: User, part: Part, at: datetime
) -> None:
    """Remember who had a hand in the case; once for each part."""
    Participation.objects.bulk_create(
        [Participation(application=application, user=user, part=part, first_at=at)],
        ignore_conflicts=True,
    )
