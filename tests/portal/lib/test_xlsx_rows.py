import io
from datetime import date, time

import pytest

from portal.lib import xlsx_rows
from tests.portal.lib.file_checks.papers import spreadsheet

FIRST = "LGXCE4CB8T0000001"


def test_the_child_writes_rows_of_text():
    target = io.BytesIO()

    xlsx_rows.convert(
        io.BytesIO(
            spreadsheet([["VIN", None], [None], [FIRST, "Seal"]], [["x"]], hidden=[1])
        ),
        target,
        10,
    )

    assert (
        target.getvalue() == f'[[[1, ["VIN", ""]], [3, ["{FIRST}", "Seal"]]]]'.encode()
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a  ", "a"),
        ("x" * 301, "x" * 300),
        ("", ""),
        (2026.0, "2026"),
        (-1.0, "-1"),
        (1.5, "1.5"),
        (2.0**53, "9007199254740992.0"),
        (True, "True"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(3, 4), "03:04:00"),
    ],
)
def test_the_child_writes_cells_as_a_person_reads_them(cell, text):
    assert xlsx_rows.text_of(cell) == text


def test_the_child_stops_at_its_limit():
    target = io.BytesIO()

    xlsx_rows.convert(io.BytesIO(spreadsheet([["a"], ["b"], ["c"]])), target, 2)

    assert target.getvalue() == b'[[[1, ["a"]], [2, ["b"]]]]'
