"""Facts of one sound case; each test changes the one thing it is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from licensing.rules.facts import (
    ApplicationFacts,
    AuthorisationFacts,
    GoodsCodeFacts,
    LineFacts,
    QualificationFacts,
    RequirementFacts,
    VehicleFacts,
)

LINE = LineFacts(
    position=1,
    brand="Hanjiang",
    model="HJ7 Long Range",
    hs_code="8703801090",
    quantity=500,
    unit_price=Decimal("18650.00"),
    currency="USD",
    vehicle_count=500,
)
CONTRACT = RequirementFacts("N-CON", is_required=True, clean=1, waiting=0, refused=0)
AUTHORISATION = AuthorisationFacts(
    number="HJ-2026-014",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    brands=frozenset({"Hanjiang"}),
    destinations=frozenset({"TH", "VN"}),
    remaining=600,
)
SOUND = ApplicationFacts(
    on=date(2026, 11, 25),
    licence_year=2026,
    exporter_uscc="91310115MA9XA0016F",
    exporter_is_manufacturer=False,
    manufacturer_uscc="91440300MA9XB002X5",
    contract_number="YF-HJ-26-0871",
    buyer_name="Siam Lotus Auto Co., Ltd.",
    destination="TH",
    customs_district="2248",
    trade_mode="0110",
    payment_mode="LC",
    transport_mode="2",
    lines=(LINE,),
    vehicles=VehicleFacts(count=500),
    requirements=(CONTRACT,),
    goods_codes=(
        GoodsCodeFacts("8703801090", is_used=False, is_kit=False, has_vin=True),
        GoodsCodeFacts("8703809090", is_used=False, is_kit=False, has_vin=False),
    ),
    listed_codes=frozenset(
        {
            ("customs_district", "2248"),
            ("trade_mode", "0110"),
            ("payment_mode", "LC"),
            ("transport_mode", "2"),
        }
    ),
    qualification=QualificationFacts(2026, "LISTED"),
    authorisation=AUTHORISATION,
    needs_vehicle_list=True,
)


def case(**changes):
    return replace(SOUND, **changes)


def with_line(**changes):
    return case(lines=(replace(LINE, **changes),))


def with_vehicles(**changes):
    return case(vehicles=replace(SOUND.vehicles, **changes))


def with_authorisation(**changes):
    return case(authorisation=replace(AUTHORISATION, **changes))


def with_requirement(**changes):
    return case(requirements=(replace(CONTRACT, **changes),))


def said(facts, rule):
    """What a rule says, as code, severity and evidence."""
    return [(f.code, f.severity.value, f.evidence) for f in rule(facts)]
