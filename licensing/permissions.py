"""May this person do this to this case? Each check raises NotPermitted with a sentence.

Ask the question with `allows`; show the sentence of `why_not` beside a closed door.
"""

from collections.abc import Callable
from typing import ParamSpec

from django.utils.translation import gettext as _

from exporters.models import Membership, Organisation
from exporters.queries import memberships
from licensing.enums import Action, Holder
from licensing.models import Application, Participation
from licensing.workflow.application import ACTORS
from portal.accounts.models import User
from portal.accounts.roles import Permission

P = ParamSpec("P")


class NotPermitted(Exception):
    """The person may not do this; the message says why, in the reader's language."""


def allows(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    return why_not(check, *args, **kwargs) == ""


def why_not(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> str:
    """Return the check's sentence, or nothing when it lets the person through."""
    try:
        check(*args, **kwargs)
    except NotPermitted as refusal:
        return str(refusal)
    return ""


def check_prepares_for(user: User, organisation: Organisation) -> None:
    if not memberships.holds(user, organisation, Permission.PREPARE_APPLICATION):
        raise NotPermitted(
            _("%(company)s is not a company you act for.")
            % {"company": organisation.name}
        )


def check_signs_for(user: User, organisation: Organisation) -> None:
    check_prepares_for(user, organisation)
    if not memberships.holds(user, organisation, Permission.SUBMIT_APPLICATION):
        raise NotPermitted(
            _("Only an owner or a signatory of %(company)s may declare and submit.")
            % {"company": organisation.name}
        )


def check_assesses(user: User) -> None:
    if not user.has_role(Permission.ASSESS_CASE):
        raise NotPermitted(_("Only a first-level officer does this."))


def check_is_officer_of(user: User, application: Application) -> None:
    _check_has(user, application)
    check_not_for_own_company(user, application)


def _check_has(user: User, application: Application) -> None:
    check_assesses(user)
    if application.officer is None:
        raise NotPermitted(_("The case is nobody’s yet. Claim it first."))
    if application.officer != user:
        raise NotPermitted(
            _("%(officer)s has this case.") % {"officer": application.officer.name}
        )


def check_may_release(user: User, application: Application) -> None:
    """Let the officer give a case back, or a head for one who is away or has left."""
    if not user.has_role(Permission.DECIDE_CASE):
        _check_has(user, application)


def check_had_no_hand_in(user: User, application: Application) -> None:
    """R-W1, per case and not per role. The database says the same (migration 0002)."""
    if Participation.objects.filter(application=application, user=user).exists():
        raise NotPermitted(
            _("You had a hand in this case, so somebody else must decide it.")
        )


def check_decides(user: User, application: Application) -> None:
    if not user.has_role(Permission.DECIDE_CASE):
        raise NotPermitted(_("Only a second-level officer decides."))
    check_had_no_hand_in(user, application)
    check_not_for_own_company(user, application)


def check_may_perform(user: User, application: Application, action: Action) -> None:
    """Guard every transition, whichever way it is asked for."""
    match ACTORS[action]:
        case Holder.APPLICANT if action in {Action.SUBMIT, Action.ANSWER}:
            check_signs_for(user, application.organisation)
        case Holder.APPLICANT:
            check_prepares_for(user, application.organisation)
        case Holder.FIRST_LEVEL if action is Action.CLAIM:
            check_assesses(user)
            check_not_for_own_company(user, application)
        case Holder.FIRST_LEVEL if action is Action.RELEASE:
            check_may_release(user, application)
        case Holder.FIRST_LEVEL:
            check_is_officer_of(user, application)
        case _:
            check_decides(user, application)


def check_not_for_own_company(user: User, application: Application) -> None:
    """Keep an officer out of a case of an exporter or maker they act for, at every step.

    Roles and memberships change while a case is open, so having it is not enough. The
    database says the same of who recommends and decides (migration 0005).
    """
    companies = {application.organisation_id, application.manufacturer_id}
    acts_for = set(
        Membership.objects.filter(
            user=user, organisation__in=companies - {None}
        ).values_list("organisation", flat=True)
    )
    if application.organisation_id in acts_for:
        raise NotPermitted(_("You act for this exporter, so the case is not for you."))
    if acts_for:
        raise NotPermitted(
            _("You act for the manufacturer of these cars, so the case is not for you.")
        )
