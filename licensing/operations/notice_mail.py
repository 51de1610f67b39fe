"""What each notice says: the mail's name and the values its words need."""

from datetime import date, timedelta
from typing import cast

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from licensing.enums import NoticeKind
from licensing.models import Application, Licence, Notice, ReasonCode
from portal.lib import countries
from portal.lib.legal_time import legal_day

_MAILS = {
    NoticeKind.RECEIVED: "application_received",
    NoticeKind.CORRECTION: "correction_requested",
    NoticeKind.REFUSED: "application_refused",
    NoticeKind.ISSUED: "licence_issued",
    NoticeKind.RENEWAL: "licence_renewal",
    NoticeKind.EXPIRY: "licence_expiry",
}

# R-AP1, R-AP2: how long an appeal may be lodged after the decision is known.
_RECONSIDERATION = timedelta(days=60)
_LITIGATION = relativedelta(months=6)


def mail_about(notice: Notice, *, on: date) -> tuple[str, dict[str, object]]:
    """Return the template's name and its context, in the recipient's language.

    What depends on the day, as the days left do, is said for the day of sending.
    """
    kind = NoticeKind(notice.kind)
    with translation.override(notice.recipient.language):
        context: dict[str, object] = {"recipient": notice.recipient.name}
        if notice.licence is not None:
            context |= _about_licence(notice, notice.licence, on=on)
        if notice.application is not None:
            context |= _about_application(notice, notice.application, kind)
    return _MAILS[kind], context


def _about_licence(notice: Notice, licence: Licence, *, on: date) -> dict[str, object]:
    return {
        "number": licence.number,
        "holder": licence.organisation.name,
        "quantity": licence.quantity,
        "destination": countries.name(licence.destination, notice.recipient.language),
        "valid_from": licence.valid_from,
        "valid_to": licence.valid_to,
        "days_left": (licence.valid_to - on).days,
        "action_url": _absolute(licence.get_absolute_url()),
        "action_label": gettext("Open the licence"),
    }


def _about_application(
    notice: Notice, application: Application, kind: NoticeKind
) -> dict[str, object]:
    context: dict[str, object] = {
        "reference": application.reference,
        "exporter": application.organisation.name,
        "action_url": _absolute(application.get_absolute_url()),
        "action_label": gettext("Open the application"),
    }
    if kind is NoticeKind.RECEIVED:
        context["due_on"] = application.due_on
    if kind is NoticeKind.CORRECTION:
        correction = application.corrections.get(number=notice.occurrence)
        context["answer_by"] = correction.due_on
        context["items"] = list(
            correction.items.order_by("position").values_list("request", flat=True)
        )
        context["action_url"] = _absolute(
            reverse("application-correction", args=[application.reference])
        )
        context["action_label"] = gettext("Answer the request")
    if kind is NoticeKind.REFUSED:
        decision = application.decision
        day = legal_day(decision.decided_at)
        # The database keeps no refusal without its ground.
        reason = cast("ReasonCode", decision.reason)
        context |= {
            "reason_code": reason.code,
            "reason": reason.name,
            "legal_basis": reason.legal_basis,
            "explanation": decision.explanation,
            "reconsider_by": day + _RECONSIDERATION,
            "litigate_by": day + _LITIGATION,
            "appeal_body": _appeal_body(notice.recipient.language),
        }
    return context


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _appeal_body(language: str) -> str:
    if language == "en":
        return settings.APPEAL_BODY_EN
    return settings.APPEAL_BODY_ZH
