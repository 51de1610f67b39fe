"""Why an act did not happen, when somebody else acted first."""

from django.utils.translation import gettext as _

from licensing.operations.decisions import RecommendationOutdated
from licensing.operations.reviews import AlreadyClaimed, ChangedMeanwhile
from licensing.permissions import NotPermitted
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.models import User

# What an act on a case raises because of what others did meanwhile.
REFUSALS = (
    AlreadyClaimed,
    ChangedMeanwhile,
    NotPermitted,
    RecommendationOutdated,
    TransitionNotAllowed,
)


def sentence_of(refusal: Exception, *, reader: User) -> str:
    """Say what happened and what to do; for a refusal of REFUSALS."""
    match refusal:
        case AlreadyClaimed() if refusal.officer == reader:
            return _("The case is already yours.")
        case AlreadyClaimed():
            return _(
                "%(officer)s claimed this case just before you. Take the next one."
            ) % {"officer": refusal.officer.name}
        case ChangedMeanwhile():
            return _(
                "The case changed while you had it open. Read it again before you go on;"
                " what you typed is still here."
            )
        case RecommendationOutdated():
            return _(
                "The contents are not those that were assessed. Send the case back to"
                " first review."
            )
        case TransitionNotAllowed():
            return _(
                "Somebody else acted first: the case is now in the state “%(state)s”."
                " Nothing of what you sent was done."
            ) % {"state": refusal.source.label}
        case _:
            return str(refusal)
