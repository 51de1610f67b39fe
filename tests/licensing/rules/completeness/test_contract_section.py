import pytest

from licensing.rules.completeness.buyer_named import buyer_named
from licensing.rules.completeness.codes_on_lists import codes_on_lists
from licensing.rules.completeness.contract_number_given import contract_number_given
from licensing.rules.completeness.customs_district_chosen import (
    customs_district_chosen,
)
from licensing.rules.completeness.destination_is_one_country import (
    destination_is_one_country,
)
from licensing.rules.completeness.modes_chosen import modes_chosen
from licensing.rules.findings import NotJudged
from tests.licensing.rules.cases import SOUND, case, said

CODES = {
    "customs_district": "2248",
    "trade_mode": "0110",
    "payment_mode": "LC",
    "transport_mode": "2",
}
RULES = [
    contract_number_given,
    buyer_named,
    destination_is_one_country,
    customs_district_chosen,
    modes_chosen,
]


@pytest.mark.parametrize("rule", RULES)
def test_a_filled_contract_section_passes(rule):
    assert said(SOUND, rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_belongs_to_the_contract_section(rule):
    empty = case(
        contract_number="",
        buyer_name="",
        destination="",
        customs_district="",
        trade_mode="",
        payment_mode="",
        transport_mode="",
    )

    assert {finding.section for finding in rule(empty)} == {"contract"}


@pytest.mark.parametrize(
    ("field", "finding", "rule"),
    [
        ("customs_district", "customs-district-not-on-list", "§2.1-7"),
        ("trade_mode", "trade-mode-not-on-list", "§2.1-5"),
        ("payment_mode", "payment-mode-not-on-list", "§2.1-9"),
        ("transport_mode", "transport-mode-not-on-list", "§2.1-10"),
    ],
)
def test_a_code_that_left_its_list_is_told_by_its_field(field, finding, rule):
    left = case(listed_codes=SOUND.listed_codes - {(field, CODES[field])})

    assert said(left, codes_on_lists) == [(finding, "BLOCKER", {"entry": CODES[field]})]
    assert [(f.section, f.rule) for f in codes_on_lists(left)] == [("contract", rule)]


def test_a_code_of_another_list_does_not_count():
    swapped = case(listed_codes=frozenset({("trade_mode", "LC")}), trade_mode="")

    assert "payment-mode-not-on-list" in [
        code for code, *_ in said(swapped, codes_on_lists)
    ]


def test_what_is_not_chosen_yet_is_on_no_list():
    assert said(case(trade_mode=""), codes_on_lists) == []
    with pytest.raises(NotJudged):
        said(case(**dict.fromkeys(CODES, "")), codes_on_lists)


def test_a_contract_number_is_asked_for():
    assert said(case(contract_number=""), contract_number_given) == [
        ("contract-number-missing", "BLOCKER", {})
    ]


def test_a_chinese_contract_number_is_told():
    assert said(case(contract_number="合同871"), contract_number_given) == [
        ("contract-number-invalid", "BLOCKER", {"number": "合同871"})
    ]


def test_a_blank_buyer_is_no_buyer():
    assert said(case(buyer_name="  "), buyer_named) == [
        ("buyer-missing", "BLOCKER", {})
    ]


def test_a_destination_is_asked_for():
    assert said(case(destination=""), destination_is_one_country) == [
        ("destination-missing", "BLOCKER", {})
    ]


@pytest.mark.parametrize("destination", ["EU", "XK", "Thailand", "th"])
def test_a_group_or_an_unknown_country_is_no_destination(destination):
    assert said(case(destination=destination), destination_is_one_country) == [
        ("destination-not-one-country", "BLOCKER", {"destination": destination})
    ]


def test_a_chinese_bonded_zone_is_china():
    assert said(case(destination="CN"), destination_is_one_country) == []


def test_a_customs_district_is_asked_for():
    assert said(case(customs_district=""), customs_district_chosen) == [
        ("customs-district-missing", "BLOCKER", {})
    ]


def test_each_mode_is_asked_for_by_name():
    facts = case(trade_mode="", payment_mode="", transport_mode="")

    assert [code for code, *_ in said(facts, modes_chosen)] == [
        "trade-mode-missing",
        "payment-mode-missing",
        "transport-mode-missing",
    ]
