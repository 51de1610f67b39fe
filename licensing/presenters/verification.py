"""What anyone may know of a licence: is it genuine, is it in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.models import Licence
from licensing.presenters.holders.licences import party_name, words_of
from licensing.queries.licences import standing_of
from licensing.rules.validity import Standing
from portal.lib.legal_time import legal_day
from portal.ui.writing import write_number


@dataclass(frozen=True, slots=True)
class Answer:
    """The register's answer. Green: cars may leave; amber: not yet; red: they may not."""

    face: str
    title: str
    text: str
    number: str
    answered_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


def answer_for(licence: Licence, *, face: Mapping[str, Any], at: datetime) -> Answer:
    """Return the answer; `face` is the licence's, without its list of vehicles."""
    colour, title, text = _verdict(licence, at=at)
    goods = _(", ").join(f"{line['brand']} {line['model']}" for line in face["lines"])
    return Answer(
        face=colour,
        title=title,
        text=text,
        number=licence.number,
        answered_at=at,
        facts=(
            (_("Exporter"), party_name(face["exporter"])),
            (_("Manufacturer"), licence.manufacturer.name),
            (_("Goods"), f"{face['goods']['code']} {goods}"),
            (
                _("Quantity"),
                ngettext("%(count)s car", "%(count)s cars", licence.quantity)
                % {"count": write_number(licence.quantity)},
            ),
            (_("Destination"), words_of(face["destination"])),
            (_("Place of clearance"), words_of(face["customs_district"])),
        ),
        valid_from=licence.valid_from,
        valid_to=licence.valid_to,
    )


def no_such_licence(number: str, *, at: datetime) -> Answer:
    return Answer(
        face="red",
        title=_("Not in the register"),
        text=_("No licence has this number. Do not release on it."),
        number=number,
        answered_at=at,
    )


def _verdict(licence: Licence, *, at: datetime) -> tuple[str, str, str]:
    match standing_of(licence, at=at):
        case Standing.ACTIVE:
            left = (licence.valid_to - legal_day(at)).days
            days = ngettext(
                "The licence is genuine and in force. %(days)s day is left after today.",
                "The licence is genuine and in force. %(days)s days are left after today.",
                left,
            ) % {"days": left}
            return "green", _("Valid"), days
        case Standing.FUTURE:
            return (
                "amber",
                _("Not valid yet"),
                _("The licence is genuine. It starts later: do not release before."),
            )
        case Standing.EXPIRED:
            return (
                "red",
                _("Expired. Do not release"),
                _("The licence is genuine, but its last day is over."),
            )
        case Standing.SUSPENDED:
            return (
                "red",
                _("Suspended. Do not release"),
                _("The licence is genuine, but the authority has suspended it."),
            )
        case _:
            return (
                "red",
                _("Not valid. Do not release"),
                _("The authority has revoked this licence."),
            )
