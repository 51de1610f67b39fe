"""Plain values for the licence pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from licensing.enums import CertificateState
from licensing.models import Licence
from licensing.presenters.standings import Badge, badge_for
from licensing.queries.licences import standing_of
from licensing.rules.validity import Standing
from portal.lib import countries
from portal.lib.legal_time import legal_day
from portal.ui.writing import write_number

_BAR = 1000


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A line of the list of licences."""

    number: str
    url: str
    holder: str
    manufacturer: str
    destination: str
    quantity: int
    valid_from: date
    valid_to: date
    badge: Badge


@dataclass(frozen=True, slots=True)
class Line:
    """A specification line of the face. Prices are FOB."""

    name: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class ValidityBar:
    """The life of a licence on a bar of a thousand units, with its reminders."""

    used: int
    now: int | None
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CertificateCard:
    is_made: bool
    has_failed: bool
    url: str
    kilobytes: int
    sha256: str
    code_text: str
    code_title: str


@dataclass(frozen=True, slots=True)
class LicencePage:
    """A licence as its holder and the officers see it."""

    number: str
    badge: Badge
    heading: str
    warning: str
    is_active: bool
    days_left: int
    bar: ValidityBar
    valid_from: date
    valid_to: date
    issued_on: date
    facts: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    quantity: int
    max_uses: int
    certificate: CertificateCard
    verify_url: str
    application_reference: str


def row_of(licence: Licence, *, at: datetime) -> LicenceRow:
    standing = standing_of(licence, at=at)
    return LicenceRow(
        number=licence.number,
        url=licence.get_absolute_url(),
        holder=licence.organisation.name,
        manufacturer=licence.manufacturer.name,
        destination=_country(licence.destination),
        quantity=licence.quantity,
        valid_from=licence.valid_from,
        valid_to=licence.valid_to,
        badge=badge_for(standing, valid_to=licence.valid_to, on=legal_day(at)),
    )


def page_of(
    licence: Licence,
    *,
    face: Mapping[str, Any],
    milestones: list[int],
    at: datetime,
) -> LicencePage:
    """Return the page; `face` is the licence's, without its list of vehicles."""
    on = legal_day(at)
    standing = standing_of(licence, at=at)
    days_left = (licence.valid_to - on).days
    return LicencePage(
        number=licence.number,
        badge=badge_for(standing, valid_to=licence.valid_to, on=on),
        heading=ngettext(
            "%(count)s car to %(country)s, through %(district)s",
            "%(count)s cars to %(country)s, through %(district)s",
            licence.quantity,
        )
        % {
            "count": write_number(licence.quantity),
            "country": words_of(face["destination"]),
            "district": words_of(face["customs_district"]),
        },
        warning=_warning(standing),
        is_active=standing is Standing.ACTIVE,
        days_left=days_left,
        bar=_bar(licence, milestones, on=on),
        valid_from=licence.valid_from,
        valid_to=licence.valid_to,
        issued_on=licence.issued_on,
        facts=_facts(licence, face),
        lines=tuple(_line(line) for line in face["lines"]),
        quantity=licence.quantity,
        max_uses=face["max_uses"],
        certificate=_certificate(licence),
        verify_url=reverse("verify-licence", args=[licence.number]),
        application_reference=licence.application.reference,
    )


def _warning(standing: Standing) -> str:
    match standing:
        case Standing.SUSPENDED:
            return _("This licence is suspended. Customs release no car on it.")
        case Standing.REVOKED:
            return _("This licence was revoked. It cannot be used any more.")
        case Standing.EXPIRED:
            return _("This licence has ended. Customs release no car on it.")
        case _:
            return ""


def _bar(licence: Licence, milestones: list[int], *, on: date) -> ValidityBar:
    whole = (licence.valid_to - licence.valid_from).days + 1
    gone = (on - licence.valid_from).days
    now = _BAR * gone // whole if 0 <= gone < whole else None
    marks = (_BAR * (whole - 1 - days) // whole for days in milestones)
    return ValidityBar(
        used=min(max(_BAR * gone // whole, 0), _BAR),
        now=now,
        marks=tuple(mark for mark in marks if mark >= 0),
    )


def _facts(
    licence: Licence, face: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """Return label, value and a smaller note for each fact of the face (§2.1)."""
    exporter = face["exporter"]
    return (
        (_("Exporter and consignor"), party_name(exporter), exporter["uscc"]),
        (_("Manufacturer"), licence.manufacturer.name, licence.manufacturer.uscc),
        (_("Contract"), face["contract_number"], ""),
        (_("Destination"), words_of(face["destination"]), ""),
        (_("Place of clearance"), words_of(face["customs_district"]), ""),
        (_("Trade mode"), words_of(face["trade_mode"]), ""),
        (_("Payment"), words_of(face["payment_mode"]), ""),
        (_("Transport"), words_of(face["transport_mode"]), ""),
        (_("Goods"), words_of(face["goods"]), face["goods"]["code"]),
        (_("Mode"), words_of(face["mode"]), ""),
    )


def _line(line: Mapping[str, Any]) -> Line:
    price = Decimal(line["unit_price"])
    return Line(
        name=f"{line['brand']} {line['model']}",
        quantity=line["quantity"],
        unit_price=price,
        amount=price * line["quantity"],
        currency=line["currency"],
    )


def _certificate(licence: Licence) -> CertificateCard:
    certificate = licence.certificate
    return CertificateCard(
        is_made=certificate.state == CertificateState.MADE,
        has_failed=certificate.state == CertificateState.FAILED,
        url=reverse("licence-certificate", args=[licence.number]),
        kilobytes=-(-certificate.size // 1024),
        sha256=certificate.sha256,
        code_text=certificate.code_text,
        code_title=_("QR code with the signed facts of licence %(number)s")
        % {"number": licence.number},
    )


def words_of(label: Mapping[str, str]) -> str:
    return label["zh"] if _is_chinese() else label["en"]


def party_name(party: Mapping[str, str]) -> str:
    return party["name_zh"] if _is_chinese() else party["name_en"]


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _country(code: str) -> str:
    return countries.name(code, "zh-hans" if _is_chinese() else "en")
