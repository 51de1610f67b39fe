"""Every fault of a row has its words."""

import pytest

from licensing.presenters.applicant.vehicle_rows import (
    WORDS,
    bad_row_of,
    good_row_of,
)
from licensing.rules.vehicle_rows import RowFault
from licensing.rules.vin import VinFault

FAULTS = [*RowFault, *VinFault]


def row(*problems, typed="LHJCE4CB9T1000002", repeats=7):
    return {
        "number": 4,
        "typed": typed,
        "model": "HJ9 100%",
        "problems": [str(problem) for problem in problems],
        "detail": "",
        "suggestion": "",
        "repeats": repeats,
    }


def test_every_fault_has_words():
    assert set(WORDS) == set(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_sentence_can_be_filled(fault):
    [said] = bad_row_of(row(fault)).faults

    assert "%(" not in said.text + said.advice


def test_two_faults_of_one_vin_each_have_their_detail():
    told = bad_row_of(row(VinFault.LENGTH, VinFault.ALPHABET, typed="OIL"))

    assert [fault.text for fault in told.faults] == [
        "The VIN has 3 characters. It needs 17.",
        "The VIN has signs that a VIN never has: OI",
    ]
    assert told.summary == "Row 4: The VIN has 3 characters. It needs 17."


def test_a_good_row_names_its_goods_and_all_its_warnings():
    told = good_row_of(
        {
            "number": 2,
            "vin": "LHJCE4CB1T1000002",
            "position": 1,
            "warnings": ["vin-check-digit", "model-differs"],
        },
        goods={1: "Hanjiang HJ7"},
    )

    assert told.goods == "Hanjiang HJ7"
    assert told.warnings == (
        "The check digit is unusual, it would be 0.",
        "The model is written differently from the goods.",
    )


def test_a_row_of_a_line_that_is_gone_names_no_goods():
    told = good_row_of(
        {"number": 2, "vin": "LHJCE4CB0T1000002", "position": 9, "warnings": []},
        goods={},
    )

    assert (told.goods, told.warnings) == ("", ())
