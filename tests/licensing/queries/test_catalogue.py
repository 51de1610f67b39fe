"""Reference rows as they stand on a day."""

from datetime import date

import pytest

from licensing.enums import CodeList, Needed
from licensing.models import (
    CodeEntry,
    GoodsCode,
    LicenceType,
    LicenceTypeVersion,
    ReasonCode,
)
from licensing.queries import catalogue
from tests import steps

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def port(code, **dates):
    return CodeEntry.objects.create(
        code_list=CodeList.CUSTOMS_DISTRICT,
        code=code,
        name_en=code,
        name_zh=code,
        **{"valid_from": date(2026, 1, 1)} | dates,
    )


def districts(on):
    return [row.code for row in catalogue.code_lists(on)[CodeList.CUSTOMS_DISTRICT]]


def test_the_type_is_open_from_its_first_day():
    assert [str(row) for row in catalogue.open_types(TODAY)] == ["EV-NEW v1"]
    assert list(catalogue.open_types(date(2025, 12, 31))) == []


def test_of_two_versions_the_newer_is_open():
    old = steps.electric_cars()
    LicenceTypeVersion.objects.create(
        licence_type=old.licence_type,
        number=2,
        valid_from=date(2026, 3, 1),
        legal_basis="-",
        validity_months=6,
        ends_with_year=True,
        use_mode=old.use_mode,
        max_uses=12,
        decision_days=5,
        correction_days=10,
        needs_vehicle_list=True,
        remarks_zh="-",
        declaration_en="-",
        declaration_zh="-",
    )

    assert [row.number for row in catalogue.open_types(TODAY)] == [2]
    assert [row.number for row in catalogue.open_types(date(2026, 2, 1))] == [1]


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_dated_row_is_shown_from_its_first_to_its_last_day(day, is_shown):
    port("9999", valid_from=date(2026, 4, 1), valid_until=date(2026, 6, 30))

    assert ("9999" in districts(day)) is is_shown
    labels = catalogue.labels(day)
    assert ((CodeList.CUSTOMS_DISTRICT, "9999") in labels) is is_shown


def test_code_lists_come_in_their_order_and_in_one_query(django_assert_num_queries):
    port("0001", position=99)

    with django_assert_num_queries(1):
        lists = catalogue.code_lists(TODAY)

    assert set(lists) == set(CodeList)
    assert lists[CodeList.CUSTOMS_DISTRICT][-1].code == "0001"
    assert [row.code for row in lists[CodeList.TRANSPORT_MODE]] == ["2", "3", "4", "5"]


def test_goods_codes_are_those_of_the_type():
    other = LicenceType.objects.create(
        code="X", reference_prefix="X", name_en="X", name_zh="X"
    )
    GoodsCode.objects.create(
        licence_type=other,
        code="8703801010",
        name_en="X",
        name_zh="X",
        is_used=True,
        is_kit=False,
        has_vin=True,
        unit_en="u",
        unit_zh="辆",
        valid_from=date(2026, 1, 1),
    )

    codes = catalogue.goods_codes(steps.electric_cars().licence_type, TODAY)

    assert [row.code for row in codes] == ["8703801090"]


def test_reasons_are_those_of_the_day():
    ReasonCode.objects.filter(code="RF-16").update(valid_until=date(2026, 3, 1))

    codes = [row.code for row in catalogue.reasons(TODAY)]

    assert codes[0] == "RF-01"
    assert "RF-16" not in codes


def test_a_trader_is_asked_for_the_manufacturers_authorisation(lin, yunfan):
    asked = catalogue.requirements_of(steps.start(by=lin, organisation=yunfan))

    assert [row.code for row in asked] == ["N-LIC", "N-CON", "N-AUTH", "N-CCC", "N-SVC"]


def test_a_manufacturer_is_not(song, hanjiang):
    asked = catalogue.requirements_of(steps.start(by=song, organisation=hanjiang))

    assert Needed.WHEN_TRADER not in {row.needed for row in asked}
    assert len(asked) == 4
