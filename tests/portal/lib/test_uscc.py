import pytest
from django.utils import translation
from stdnum.cn import uscc as gb32100

from portal.lib import uscc
from portal.lib.uscc import NotACreditCode

FICTITIOUS = [
    "91310115MA9XA0016F",
    "91440300MA9XB002X5",
    "91330200MA9XC0033D",
    "91500000MA9XD00479",
    "91120116MA9XE00505",
    "91340200MA9XF0064Y",
]


@pytest.mark.parametrize("code", [*FICTITIOUS, "91110000600037341L"])
def test_codes_of_enterprises_are_right(code):
    assert uscc.checked(code, is_enterprise=True) == code
    assert gb32100.is_valid(code) is True


@pytest.mark.parametrize("department", ["1", "5", "A", "N", "Y"])
def test_other_bodies_may_have_a_letter_in_front(department):
    body = f"{department}2110000600037341"
    code = body + gb32100.calc_check_digit(body)

    assert uscc.checked(code) == code
    with pytest.raises(NotACreditCode):
        uscc.checked(code, is_enterprise=True)


@pytest.mark.parametrize(
    "typed",
    [
        " 91310115ma9xa0016f ",
        "9131 0115 MA9X A001 6F",
        "91310115-MA9XA001-6F",
        "９１３１０１１５ＭＡ９ＸＡ００１６Ｆ",
        "91310115\u3000MA9XA0016F\n",
    ],
)
def test_blanks_hyphens_and_case_do_not_matter(typed):
    assert uscc.checked(typed) == "91310115MA9XA0016F"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "A unified social credit code has 18 characters."),
        ("91310115MA9XA0016", "A unified social credit code has 18 characters."),
        (
            "91310115MA9XA00I6F",
            (
                "This is not a unified social credit code: it has digits and capitals"
                " without I, O, S, V and Z, and its third to eighth characters are"
                " digits."
            ),
        ),
        (
            "91310115MA9XA0017F",
            (
                "This is not a unified social credit code: its last character does not"
                " agree with the others. Compare it with the business licence."
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(typed, sentence):
    with translation.override("en"), pytest.raises(NotACreditCode) as refused:
        uscc.checked(typed)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "typed",
    ["9131011５MA9XA0016Ä", "B1310115MA9XA0016F", "9131O115MA9XA0016F", "企业" * 9],
)
def test_malformed_codes_are_refused(typed):
    assert uscc.is_valid(typed) is False


def test_every_single_wrong_sign_is_noticed():
    for code in FICTITIOUS:
        for index in range(18):
            for wrong in "0123456789ABCDEFGHJKLMNPQRTUWXY":
                mistyped = code[:index] + wrong + code[index + 1 :]
                assert uscc.is_valid(mistyped) is (mistyped == code)
