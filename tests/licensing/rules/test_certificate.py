import json
from datetime import date
from decimal import Decimal

import pytest

from licensing.rules.certificate import (
    Label,
    LicenceFace,
    LicensedVehicle,
    NotAFace,
    Party,
    SpecificationLine,
    money_text,
)
from tests.certificates import LINE, YUNFAN, face_of, vehicles

IN_YEN = SpecificationLine("Hanjiang", "HJ5", 2, Decimal(1_500_000), "JPY")
IN_YEN_CONVERTED = SpecificationLine(
    "Hanjiang", "HJ5", 2, Decimal(1_500_000), "JPY", usd_amount=Decimal("20100.50")
)


def full_face():
    return face_of(
        lines=(LINE, IN_YEN, IN_YEN_CONVERTED),
        remarks=(Label("A", "A remark “in” words", "备注"),),
        vehicles=(
            *vehicles(2),
            *vehicles(1, first_registered_on=date(2025, 5, 1)),
        ),
    )


@pytest.mark.parametrize("face", [face_of(), full_face()])
def test_a_face_is_read_back_as_it_was(face):
    assert LicenceFace.from_json(face.to_json()) == face
    assert LicenceFace.from_data(face.to_data()) == face


def test_the_order_of_the_data_does_not_matter():
    shuffled = dict(reversed(list(full_face().to_data().items())))

    assert LicenceFace.from_data(shuffled).to_json() == full_face().to_json()


def test_the_text_is_canonical():
    text = full_face().to_json()

    assert text.isascii()
    assert text == json.dumps(
        json.loads(text), sort_keys=True, ensure_ascii=True, separators=(",", ":")
    )


def test_equal_amounts_give_equal_texts():
    dear = SpecificationLine("Hanjiang", "HJ7", 1, Decimal("18650.00"), "USD")
    same = SpecificationLine("Hanjiang", "HJ7", 1, Decimal("1.865E+4"), "USD")

    assert dear == same
    assert face_of(lines=(dear,)).digest() == face_of(lines=(same,)).digest()


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("100", "100"),
        ("1E+2", "100"),
        ("18650.50", "18650.5"),
        ("123456789012345678901234567890.1234", "123456789012345678901234567890.1234"),
    ],
)
def test_money_is_written_without_exponent_or_closing_zeros(amount, text):
    assert money_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "26-JN-000413"},
        {"valid_to": date(2026, 12, 30)},
        {"exporter": Party("91990200MA5FK3T17B", "Yunfan", "云帆")},
        {"lines": (LINE, LINE)},
        {"max_uses": 11},
        {"vehicles": vehicles(1)},
        {"remarks": (Label("", "", ""),)},
    ],
)
def test_any_other_word_gives_another_digest(changes):
    assert face_of(**changes).digest() != face_of().digest()


def test_the_digest_of_a_licence_issued_by_an_earlier_release_stays():
    assert face_of().digest().hex() == (
        "c7330c47f45eee1b2f415d024196557ab3be8e9b2346a8745516122190681c1b"
    )


def test_totals_add_up():
    face = face_of(lines=(LINE, LINE))

    assert face.total_quantity == 1000
    assert face.currency == "USD"
    assert face.total_amount == Decimal("18650000.00")
    assert face.total_in_usd == Decimal("18650000.00")


def test_amounts_of_several_currencies_have_no_total():
    face = face_of(lines=(LINE, IN_YEN_CONVERTED))

    assert face.currency is None
    assert face.total_amount is None
    assert face.total_in_usd == Decimal("9345100.50")


def test_without_a_rate_there_is_no_amount_in_dollars():
    assert IN_YEN.amount_in_usd is None
    assert face_of(lines=(LINE, IN_YEN)).total_in_usd is None


def test_vins_are_sorted():
    face = face_of(vehicles=tuple(reversed(vehicles(3))))

    assert face.vins == tuple(vehicle.vin for vehicle in vehicles(3))


@pytest.mark.parametrize("text", ["", "hello", "{", "[" * 100_000])
def test_what_is_not_json_is_refused(text):
    with pytest.raises(NotAFace, match="not JSON"):
        LicenceFace.from_json(text)


@pytest.mark.parametrize("data", [None, 5, [], {}, "text", {"format": 1}])
def test_what_is_no_face_is_refused(data):
    with pytest.raises(NotAFace):
        LicenceFace.from_data(data)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": True},
        {"number": 5},
        {"max_uses": "12"},
        {"max_uses": 12.0},
        {"max_uses": True},
        {"valid_to": None},
        {"valid_to": "2026-13-01"},
        {"valid_to": "20261231"},
        {"exporter": None},
        {"exporter": {"uscc": "x"}},
        {"exporter": {"uscc": "x", "name_en": "x", "name_zh": "x", "more": "x"}},
        {"goods": {"code": "x", "en": "x", "zh": None}},
        {"lines": None},
        {"lines": [{}]},
        {"vehicles": [{"vin": 5}]},
        {"unknown": 1},
    ],
)
def test_a_face_with_a_wrong_value_is_refused(change):
    data = {**face_of().to_data(), **change}

    with pytest.raises(NotAFace):
        LicenceFace.from_data(data)


@pytest.mark.parametrize("price", ["NaN", "Infinity", "18650.00", "1E+3", "x", 5])
def test_a_price_is_taken_in_its_canonical_form_only(price):
    data = face_of().to_data()
    data["lines"][0]["unit_price"] = price

    with pytest.raises(NotAFace):
        LicenceFace.from_data(data)


def test_a_face_without_one_of_its_fields_is_refused():
    for name in face_of().to_data():
        data = face_of().to_data()
        del data[name]
        with pytest.raises(NotAFace):
            LicenceFace.from_data(data)


def test_a_missing_date_of_a_vehicle_stays_missing():
    data = face_of(vehicles=(LicensedVehicle("X"),)).to_data()

    assert data["vehicles"] == [
        {"vin": "X", "first_registered_on": None, "pending_export_on": None}
    ]


def test_the_names_are_kept_letter_by_letter():
    odd = Party("C", "O'Neil “#\" \ud800 \u202e", "喆堃骉𬭚")

    face = face_of(exporter=odd, consignor=YUNFAN)

    assert LicenceFace.from_json(face.to_json()).exporter == odd
