"""A notice as its recipient reads it in the portal: what happened, what to do by when."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.enums import NoticeKind
from licensing.models import Licence, Notice
from portal.lib.legal_time import legal_day
from portal.ui.writing import write_date


@dataclass(frozen=True, slots=True)
class NoticeItem:
    tone: str
    icon: str
    title: str
    text: str
    at: datetime | None
    url: str
    action: str
    is_unread: bool


_LOOKS = {
    NoticeKind.RECEIVED: ("info", "mail"),
    NoticeKind.CORRECTION: ("warn", "changed"),
    NoticeKind.REFUSED: ("stop", "stop"),
    NoticeKind.ISSUED: ("ok", "done"),
    NoticeKind.RENEWAL: ("warn", "calendar"),
    NoticeKind.EXPIRY: ("warn", "clock"),
}


def notice_of(notice: Notice) -> NoticeItem:
    kind = NoticeKind(notice.kind)
    tone, icon = _LOOKS[kind]
    title, text = _words(notice, kind)
    about = notice.licence or notice.application
    return NoticeItem(
        tone=tone,
        icon=icon,
        title=title,
        text=text,
        at=notice.posted_at,
        url=about.get_absolute_url() if about else "",
        action=_("Open the licence") if notice.licence else _("Open the application"),
        is_unread=notice.read_at is None,
    )


def _words(notice: Notice, kind: NoticeKind) -> tuple[str, str]:
    if notice.licence is not None:
        return _words_about_licence(
            notice.licence.number,
            write_date(notice.licence.valid_to, "full"),
            days=_days_left(notice, notice.licence),
        )
    return _words_about_application(str(notice.application), kind)


def _days_left(notice: Notice, licence: Licence) -> int | None:
    """Return how many days were left when the person was told; None for the issue."""
    if notice.days_before is None:
        return None
    # Only what was posted is shown.
    return (licence.valid_to - legal_day(cast("datetime", notice.posted_at))).days


def _words_about_licence(
    number: str, last: str, *, days: int | None
) -> tuple[str, str]:
    values = {"number": number, "last": last, "days": days}
    if days is None:
        return (
            _("Licence %(number)s was issued") % values,
            _("It is valid to %(last)s. The signed certificate is in the portal.")
            % values,
        )
    if days == 0:
        title = _("Licence %(number)s ends today") % values
    else:
        title = (
            ngettext(
                "Licence %(number)s ends in %(days)s day",
                "Licence %(number)s ends in %(days)s days",
                days,
            )
            % values
        )
    return (
        title,
        _(
            "Its last day is %(last)s. Clear the remaining cars until then, or apply for"
            " a new licence."
        )
        % values,
    )


def _words_about_application(reference: str, kind: NoticeKind) -> tuple[str, str]:
    values = {"reference": reference}
    match kind:
        case NoticeKind.RECEIVED:
            return (
                _("We have your application %(reference)s") % values,
                _("You need do nothing now."),
            )
        case NoticeKind.CORRECTION:
            return (
                _("Please correct your application %(reference)s") % values,
                _("The officer listed everything to mend. Answer each point."),
            )
        case _:
            return (
                _("Your application %(reference)s was refused") % values,
                _("The letter says why, and how and until when you can appeal."),
            )
