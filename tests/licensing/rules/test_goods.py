import pytest

from licensing.rules import goods


@pytest.mark.parametrize(
    "typed",
    ["8703801090", "8703.80.10.90", " 8703 8010 90", "８７０３８０１０９０"],
)
def test_goods_codes_are_stored_as_digits(typed):
    assert goods.normalise_hs_code(typed) == "8703801090"


@pytest.mark.parametrize(
    ("code", "is_code"),
    [
        ("8703801090", True),
        ("87038010", False),
        ("87038010900", False),
        ("870380109X", False),
        ("87038010٩٠", False),
        ("8703801090\n", False),
        ("", False),
    ],
)
def test_a_licence_uses_ten_digits(code, is_code):
    assert goods.is_hs_code(code) is is_code


@pytest.mark.parametrize(
    "number",
    ["YF-HJ-26-0904", "2026/15", "A", "SC(2026)0871", "A.B_C&D+E#1", "PO 26 0871"],
)
def test_contract_numbers_have_latin_characters(number):
    assert goods.is_contract_number(number) is True


def test_a_contract_number_has_at_most_seventeen_characters():
    assert goods.is_contract_number("A" * 17) is True
    assert goods.is_contract_number("A" * 18) is False


@pytest.mark.parametrize(
    "number", ["", "合同2026", "=SUM(A1)", "-26", "26-", "Ünal-1", "A\n", "A\tB"]
)
def test_other_contract_numbers_are_refused(number):
    assert goods.is_contract_number(number) is False


def test_contract_numbers_lose_full_width_signs_and_double_blanks():
    assert goods.normalise_contract_number("  ＹＦ－26  0904 ") == "YF-26 0904"
