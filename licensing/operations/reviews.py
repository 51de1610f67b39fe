"""The first level: claiming a case, giving it back, recommending an outcome."""

from datetime import datetime

from django.db import transaction

from licensing import permissions
from licensing.enums import Action, Outcome, State
from licensing.models import Application, ReasonCode, Recommendation
from licensing.operations import judging, transitions
from licensing.queries import applications, worklists
from licensing.queries.contents import contents_of, digest
from licensing.rules.findings import Finding
from licensing.rules.judgement import Judgement, Stage
from portal.accounts.models import User


class AlreadyClaimed(Exception):
    """An officer has the case; `officer` says who."""

    def __init__(self, officer: User) -> None:
        super().__init__(officer.name)
        self.officer = officer


class NothingToClaim(Exception):
    """No case waits that the person may take."""


class ChangedMeanwhile(Exception):
    """The case is not what the person saw when they made up their mind."""


class BlockersOpen(Exception):
    """A grant cannot be recommended or made while a rule blocks it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class ReasonMissing(Exception):
    """A refusal needs a ground and an explanation the exporter can answer."""


@transaction.atomic
def claim(*, application: Application, by: User, at: datetime) -> Application:
    """Take a waiting case. Of two officers at once exactly one gets it.

    Raises AlreadyClaimed, NotPermitted, or TransitionNotAllowed.
    """
    application = applications.lock(application)
    if application.state == State.IN_REVIEW and application.officer is not None:
        raise AlreadyClaimed(application.officer)
    return _take(application, by=by, at=at)


@transaction.atomic
def claim_next(*, by: User, at: datetime) -> Application:
    """Take the waiting case that is due first and that nobody else is just taking.

    Raises NothingToClaim or NotPermitted.
    """
    permissions.check_assesses(by)
    application = worklists.lock_next_unclaimed(by)
    if application is None:
        raise NothingToClaim
    return _take(application, by=by, at=at)


def _take(application: Application, *, by: User, at: datetime) -> Application:
    judging.rejudge(application, at=at)
    return transitions.perform(
        application, Action.CLAIM, by=by, at=at, officer=by, claimed_at=at
    )


@transaction.atomic
def release(*, application: Application, by: User, at: datetime) -> Application:
    """Give a case back to the queue. Raises NotPermitted or TransitionNotAllowed."""
    application = applications.lock(application)
    return transitions.perform(application, Action.RELEASE, by=by, at=at)


@transaction.atomic
def recommend(
    *,
    application: Application,
    outcome: Outcome,
    reason: ReasonCode | None,
    explanation: str,
    note: str,
    by: User,
    at: datetime,
    revision: int | None = None,
) -> Recommendation:
    """Send the case to second review with what the first level thinks of it.

    `revision` is that of the contents the officer saw. Raises ChangedMeanwhile,
    BlockersOpen for a grant while a rule blocks, ReasonMissing for a refusal without
    ground or explanation, NotPermitted, or TransitionNotAllowed.
    """
    application = applications.lock(application)
    permissions.check_is_officer_of(by, application)
    if revision is not None and revision != application.revision:
        raise ChangedMeanwhile
    check_outcome_possible(
        application, outcome, reason=reason, explanation=explanation, at=at
    )
    is_refusal = outcome is Outcome.REFUSE
    recommendation = Recommendation(
        application=application,
        number=application.recommendations.count() + 1,
        outcome=outcome,
        reason=reason if is_refusal else None,
        explanation=explanation.strip() if is_refusal else "",
        note=note,
        digest=digest(contents_of(application)),
        recommended_at=at,
        recommended_by=by,
    )
    transitions.perform(
        application,
        Action.RECOMMEND,
        by=by,
        at=at,
        reason=note,
        facts={"number": recommendation.number, "outcome": str(outcome)},
    )
    recommendation.save()
    return recommendation


def check_outcome_possible(
    application: Application,
    outcome: Outcome,
    *,
    reason: ReasonCode | None,
    explanation: str,
    at: datetime,
) -> Judgement:
    """Raise BlockersOpen or ReasonMissing; return what the outcome rests on."""
    judgement = judging.rejudge(application, at=at, stage=Stage.DECISION)
    if outcome is Outcome.REFUSE:
        if reason is None or not explanation.strip():
            raise ReasonMissing
    elif judgement.blockers:
        raise BlockersOpen(judgement.blockers)
    return judgement
