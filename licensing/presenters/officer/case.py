"""The case as an officer reads it: who sells what to whom, by which way."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exporters.enums import QualificationStatus
from licensing.models import Application, CodeEntry
from licensing.presenters.words import country_name
from licensing.queries.cases import SentBefore
from licensing.rules.facts import ApplicationFacts, LineFacts
from portal.ui.writing import write_date, write_money, write_number

Labels = Mapping[tuple[str, str], CodeEntry]


# The answers of the contract, in the order an officer compares them.
_CONTRACT: Final = {
    "buyer_name": gettext_lazy("Buyer"),
    "contract_number": gettext_lazy("Contract"),
    "destination": gettext_lazy("Country (region)"),
    "customs_district": gettext_lazy("Customs district"),
    "transport_mode": gettext_lazy("Transport"),
    "trade_mode": gettext_lazy("Trade mode"),
    "payment_mode": gettext_lazy("Payment"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the summary; `was` is what had been sent before, where it differs."""

    label: str
    value: str
    note: str = ""
    is_mono: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsLine:
    name: str
    hs_code: str
    unit_price: str
    quantity: int
    listed: int
    was: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    lines: list[GoodsLine]
    quantity: int
    listed: int
    amount: str
    vehicles_differ: bool


def heading(application: Application) -> str:
    words = ngettext(
        "%(exporter)s, %(count)s car to %(country)s",
        "%(exporter)s, %(count)s cars to %(country)s",
        application.quantity,
    )
    return words % {
        "exporter": application.organisation.name,
        "count": write_number(application.quantity),
        "country": country_name(application.destination),
    }


def rows(
    application: Application,
    facts: ApplicationFacts,
    labels: Labels,
    before: SentBefore | None,
) -> list[Row]:
    exporter, maker = application.organisation, application.manufacturer
    maker_before = before.manufacturer if before else facts.manufacturer_uscc
    return [
        Row(_("Exporter"), exporter.name, note=exporter.uscc),
        Row(
            _("Manufacturer"),
            maker.name if maker else "",
            note=_standing_of_maker(facts),
            was=maker_before if maker_before != facts.manufacturer_uscc else None,
        ),
        *(_contract_row(application, field, labels, before) for field in _CONTRACT),
        Row(_("Licence type"), application.type_version.licence_type.name),
    ]


def _standing_of_maker(facts: ApplicationFacts) -> str:
    said = []
    if facts.qualification:
        status = QualificationStatus(facts.qualification.status).label
        said.append(
            _("%(status)s for %(year)d")
            % {"status": status, "year": facts.qualification.year}
        )
    if facts.authorisation and not facts.exporter_is_manufacturer:
        said.append(
            _("authorisation %(number)s until %(date)s")
            % {
                "number": facts.authorisation.number,
                "date": write_date(facts.authorisation.valid_until),
            }
        )
    return " · ".join(said)


def _contract_row(
    application: Application, field: str, labels: Labels, before: SentBefore | None
) -> Row:
    value = getattr(application, field)
    was = before.contract[field] if before else value
    return Row(
        str(_CONTRACT[field]),
        _in_words(field, value, labels),
        is_mono=field == "contract_number",
        was=_in_words(field, was, labels) if was != value else None,
    )


def _in_words(field: str, value: str, labels: Labels) -> str:
    if field == "destination":
        return country_name(value)
    entry = labels.get((field.upper(), value))
    return entry.name if entry else value


def goods(
    application: Application, facts: ApplicationFacts, before: SentBefore | None
) -> Goods:
    return Goods(
        lines=[_goods_line(line, before) for line in facts.lines],
        quantity=application.quantity,
        listed=facts.vehicles.count,
        amount=_amount(facts.lines),
        vehicles_differ=before is not None and before.vehicles_differ,
    )


def _goods_line(line: LineFacts, before: SentBefore | None) -> GoodsLine:
    return GoodsLine(
        name=f"{line.brand} {line.model}",
        hs_code=line.hs_code,
        unit_price=write_money(line.unit_price, line.currency),
        quantity=line.quantity,
        listed=line.vehicle_count,
        was=_line_before(line, before) if before else "",
    )


def _line_before(line: LineFacts, before: SentBefore) -> str:
    """Say what the line was, if it differs; lines are known by their position."""
    was = before.lines.get(line.position)
    if was is None:
        return _("new line")
    price = Decimal(was["unit_price"])
    same = (line.brand, line.model, line.hs_code, line.quantity, line.unit_price)
    if same == (was["brand"], was["model"], was["hs_code"], was["quantity"], price):
        return ""
    return _("was %(quantity)s × %(name)s at %(price)s") % {
        "quantity": write_number(was["quantity"]),
        "name": f"{was['brand']} {was['model']}",
        "price": write_money(price, was["currency"]),
    }


def _amount(lines: tuple[LineFacts, ...]) -> str:
    """Return the sum; nothing while the lines have several currencies."""
    currencies = {line.currency for line in lines}
    if len(currencies) != 1:
        return ""
    total = sum((line.quantity * line.unit_price for line in lines), Decimal())
    return write_money(total, currencies.pop())


def count_changes(rows: list[Row], goods: Goods, new_documents: int) -> int:
    return (
        sum(row.was is not None for row in rows)
        + sum(bool(line.was) for line in goods.lines)
        + goods.vehicles_differ
        + new_documents
    )
