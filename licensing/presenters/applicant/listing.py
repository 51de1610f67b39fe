"""The exporter's list of applications: what each is, and what comes next."""

from collections.abc import Iterable, Mapping
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
    """An application in the list; the company is named where there are several."""

    reference: str
    url: str
    company: str
    buyer: str
    destination: str
    quantity: int
    state: PresentedState
    next_step: str
    changed_at: datetime


def rows_of(
    applications: Iterable[Application], *, answer_days: Mapping[int, date], on: date
) -> list[ApplicationRow]:
    """Return the rows as they stand on the legal day.

    `answer_days` are the last days of open corrections, by key.
    """
    shown = list(applications)
    is_mixed = len({application.organisation_id for application in shown}) > 1
    return [
        _row_of(
            application,
            company=application.organisation.name if is_mixed else "",
            answer_by=answer_days.get(application.pk),
            on=on,
        )
        for application in shown
    ]


def _row_of(
    application: Application, *, company: str, answer_by: date | None, on: date
) -> ApplicationRow:
    return ApplicationRow(
        reference=application.reference,
        url=application.get_absolute_url(),
        company=company,
        buyer=application.buyer_name,
        destination=country_name(application.destination),
        quantity=application.quantity,
        state=states.present(application.state),
        next_step=_next_step(application, answer_by, on),
        changed_at=application.changed_at,
    )


def _next_step(application: Application, answer_by: date | None, on: date) -> str:
    state = State(application.state)
    if state is State.DRAFT:
        return _draft_step(application.blocker_count)
    if state is State.RETURNED:
        return _by(
            answer_by,
            on,
            gettext("Answer by %(date)s"),
            gettext("Answer overdue since %(date)s"),
        )
    if state in _DECIDING:
        return _by(
            application.due_on,
            on,
            gettext("Decision by %(date)s"),
            gettext("Decision late: it was due %(date)s"),
        )
    if state is State.GRANTED:
        return gettext("Licence issued")
    return ""


def _by(due: date | None, on: date, ahead: str, past: str) -> str:
    words = past if due is not None and due < on else ahead
    return words % {"date": write_date(due, "short")}


def _draft_step(blockers: int) -> str:
    if not blockers:
        return gettext("Check and submit")
    words = ngettext(
        "%(count)d thing to fill in or fix",
        "%(count)d things to fill in or fix",
        blockers,
    )
    return words % {"count": blockers}
