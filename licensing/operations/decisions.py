"""The second level: one decision a case, by somebody who had no hand in it (R-W1).

This is the only way to a decision; views, admin, tasks and the shell all come here, and
the database refuses what would go around it.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from licensing import permissions
from licensing.enums import Action, NoticeKind, Outcome, State
from licensing.models import Application, Decision, ReasonCode, Recommendation
from licensing.operations import clocks, licences, numbering, promises, transitions
from licensing.operations.reviews import ChangedMeanwhile, check_outcome_possible
from licensing.queries import applications
from licensing.queries.contents import contents_of, digest
from licensing.workflow.application import find_transition
from portal.accounts.models import User
from portal.lib.legal_time import legal_day


class RecommendationOutdated(Exception):
    """The contents changed after they were assessed; the case must be assessed anew."""


@transaction.atomic
def decide(
    *,
    application: Application,
    outcome: Outcome,
    reason: ReasonCode | None,
    explanation: str,
    by: User,
    at: datetime,
    recommendation_number: int | None = None,
) -> Decision:
    """Grant or refuse. A grant issues the licence in the same transaction.

    `recommendation_number` is that of the recommendation the person read. Raises
    NotPermitted, TransitionNotAllowed, ChangedMeanwhile, BlockersOpen, ReasonMissing, or
    RecommendationOutdated.
    """
    application = applications.lock(application)
    permissions.check_decides(by, application)
    is_refusal = outcome is Outcome.REFUSE
    action = Action.REFUSE if is_refusal else Action.GRANT
    find_transition(action=action, source=State(application.state))
    recommendation = latest_recommendation(application)
    if recommendation_number not in {None, recommendation.number}:
        raise ChangedMeanwhile
    # Grants of a year wait for each other here, so that the rules see what the one
    # before has issued; and every lock is taken before that of the audit trail.
    number = (
        "" if is_refusal else numbering.next_licence_number(year=legal_day(at).year)
    )
    judgement = check_outcome_possible(
        application, outcome, reason=reason, explanation=explanation, at=at
    )
    contents = contents_of(application)
    if recommendation.digest != digest(contents):
        raise RecommendationOutdated
    basis = {
        "contents": contents,
        "findings": [asdict(finding) for finding in judgement.findings],
        "passed": list(judgement.passed),
        "type": str(application.type_version),
    }
    decision = Decision.objects.create(
        application=application,
        recommendation=recommendation,
        outcome=outcome,
        reason=reason if is_refusal else None,
        explanation=explanation.strip() if is_refusal else "",
        basis=basis,
        digest=digest(basis),
        decided_at=at,
        decided_by=by,
    )
    clocks.stop(application, at=at)
    transitions.perform(
        application,
        action,
        by=by,
        at=at,
        reason=decision.explanation,
        facts={"ground": reason.code} if is_refusal and reason else None,
    )
    if is_refusal:
        promises.promise_about_application(application, NoticeKind.REFUSED, at=at)
    else:
        licences.issue(application=application, number=number, by=by, at=at)
    return decision


@transaction.atomic
def send_back(
    *, application: Application, note: str, by: User, at: datetime
) -> Application:
    """Return the case to the officer who assessed it, with what is to be looked at.

    Raises NotPermitted or TransitionNotAllowed.
    """
    application = applications.lock(application)
    transitions.perform(application, Action.SEND_BACK, by=by, at=at, reason=note)
    transitions.release_if_orphaned(application, at=at)
    return application


def latest_recommendation(application: Application) -> Recommendation:
    return application.recommendations.order_by("-number")[:1].get()
