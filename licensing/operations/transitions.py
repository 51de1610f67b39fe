"""The only place that writes an application's state."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from licensing import permissions
from licensing.enums import Action, Part, State
from licensing.models import Application, Participation
from licensing.workflow.application import CLOSED, Transition, find_transition
from portal.accounts.models import User
from portal.audit import trail
from portal.audit.canonical import Fact

_PARTS: Final = {
    Action.SUBMIT: Part.SUBMITTED,
    Action.ANSWER: Part.SUBMITTED,
    Action.CLAIM: Part.ASSESSED,
    Action.REQUEST_CORRECTION: Part.ASSESSED,
    Action.RECOMMEND: Part.ASSESSED,
}
_UNOWNED: Final[dict[str, Any]] = {"officer": None, "claimed_at": None}


def perform(
    application: Application,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    facts: Mapping[str, Fact] | None = None,
    **changes: Any,
) -> Application:
    """Move a locked application along the table, with its audit entry.

    Raises TransitionNotAllowed when the table has no such move, NotPermitted when the
    person may not make it. Call inside the transaction that locked the row.
    """
    transition = find_transition(action=action, source=State(application.state))
    permissions.check_may_perform(by, application, action)
    if action is Action.RELEASE:
        changes |= _UNOWNED
    _move(application, transition, at=at, changes=changes)
    if part := _PARTS.get(action):
        note_participation(application=application, user=by, part=part, at=at)
    _record(application, transition, by=by, at=at, reason=reason, facts=facts or {})
    return application


def release_if_orphaned(application: Application, *, at: datetime) -> None:
    """Put a case back into the queue whose officer can no longer review it.

    Whatever comes back from an exporter enters a list that somebody works on.
    """
    officer = application.officer
    if officer is not None and permissions.allows(permissions.check_assesses, officer):
        return
    transition = find_transition(action=Action.RELEASE, source=State(application.state))
    _move(application, transition, at=at, changes={**_UNOWNED})
    _record(application, transition, by=None, at=at, reason="", facts={})


def _move(
    application: Application,
    transition: Transition,
    *,
    at: datetime,
    changes: dict[str, Any],
) -> None:
    changes["state"] = transition.target
    changes["changed_at"] = at
    if transition.target in CLOSED:
        changes["closed_at"] = at
    for field, value in changes.items():
        setattr(application, field, value)
    application.save(update_fields=list(changes))


def _record(
    application: Application,
    transition: Transition,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    facts: Mapping[str, Fact],
) -> None:
    trail.record(
        verb=f"application.{transition.action.lower()}",
        subject=application,
        by=by,
        at=at,
        reason=reason,
        source=str(transition.source),
        target=str(transition.target),
        **facts,
    )


def note_participation(
    *, application: Application, user: User, part: Part, at: datetime
) -> None:
    """Remember who had a hand in the case; once for each part."""
    Participation.objects.bulk_create(
        [Participation(application=application, user=user, part=part, first_at=at)],
        ignore_conflicts=True,
    )
