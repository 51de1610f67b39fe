"""The exporter's list of applications: what each is, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from licensing.enums import State
from licensing.models import Application
from licensing.presenters.applicant import states
from licensing.presenters.applicant.states import PresentedState
from licensing.presenters.words import country_name
from portal.ui.writing import write_date

_DECIDING = frozenset({State.SUBMITTED, State.IN_REVIEW, State.RECOMMENDED})


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    reference: str
    url: str
    company: str
    buyer: str
    destination: str
    quantity: int
    state: PresentedState
    next_step: str
    changed_at: datetime


def row_of(application: Application, *, answer_by: date | None) -> ApplicationRow:
    """Return a row; `answer_by` is the last day of an open correction."""
    return ApplicationRow(
        reference=application.reference,
        url=application.get_absolute_url(),
        company=application.organisation.name,
        buyer=application.buyer_name,
        destination=country_name(application.destination),
        quantity=application.quantity,
        state=states.present(application.state),
        next_step=_next_step(application, answer_by),
        changed_at=application.changed_at,
    )


def _next_step(application: Application, answer_by: date | None) -> str:
    state = State(application.state)
    if state is State.DRAFT:
        return _draft_step(application.blocker_count)
    if state is State.RETURNED:
        return gettext("Answer by %(date)s") % {"date": write_date(answer_by, "short")}
    if state in _DECIDING:
        due = write_date(application.due_on, "short")
        return gettext("Decision by %(date)s") % {"date": due}
    if state is State.GRANTED:
        return gettext("Licence issued")
    return ""


def _draft_step(blockers: int) -> str:
    if not blockers:
        return gettext("Check and submit")
    words = ngettext(
        "%(count)d thing to fill in or fix",
        "%(count)d things to fill in or fix",
        blockers,
    )
    return words % {"count": blockers}
