"""What a licence says on its face (regime 2.1), frozen when it is issued.

A face is plain data: it can be stored, printed, hashed and read back years later,
without asking a table what a code meant then. Its canonical JSON is its identity.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self

FORMAT = 1
US_DOLLAR = "USD"


class NotAFace(ValueError):
    """The text is not the canonical form of a licence face."""


@dataclass(frozen=True, slots=True)
class Label:
    """A code with its words as they stood on the day of issue."""

    code: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Party:
    uscc: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class SpecificationLine:
    """One specification of the goods (fields 12 to 17). The price is FOB, per unit.

    `usd_amount` is the amount converted, when there is a rate; not needed in dollars.
    """

    brand: str
    model: str
    quantity: int
    unit_price: Decimal
    currency: str
    usd_amount: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.unit_price

    @property
    def amount_in_usd(self) -> Decimal | None:
        return self.amount if self.currency == US_DOLLAR else self.usd_amount


@dataclass(frozen=True, slots=True)
class LicensedVehicle:
    """A row of the annex; used cars carry both dates (I-648)."""

    vin: str
    first_registered_on: date | None = None
    pending_export_on: date | None = None


@dataclass(frozen=True, slots=True)
class LicenceFace:
    """The 21 fields, and the annex of vehicles."""

    number: str
    issued_on: date
    valid_from: date
    valid_to: date
    exporter: Party
    consignor: Party
    trade_mode: Label
    contract_number: str
    customs_district: Label
    destination: Label
    payment_mode: Label
    transport_mode: Label
    goods: Label
    unit: Label
    mode: Label
    max_uses: int
    authority: Label
    lines: tuple[SpecificationLine, ...]
    remarks: tuple[Label, ...] = ()
    vehicles: tuple[LicensedVehicle, ...] = ()

    @property
    def total_quantity(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def currency(self) -> str | None:
        """The currency of all lines, or None when they differ."""
        currencies = {line.currency for line in self.lines}
        return currencies.pop() if len(currencies) == 1 else None

    @property
    def total_amount(self) -> Decimal | None:
        if self.currency is None:
            return None
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def total_in_usd(self) -> Decimal | None:
        amounts = [line.amount_in_usd for line in self.lines]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if len(known) == len(amounts) else None

    @property
    def vins(self) -> tuple[str, ...]:
        return tuple(sorted(vehicle.vin for vehicle in self.vehicles))

    def to_data(self) -> dict[str, Any]:
        """Return the face as values that JSON can hold."""
        return {"format": FORMAT, **_plain(self)}

    def to_json(self) -> str:
        """Return the one canonical text: sorted keys, no spaces, plain ASCII."""
        return json.dumps(
            self.to_data(), sort_keys=True, ensure_ascii=True, separators=(",", ":")
        )

    def digest(self) -> bytes:
        return hashlib.sha256(self.to_json().encode("ascii")).digest()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a face back. Raises NotAFace."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as failure:
            raise NotAFace("The text is not JSON.") from failure
        return cls.from_data(data)

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """Read what `to_data` gave, its keys in any order. Raises NotAFace."""
        try:
            values = {name: _READERS[name](value) for name, value in data.items()}
            face_format = values.pop("format")
            face = cls(**values)
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as f:
            raise NotAFace("The data are not those of a licence face.") from f
        if face_format != FORMAT or face.to_data() != data:
            raise NotAFace("The data are not in the form this release writes.")
        return face


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return money_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case (
            Label() | Party() | SpecificationLine() | LicensedVehicle() | LicenceFace()
        ):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def money_text(amount: Decimal) -> str:
    """Return the same text for equal amounts: no exponent, no closing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _money(value: Any) -> Decimal:
    amount = Decimal(_text(value))
    if not amount.is_finite():
        raise ValueError(value)
    return amount


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _label(value: Any) -> Label:
    return Label(**{name: _text(words) for name, words in value.items()})


def _party(value: Any) -> Party:
    return Party(**{name: _text(words) for name, words in value.items()})


def _line(value: Any) -> SpecificationLine:
    usd = value["usd_amount"]
    return SpecificationLine(
        brand=_text(value["brand"]),
        model=_text(value["model"]),
        quantity=_whole(value["quantity"]),
        unit_price=_money(value["unit_price"]),
        currency=_text(value["currency"]),
        usd_amount=None if usd is None else _money(usd),
    )


def _vehicle(value: Any) -> LicensedVehicle:
    return LicensedVehicle(
        vin=_text(value["vin"]),
        first_registered_on=_day(value["first_registered_on"]),
        pending_export_on=_day(value["pending_export_on"]),
    )


_READERS: dict[str, Callable[[Any], Any]] = {
    "format": _whole,
    "number": _text,
    "issued_on": date.fromisoformat,
    "valid_from": date.fromisoformat,
    "valid_to": date.fromisoformat,
    "exporter": _party,
    "consignor": _party,
    "trade_mode": _label,
    "contract_number": _text,
    "customs_district": _label,
    "destination": _label,
    "payment_mode": _label,
    "transport_mode": _label,
    "goods": _label,
    "unit": _label,
    "mode": _label,
    "max_uses": _whole,
    "authority": _label,
    "lines": lambda rows: tuple(_line(row) for row in rows),
    "remarks": lambda rows: tuple(_label(row) for row in rows),
    "vehicles": lambda rows: tuple(_vehicle(row) for row in rows),
}
