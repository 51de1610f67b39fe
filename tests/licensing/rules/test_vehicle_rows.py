import time

import pytest

from licensing.rules import vin
from licensing.rules.vehicle_rows import (
    BadRow,
    GoodRow,
    ListReading,
    SpecificationLine,
    TakenVins,
    read_rows,
)

SEAL = SpecificationLine(position=1, brand="BYD", model="Seal", quantity=2)
HAN = SpecificationLine(position=2, brand="BYD", model="Han EV", quantity=1)
FIRST = "LGXCE4CB8T0000001"
SECOND = "LC0CE4CB4T0000001"
THIRD = "L6TCR2E60TT000001"


def reading(*rows, lines=(SEAL,), is_used=False, **taken):
    return read_rows(rows, lines, taken=TakenVins(**taken), is_used=is_used)


def bad_row(*rows, **kwargs):
    (bad,) = reading(*rows, **kwargs).bad
    return bad


def test_right_rows_are_good_and_normalised():
    assert reading((2, " lgxce4cb8t0000001 ", "")) == ListReading(
        good=(GoodRow(2, FIRST, 1),), bad=()
    )


def test_no_rows_read_as_nothing():
    assert reading() == ListReading(good=(), bad=())


def test_a_row_without_a_vin_is_bad():
    assert bad_row((2, " - ", "Seal")) == BadRow(2, " - ", "Seal", ("vin-missing",))


def test_a_misread_letter_comes_with_an_offer():
    assert bad_row((17, "LGXCE4CB8TO000001", "")) == BadRow(
        17,
        "LGXCE4CB8TO000001",
        "",
        ("vin-alphabet",),
        detail="O",
        suggestion=FIRST,
    )


def test_a_short_vin_tells_its_length():
    assert bad_row((42, "LGXCE4CB8T000001", "")) == BadRow(
        42, "LGXCE4CB8T000001", "", ("vin-length",), detail="16"
    )


def test_the_second_of_equal_vins_is_bad_and_names_the_first():
    result = reading((58, FIRST, ""), (101, FIRST.lower(), ""))

    assert result.good == (GoodRow(58, FIRST, 1),)
    assert result.bad == (
        BadRow(101, FIRST.lower(), "", ("vin-repeated",), repeats=58),
    )


def test_every_later_copy_names_the_same_first_row():
    result = reading((2, FIRST, ""), (3, FIRST, ""), (4, FIRST, ""))

    assert [row.repeats for row in result.bad] == [2, 2]


def test_a_copy_is_told_even_when_the_first_was_bad_for_another_reason():
    result = reading((2, FIRST, "Yuan"), (3, FIRST, "Seal"), lines=(SEAL, HAN))

    assert [row.problems for row in result.bad] == [
        ("model-unknown",),
        ("vin-repeated",),
    ]


def test_two_files_with_the_same_row_number_still_find_the_copy():
    assert reading((2, FIRST, ""), (2, FIRST, "")).bad[0].repeats == 2


def test_a_vin_of_this_application_is_not_taken_twice():
    row = bad_row((2, FIRST, ""), in_application={FIRST})

    assert row.problems == ("vin-already-listed",)


def test_a_vin_on_a_live_licence_is_bad():
    row = bad_row((2, FIRST, ""), on_live_licence={FIRST})

    assert row.problems == ("vin-on-live-licence",)


def test_a_vin_in_another_open_case_is_only_a_warning():
    result = reading((2, FIRST, ""), in_open_case=frozenset({FIRST}))

    assert result.good == (GoodRow(2, FIRST, 1, ("vin-in-open-case",)),)


def test_a_wrong_check_digit_is_a_warning_for_new_cars():
    result = reading((2, "LGXCE4CB9T0000001", ""))

    assert result.good == (GoodRow(2, "LGXCE4CB9T0000001", 1, ("vin-check-digit",)),)


def test_a_wrong_check_digit_is_bad_for_used_cars():
    row = bad_row((2, "LGXCE4CB9T0000001", ""), is_used=True)

    assert row == BadRow(2, "LGXCE4CB9T0000001", "", ("vin-check-digit",), detail="8")


def test_all_problems_of_a_row_are_told_at_once():
    row = bad_row(
        (2, FIRST, "Yuan"),
        lines=(SEAL, HAN),
        in_application={FIRST},
        on_live_licence={FIRST},
        in_open_case={FIRST},
    )

    assert row.problems == (
        "vin-already-listed",
        "vin-on-live-licence",
        "model-unknown",
    )


def test_with_one_line_every_row_belongs_to_it():
    result = reading((2, FIRST, "Seal"), (3, SECOND, "byd seal"), (4, THIRD, ""))

    assert result.good == (
        GoodRow(2, FIRST, 1),
        GoodRow(3, SECOND, 1),
        GoodRow(4, THIRD, 1),
    )


def test_with_one_line_another_model_is_a_warning():
    result = reading((2, FIRST, "Yuan"))

    assert result.good == (GoodRow(2, FIRST, 1, ("model-differs",)),)


@pytest.mark.parametrize(
    ("model", "position"),
    [
        ("Seal", 1),
        ("SEAL ", 1),
        ("BYD Seal", 1),
        ("ｂｙｄ　ｓｅａｌ", 1),
        ("han ev", 2),
        ("HanEV", 2),
        ("BYD  Han EV", 2),
    ],
)
def test_with_several_lines_the_model_names_the_line(model, position):
    assert reading((2, FIRST, model), lines=(SEAL, HAN)).good == (
        GoodRow(2, FIRST, position),
    )


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        ("", "model-missing"),
        ("  ", "model-missing"),
        ("Seal+", "model-unknown"),
        ("Han", "model-unknown"),
    ],
)
def test_with_several_lines_a_row_without_a_known_model_is_bad(model, problem):
    assert bad_row((2, FIRST, model), lines=(SEAL, HAN)).problems == (problem,)


def test_without_lines_no_row_is_good():
    assert bad_row((2, FIRST, ""), lines=()).problems == ("model-missing",)


def test_lines_of_one_model_fill_up_in_order_and_the_last_takes_the_rest():
    cheaper = SpecificationLine(1, "BYD", "Seal", quantity=2, listed=1)
    dearer = SpecificationLine(2, "BYD", "Seal", quantity=1)

    result = reading(
        (2, FIRST, "Seal"),
        (3, SECOND, "Seal"),
        (4, THIRD, "Seal"),
        lines=(cheaper, dearer),
    )

    assert [row.position for row in result.good] == [1, 2, 2]


def test_a_bad_row_takes_no_room_on_a_line():
    first = SpecificationLine(1, "BYD", "Seal", quantity=1)
    second = SpecificationLine(2, "BYD", "Seal", quantity=1)

    result = reading(
        (2, "LGXCE4CB8T000001", "Seal"), (3, FIRST, "Seal"), lines=(first, second)
    )

    assert result.good == (GoodRow(3, FIRST, 1),)


def test_a_hundred_thousand_rows_are_judged_in_seconds():
    rows = []
    for serial in range(100_000):
        number = f"LGXCE4CB0T{serial:07}"
        rows.append(
            (serial + 2, number[:8] + vin.check_digit(number) + number[9:], "Seal")
        )

    started = time.perf_counter()
    result = reading(*rows, lines=(SEAL, HAN))
    took = time.perf_counter() - started

    assert (len(result.good), len(result.bad)) == (100_000, 0)
    assert took < 10
