import pytest

from portal.lib import references

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_a_reference_is_prefix_year_serial_and_check_sign():
    reference = references.make("EV", 2026, 123)

    assert reference[:-1] == "EV-2026-000123-"
    assert references.is_valid(reference) is True


@pytest.mark.parametrize(
    ("prefix", "year", "serial"),
    [("EV", 2026, 1), ("U", 2027, 999_999), ("USED", 2026, 999_999_999)],
)
def test_prefixes_and_serials_may_be_longer(prefix, year, serial):
    assert references.is_valid(references.make(prefix, year, serial)) is True


@pytest.mark.parametrize("serial", [1, 123, 4290, 999_999])
def test_every_single_wrong_sign_is_noticed(serial):
    reference = references.make("EV", 2026, serial)

    for index, right in enumerate(reference):
        for wrong in SIGNS:
            mistyped = reference[:index] + wrong + reference[index + 1 :]
            assert references.is_valid(mistyped) is (wrong == right)


@pytest.mark.parametrize("serial", [1, 123, 4290, 987_654])
def test_every_exchange_of_two_different_signs_is_noticed(serial):
    reference = references.make("EV", 2026, serial)

    for first in range(len(reference)):
        for second in range(first):
            if reference[first] == reference[second]:
                continue
            signs = list(reference)
            signs[first], signs[second] = signs[second], signs[first]
            assert references.is_valid("".join(signs)) is False


def test_check_signs_are_spread_and_never_confusable():
    found = {references.make("EV", 2026, serial)[-1] for serial in range(5000)}

    assert found == set("0123456789ACDEFGHJKLMNPQRTUVWXY")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EV",
        "EV-2026-123-X",
        "ev-2026-000123-X",
        "EV-２０２６-000123-X",
        "EV-2026-000123-X\n",
    ],
)
def test_other_texts_are_no_references(text):
    assert references.is_valid(text) is False


REFERENCE = references.make("EV", 2026, 105_812)


@pytest.mark.parametrize(
    "typed",
    [
        REFERENCE,
        REFERENCE.lower(),
        f"  {REFERENCE}\n",
        REFERENCE.replace("-", ""),
        REFERENCE.replace("-", " "),
        REFERENCE.replace("-", "–"),
        REFERENCE.replace("-", " － "),
        REFERENCE.replace("105812", "I0S8IZ"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in REFERENCE),
    ],
)
def test_what_a_person_meant_is_understood(typed):
    assert references.normalise(typed) == REFERENCE


def test_other_texts_stay_other_texts():
    assert references.normalise("Yunfan") == "YUNFAN"


def test_a_licence_number_is_year_body_serial():
    assert references.make_licence_number(2026, "JN", 123) == "26-JN-000123"


@pytest.mark.parametrize(
    ("number", "is_number"),
    [
        ("26-AA-000123", True),
        ("26-01-000123", True),
        ("26-aa-000123", False),
        ("2026-AA-000123", False),
        ("26-AA-00012", False),
        ("26-AA-000123\n", False),
        ("٢٦-AA-000123", False),
    ],
)
def test_licence_numbers_have_one_pattern(number, is_number):
    assert references.is_licence_number(number) is is_number


@pytest.mark.parametrize(
    "typed",
    ["26-jn-000123", " 26JN000123 ", "26 JN 000123", "２６－ＪＮ－０００１２３"],
)
def test_a_typed_licence_number_is_understood(typed):
    assert references.normalise_licence_number(typed) == "26-JN-000123"
