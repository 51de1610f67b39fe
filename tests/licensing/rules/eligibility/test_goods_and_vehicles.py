from dataclasses import replace
from decimal import Decimal

import pytest

from licensing.rules.eligibility.goods_code_in_catalogue import goods_code_in_catalogue
from licensing.rules.eligibility.prices_plausible import prices_plausible
from licensing.rules.eligibility.vins_have_right_check_digits import (
    vins_have_right_check_digits,
)
from licensing.rules.eligibility.vins_in_no_other_case import vins_in_no_other_case
from licensing.rules.eligibility.vins_on_no_live_licence import vins_on_no_live_licence
from licensing.rules.findings import NotJudged
from tests.licensing.rules.cases import (
    LINE,
    SOUND,
    case,
    said,
    with_line,
    with_vehicles,
)

VIN_RULES = [
    (vins_on_no_live_licence, "on_live_licence", "vin-on-live-licence", "BLOCKER"),
    (vins_in_no_other_case, "in_open_case", "vin-in-open-case", "CHECK"),
    (vins_have_right_check_digits, "wrong_check_digit", "vin-check-digit", "CHECK"),
]


@pytest.mark.parametrize(
    "rule",
    [goods_code_in_catalogue, prices_plausible, *(rule for rule, *_ in VIN_RULES)],
)
def test_sound_goods_and_vehicles_pass(rule):
    assert said(SOUND, rule) == []


@pytest.mark.parametrize(("rule", "counted", "code", "severity"), VIN_RULES)
def test_vins_are_counted_with_a_few_examples(rule, counted, code, severity):
    examples = ("LGXCE4CB8T0000001", "LC0CE4CB4T0000001")
    facts = with_vehicles(**{counted: 40, f"{counted}_examples": examples})

    assert said(facts, rule) == [
        (
            code,
            severity,
            {"count": "40", "vins": ("LGXCE4CB8T0000001", "LC0CE4CB4T0000001")},
        )
    ]


@pytest.mark.parametrize("rule", [rule for rule, *_ in VIN_RULES])
def test_without_vehicles_no_vin_is_judged(rule):
    with pytest.raises(NotJudged):
        said(with_vehicles(count=0), rule)


def test_a_code_outside_the_catalogue_of_the_day_is_blocked():
    assert said(with_line(hs_code="8703800090"), goods_code_in_catalogue) == [
        ("hs-code-not-in-catalogue", "BLOCKER", {"hs_codes": ("8703800090",)})
    ]


def test_cars_without_a_vin_need_no_licence():
    assert said(with_line(hs_code="8703809090"), goods_code_in_catalogue) == [
        ("hs-code-without-vin", "BLOCKER", {"hs_codes": ("8703809090",)})
    ]


def test_lines_without_a_code_are_not_judged_here():
    with pytest.raises(NotJudged):
        said(with_line(hs_code=""), goods_code_in_catalogue)


@pytest.mark.parametrize(
    ("price", "is_flagged"),
    [
        (Decimal("2050.00"), True),
        (Decimal("3999.99"), True),
        (Decimal("4000.00"), False),
        (Decimal("20600.00"), False),
        (Decimal(0), False),
    ],
)
def test_a_vin_car_at_the_price_of_a_car_without_vin_is_flagged(price, is_flagged):
    assert bool(said(with_line(unit_price=price), prices_plausible)) is is_flagged


def test_an_implausible_price_is_told_with_its_line():
    assert said(
        with_line(position=2, unit_price=Decimal("2050.50")), prices_plausible
    ) == [
        (
            "price-implausible",
            "CHECK",
            {"line": "2", "price": "2050.50", "bound": "4000"},
        )
    ]


def test_prices_in_other_currencies_are_not_judged():
    with pytest.raises(NotJudged):
        said(with_line(currency="CNY"), prices_plausible)


def test_among_mixed_currencies_only_dollars_are_judged():
    yuan = replace(LINE, currency="CNY", unit_price=Decimal(1))

    assert said(case(lines=(LINE, yuan)), prices_plausible) == []
