import pytest

from licensing.rules import vin
from licensing.rules.findings import Severity
from licensing.rules.vin import VinFault, VinProblem

RIGHT = [
    "LATPAB071W1005301",
    "LRW3E7FS5PC695355",
    "1M8GDM9AXKP042788",
    "LGXCE4CB8T0000001",
    "LC0CE4CB4T0000001",
    "L6TCR2E60TT000001",
    "LSJWS4094T0000001",
    "LRW3E7EK9TC000001",
    "LVVDB21B8TD000001",
    "HLX33B122T0000001",
    "LB37722S4TL000001",
    "L1NSPGHB6TA000001",
    "LGWEF6A52TH000001",
]


@pytest.mark.parametrize("number", RIGHT)
def test_right_vins_have_no_problem(number):
    assert vin.problems(number) == ()


@pytest.mark.parametrize("number", RIGHT)
def test_every_single_wrong_digit_in_the_serial_changes_the_check_digit(number):
    last = str((int(number[-1]) + 1) % 10)

    assert vin.has_right_check_digit(number[:-1] + last) is False


def test_a_wrong_check_digit_is_a_warning_for_a_new_car():
    assert vin.problems("LGXCE4CB9T0000001") == (
        VinProblem(VinFault.CHECK_DIGIT, Severity.CHECK, "8"),
    )


def test_a_wrong_check_digit_is_an_error_for_a_used_car():
    assert vin.problems("LGXCE4CB9T0000001", is_used=True) == (
        VinProblem(VinFault.CHECK_DIGIT, Severity.BLOCKER, "8"),
    )


def test_a_short_vin_says_how_long_it_is():
    assert vin.problems("LGXCE4CB8T000001") == (
        VinProblem(VinFault.LENGTH, Severity.BLOCKER, "16"),
    )


def test_forbidden_letters_are_named_once_each_in_order():
    assert vin.problems("LGXQE4CB8TO00OO01") == (
        VinProblem(VinFault.ALPHABET, Severity.BLOCKER, "QO"),
    )


def test_length_and_alphabet_are_both_told():
    assert vin.problems("车辆") == (
        VinProblem(VinFault.LENGTH, Severity.BLOCKER, "2"),
        VinProblem(VinFault.ALPHABET, Severity.BLOCKER, "车辆"),
    )


def test_an_empty_vin_has_the_wrong_length():
    assert vin.problems("") == (VinProblem(VinFault.LENGTH, Severity.BLOCKER, "0"),)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" lgxce4cb8t0000001\n", "LGXCE4CB8T0000001"),
        ("LGX-CE4CB8 T0000001", "LGXCE4CB8T0000001"),
        ("ＬＧＸＣＥ４ＣＢ８Ｔ０００００01", "LGXCE4CB8T0000001"),
        ("\ufeffLGXCE4CB8T0000001\u200b\u3000", "LGXCE4CB8T0000001"),
        ("lgxce4cb8to0oioq1", "LGXCE4CB8TO0OIOQ1"),
        ("lgxcß", "LGXCß"),
        ("ıı", "ıı"),
    ],
)
def test_normalising_changes_case_and_blanks_and_nothing_else(typed, stored):
    assert vin.normalise(typed) == stored


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("LGXCE4CB8TO000001", "LGXCE4CB8T0000001"),
        ("LGXCE4CB8TQ00000I", "LGXCE4CB8T0000001"),
        ("LGXCE4CB9TO000001", ""),
        ("LGXCE4CB8TO00001", ""),
        ("LGXCE4CB8T0000001", ""),
        ("LGXCE4CB9T0000001", ""),
    ],
)
def test_a_misread_letter_is_offered_only_when_the_check_digit_agrees(typed, offered):
    assert vin.suggestion(typed) == offered


@pytest.mark.parametrize(
    ("letter", "year"),
    [
        ("P", 2023),
        ("R", 2024),
        ("S", 2025),
        ("T", 2026),
        ("V", 2027),
        ("W", 1998),
        ("Y", 2000),
        ("1", 2001),
        ("9", 2009),
        ("A", 2010),
        ("U", None),
        ("Z", None),
        ("0", None),
    ],
)
def test_the_model_year_is_the_newest_that_the_letter_can_mean(letter, year):
    assert vin.model_year(f"LGXCE4CB8{letter}0000001", latest=2027) == year


@pytest.mark.parametrize(
    ("letter", "year"), [("W", 2028), ("X", 2029), ("Y", 2030), ("1", 2031)]
)
def test_later_letters_mean_later_years_when_they_have_come(letter, year):
    assert vin.model_year(f"LGXCE4CB8{letter}0000001", latest=2031) == year
