from datetime import date
from decimal import Decimal

import pytest

from licensing.rules.certificate import Label, SpecificationLine
from licensing.rules.certificate_document import document_data, standing_remarks
from tests.certificates import LINE, SINGLE, face_of, vehicles

ADDRESS = "https://licences.example.org/verify/"
IN_YEN = SpecificationLine("Hanjiang", "HJ5", 2, Decimal("1500000.1234"), "JPY")


def data_of(**changes):
    return document_data(face_of(**changes), address=ADDRESS)


def test_dates_are_written_in_both_languages():
    data = data_of()

    assert data["valid_to"] == {"en": "31 Dec 2026", "zh": "2026年12月31日"}
    assert data["issued_on"] == {"year": 2026, "month": 6, "day": 30}


def test_a_line_is_written_with_its_amounts():
    assert data_of()["lines"] == [
        {
            "specification": "Hanjiang HJ7 Long Range",
            "quantity": "500",
            "price": "18,650.00",
            "amount": "9,325,000.00",
            "usd": "9,325,000.00",
        }
    ]
    assert data_of()["currency"] == "USD"


def test_lines_of_several_currencies_name_each():
    data = data_of(lines=(LINE, IN_YEN))

    assert data["currency"] == ""
    assert data["lines"][0]["price"] == "USD 18,650.00"
    assert data["lines"][1]["price"] == "JPY 1,500,000.1234"
    assert data["lines"][1]["usd"] == "—"
    assert data["total"] == {"quantity": "502", "amount": "—", "usd": "—"}


@pytest.mark.parametrize(
    ("code", "printed"),
    [("8703801090", "8703 80 10 90"), ("87038010", "87038010"), ("x" * 10, "x" * 10)],
)
def test_a_goods_code_is_grouped_as_the_tariff_does(code, printed):
    assert data_of(goods=Label(code, "Car", "车"))["goods_code"] == printed


def test_new_cars_are_listed_by_vin_alone():
    annex = data_of(vehicles=tuple(reversed(vehicles(3))))["annex"]

    assert annex == {"vins": [v.vin for v in vehicles(3)], "rows": []}


def test_used_cars_are_listed_with_their_dates():
    known = vehicles(1, first_registered_on=date(2025, 5, 1))
    annex = data_of(vehicles=(*vehicles(2)[1:], *known))["annex"]

    assert annex["vins"] == []
    assert annex["rows"] == [
        {"vin": "LHJ7A000000000000", "registered": "2025-05-01", "pending": "—"},
        {"vin": "LHJ7A000000000001", "registered": "—", "pending": "—"},
    ]


def test_a_licence_for_many_uses_says_so():
    assert standing_remarks(face_of()) == (
        Label(
            "MODE",
            "Multi-use: may be used for at most 12 customs clearances within its"
            " validity.",
            "非一批一证：在有效期内最多可报关使用12次。",
        ),
    )


def test_a_licence_for_one_batch_says_so():
    (remark,) = standing_remarks(face_of(mode=SINGLE, max_uses=1))

    assert remark.zh == "一批一证：在有效期内一次报关使用。"
    assert remark.en.endswith(
        "may be used for one customs clearance within its validity."
    )


def test_a_licence_of_next_year_says_when_it_takes_effect():
    _, remark = standing_remarks(
        face_of(
            issued_on=date(2026, 12, 15),
            valid_from=date(2027, 1, 1),
            valid_to=date(2027, 7, 1),
        )
    )

    assert remark.en == "This certificate will take effect from 1 Jan 2027!"
    assert remark.zh == "本证自2027年1月1日起生效！"


def test_further_remarks_follow():
    remarks = data_of(remarks=(Label("X", "More", "更多"),))["remarks"]

    assert [remark["code"] for remark in remarks] == ["MODE", "X"]


def test_a_specimen_is_marked():
    assert document_data(face_of(), address=ADDRESS, specimen=True)["specimen"] is True
    assert data_of()["specimen"] is False
