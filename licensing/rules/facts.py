"""What the rules judge: frozen values, built by queries, never fetched by a rule.

Vehicles come as counts and a few examples, so that judging a case costs the same for
ten vehicles and for a hundred thousand.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class GoodsCodeFacts:
    """One row of the dated goods catalogue, valid on the day judged (R-H)."""

    code: str
    is_used: bool
    is_kit: bool
    has_vin: bool


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One specification line. The price is FOB, per unit, in `currency`."""

    position: int
    brand: str
    model: str
    hs_code: str
    quantity: int
    unit_price: Decimal
    currency: str
    vehicle_count: int


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """Counts over the vehicle list, each with its first few VINs as evidence."""

    count: int
    wrong_check_digit: int = 0
    wrong_check_digit_examples: tuple[str, ...] = ()
    on_live_licence: int = 0
    on_live_licence_examples: tuple[str, ...] = ()
    in_open_case: int = 0
    in_open_case_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """A document the licence type asks for, and what was given for it.

    `clean`, `waiting` and `refused` count the current files by the scan's verdict.
    """

    code: str
    is_required: bool
    clean: int
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """The manufacturer's place on a year's list (R-Q6)."""

    year: int
    status: str


@dataclass(frozen=True, slots=True)
class AuthorisationFacts:
    """What the manufacturer allows this exporter (R-A1 to R-A3).

    Empty `brands` or `destinations` mean all; `remaining` is None without a cap.
    """

    number: str
    valid_from: date
    valid_until: date
    brands: frozenset[str]
    destinations: frozenset[str]
    remaining: int | None


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as it stands; `on` is the day it is judged for (Asia/Shanghai)."""

    on: date
    licence_year: int
    exporter_uscc: str
    exporter_is_manufacturer: bool
    manufacturer_uscc: str
    contract_number: str
    buyer_name: str
    destination: str
    customs_district: str
    trade_mode: str
    payment_mode: str
    transport_mode: str
    lines: tuple[LineFacts, ...]
    vehicles: VehicleFacts
    requirements: tuple[RequirementFacts, ...]
    goods_codes: tuple[GoodsCodeFacts, ...]
    # Every (field, code) that may stand on a licence on the day, as lists have it.
    listed_codes: frozenset[tuple[str, str]]
    qualification: QualificationFacts | None
    authorisation: AuthorisationFacts | None
    needs_vehicle_list: bool
