from dataclasses import replace
from decimal import Decimal

import pytest

from licensing.rules.completeness.lines_filled import lines_filled
from licensing.rules.completeness.lines_given import lines_given
from licensing.rules.completeness.one_currency import one_currency
from licensing.rules.completeness.one_goods_code import one_goods_code
from licensing.rules.findings import NotJudged
from tests.licensing.rules.cases import LINE, SOUND, case, said, with_line


@pytest.mark.parametrize(
    "rule", [lines_given, lines_filled, one_goods_code, one_currency]
)
def test_filled_goods_pass(rule):
    assert said(SOUND, rule) == []


def test_at_least_one_line_is_asked_for():
    assert said(case(lines=()), lines_given) == [("lines-missing", "BLOCKER", {})]


@pytest.mark.parametrize("rule", [lines_filled, one_goods_code, one_currency])
def test_without_lines_nothing_about_them_is_judged(rule):
    with pytest.raises(NotJudged):
        said(case(lines=()), rule)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"brand": " "}, "line-model-missing"),
        ({"model": ""}, "line-model-missing"),
        ({"quantity": 0}, "line-quantity-missing"),
        ({"quantity": -1}, "line-quantity-missing"),
        ({"unit_price": Decimal(0)}, "line-price-missing"),
        ({"unit_price": Decimal("-0.01")}, "line-price-missing"),
        ({"currency": ""}, "line-currency-missing"),
    ],
)
def test_what_a_line_lacks_is_told_with_its_position(change, code):
    assert said(with_line(position=3, **change), lines_filled) == [
        (code, "BLOCKER", {"line": "3"})
    ]


@pytest.mark.parametrize("hs_code", ["", "87038010"])
def test_a_line_needs_a_goods_code_of_ten_digits(hs_code):
    assert said(with_line(hs_code=hs_code), lines_filled) == [
        ("line-hs-code-invalid", "BLOCKER", {"line": "1", "hs_code": hs_code})
    ]


def test_two_goods_codes_need_two_licences():
    other = replace(LINE, position=2, hs_code="8703801010")

    assert said(case(lines=(LINE, other, LINE)), one_goods_code) == [
        ("hs-codes-differ", "BLOCKER", {"hs_codes": ("8703801090", "8703801010")})
    ]


def test_amounts_in_two_currencies_cannot_be_summed():
    other = replace(LINE, position=2, currency="CNY")

    assert said(case(lines=(LINE, other)), one_currency) == [
        ("currencies-differ", "BLOCKER", {"currencies": ("USD", "CNY")})
    ]
