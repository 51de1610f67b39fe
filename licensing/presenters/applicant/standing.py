"""An application after it was sent: where it is, what is asked, how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from licensing.enums import Outcome, State
from licensing.models import Application, Correction, Decision, Licence
from licensing.presenters import timeline
from licensing.presenters.applicant import states
from licensing.presenters.applicant.headings import heading_of
from licensing.presenters.applicant.states import PresentedState
from licensing.presenters.clocks import PresentedClock
from licensing.presenters.words import reader_language
from licensing.workflow.application import CLOSED
from portal.accounts.models import User
from portal.audit.models import Event
from portal.ui.writing import write_date

_NOTHING_TO_DO = _("You have nothing to do. Decision by %(date)s.")
_WORDS: Final = {
    State.SUBMITTED: (
        _("The authority has your application."),
        _("An officer claims it next. Decision by %(date)s."),
    ),
    State.IN_REVIEW: (
        _("An officer is looking at your application."),
        _NOTHING_TO_DO,
    ),
    State.RECOMMENDED: (_("A second officer is about to decide."), _NOTHING_TO_DO),
    State.GRANTED: (
        _("Your licence is issued."),
        _("You may use it at customs from its first day."),
    ),
    State.REFUSED: (
        _("Your application was refused."),
        _("The reason is below, and what you can do."),
    ),
    State.WITHDRAWN: (
        _("This application was withdrawn."),
        _("Nothing more happens. You may start a new one."),
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why it was refused, on which ground, and who hears an appeal."""

    reason: str
    basis: str
    explanation: str
    decided_at: datetime
    appeal_body: str


@dataclass(frozen=True, slots=True)
class StandingPage:
    reference: str
    heading: str
    state: PresentedState
    company: str
    type_name: str
    submitted_at: datetime | None
    now_title: str
    now_text: str
    clock: PresentedClock | None
    correction_url: str
    licence_number: str
    licence_url: str
    refusal: Refusal | None
    can_withdraw: bool
    has_receipt: bool
    timeline: list[timeline.Entry]


def page_of(
    application: Application,
    *,
    clock: PresentedClock | None,
    correction: Correction | None,
    decision: Decision | None,
    licence: Licence | None,
    events: Iterable[Event],
    reader: User,
) -> StandingPage:
    state = State(application.state)
    title, text = _now(state, correction, application.due_on)
    return StandingPage(
        reference=application.reference,
        heading=heading_of(application),
        state=states.present(state),
        company=application.organisation.name,
        type_name=application.type_version.licence_type.name,
        submitted_at=application.submitted_at,
        now_title=title,
        now_text=text,
        clock=None if state in CLOSED else clock,
        correction_url=(
            reverse("application-correction", args=[application.reference])
            if correction
            else ""
        ),
        licence_number=licence.number if licence else "",
        licence_url=licence.get_absolute_url() if licence else "",
        refusal=_refusal(decision),
        can_withdraw=state in {State.SUBMITTED, State.IN_REVIEW, State.RETURNED},
        has_receipt=application.submitted_at is not None,
        timeline=timeline.for_exporter(events, reader=reader),
    )


def _now(
    state: State, correction: Correction | None, due_on: date | None
) -> tuple[str, str]:
    """Say what happens now, and what the exporter has to do."""
    if correction is not None:
        count = len(correction.items.all())
        asked = ngettext(
            "The authority asks you to mend %(count)d thing by %(date)s.",
            "The authority asks you to mend %(count)d things by %(date)s.",
            count,
        )
        day = write_date(correction.due_on, "weekday")
        return (
            asked % {"count": count, "date": day},
            gettext("The clock is paused until you answer."),
        )
    title, text = _WORDS[state]
    return str(title), str(text) % {"date": write_date(due_on, "weekday")}


def _refusal(decision: Decision | None) -> Refusal | None:
    if decision is None or decision.outcome != Outcome.REFUSE:
        return None
    is_chinese = reader_language() == "zh-hans"
    return Refusal(
        reason=decision.reason.name if decision.reason else "",
        basis=decision.reason.legal_basis if decision.reason else "",
        explanation=decision.explanation,
        decided_at=decision.decided_at,
        appeal_body=(
            settings.APPEAL_BODY_ZH if is_chinese else settings.APPEAL_BODY_EN
        ),
    )
