"""The face of a licence as the words and numbers that its certificate prints."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from licensing.rules.certificate import Label, LicenceFace, LicensedVehicle, Party

NOT_KNOWN = "—"

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_CENTS = 2


def document_data(
    face: LicenceFace, *, address: str, specimen: bool = False
) -> dict[str, Any]:
    """Return what `templates/documents/licence.typ` reads.

    `address` is what a person types to check the licence by hand; `specimen` prints
    that the document has no legal force.
    """
    return {
        "number": face.number,
        "issued": _day(face.issued_on),
        "issued_on": _numbers(face.issued_on),
        "valid_from": _day(face.valid_from),
        "valid_to": _day(face.valid_to),
        "exporter": _party(face.exporter),
        "consignor": _party(face.consignor),
        "trade_mode": _label(face.trade_mode),
        "contract_number": face.contract_number,
        "customs_district": _label(face.customs_district),
        "destination": _label(face.destination),
        "payment_mode": _label(face.payment_mode),
        "transport_mode": _label(face.transport_mode),
        "goods": _label(face.goods),
        "goods_code": _grouped(face.goods.code),
        "unit": _label(face.unit),
        "mode": _label(face.mode),
        "authority": _label(face.authority),
        "currency": face.currency or "",
        "lines": _lines(face),
        "total": {
            "quantity": f"{face.total_quantity:,}",
            "amount": _money(face.total_amount),
            "usd": _money(face.total_in_usd),
        },
        "remarks": [_label(each) for each in (*standing_remarks(face), *face.remarks)],
        "annex": _annex(face.vehicles),
        "address": address,
        "specimen": specimen,
    }


def standing_remarks(face: LicenceFace) -> tuple[Label, ...]:
    """Return the remarks that the mode and the dates call for (regime 2.1 no. 19)."""
    if face.max_uses > 1:
        en = f"for at most {face.max_uses} customs clearances within its validity."
        zh = f"在有效期内最多可报关使用{face.max_uses}次。"
    else:
        en = "for one customs clearance within its validity."
        zh = "在有效期内一次报关使用。"
    remarks = [
        Label("MODE", f"{face.mode.en}: may be used {en}", f"{face.mode.zh}：{zh}")
    ]
    if face.valid_from.year > face.issued_on.year:
        start = _day(face.valid_from)
        remarks.append(
            Label(
                "START",
                f"This certificate will take effect from {start['en']}!",
                f"本证自{start['zh']}起生效！",
            )
        )
    return tuple(remarks)


def _lines(face: LicenceFace) -> list[dict[str, str]]:
    several = face.currency is None
    return [
        {
            "specification": f"{line.brand} {line.model}".strip(),
            "quantity": f"{line.quantity:,}",
            "price": _money(line.unit_price, line.currency if several else ""),
            "amount": _money(line.amount, line.currency if several else ""),
            "usd": _money(line.amount_in_usd),
        }
        for line in face.lines
    ]


def _annex(vehicles: Iterable[LicensedVehicle]) -> dict[str, Any]:
    """Return full rows when any car has dates, and plain sorted VINs when none has."""
    rows = sorted(vehicles, key=lambda vehicle: vehicle.vin)
    if any(row.first_registered_on or row.pending_export_on for row in rows):
        return {
            "vins": [],
            "rows": [
                {
                    "vin": row.vin,
                    "registered": _iso(row.first_registered_on),
                    "pending": _iso(row.pending_export_on),
                }
                for row in rows
            ],
        }
    return {"vins": [row.vin for row in rows], "rows": []}


def _party(party: Party) -> dict[str, str]:
    return {"code": party.uscc, "en": party.name_en, "zh": party.name_zh}


def _label(label: Label) -> dict[str, str]:
    return {"code": label.code, "en": label.en, "zh": label.zh}


def _day(day: date) -> dict[str, str]:
    return {
        "en": f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        "zh": f"{day.year}年{day.month}月{day.day}日",
    }


def _numbers(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else NOT_KNOWN


def _grouped(code: str) -> str:
    """Return 8703 80 10 90, as the tariff writes it."""
    if not (len(code) == len("8703801090") and code.isdigit()):
        return code
    return f"{code[:4]} {code[4:6]} {code[6:8]} {code[8:]}"


def _money(amount: Decimal | None, currency: str = "") -> str:
    if amount is None:
        return NOT_KNOWN
    exponent = amount.normalize().as_tuple().exponent
    places = max(_CENTS, -exponent if isinstance(exponent, int) else 0)
    return f"{currency} {amount:,.{places}f}".strip()
