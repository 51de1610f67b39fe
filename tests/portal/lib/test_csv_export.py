import csv
import io
import tracemalloc
from datetime import date
from decimal import Decimal

import pytest

from portal.lib import csv_export


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Seal", "Seal"),
        ("", ""),
        (None, ""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (-5, "-5"),
        (Decimal("-1.50"), "-1.50"),
        (date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_texts_that_look_like_formulas_are_neutralised(cell, text):
    assert csv_export.neutral(cell) == text


def test_a_file_opens_in_the_right_letters():
    content = b"".join(
        csv_export.write(["车架号", "=型号"], [["LGX", "海豹"], [1, None]])
    )

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["车架号", "'=型号"], ["LGX", "海豹"], ["1", ""]]


def test_cells_with_commas_quotes_and_lines_come_back_whole():
    cells = ['a,"b"', "c\nd"]

    content = b"".join(csv_export.write(["x", "y"], [cells])).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(content, newline="")))[1] == cells


@pytest.mark.parametrize("count", [0, 499, 500, 501, 1000])
def test_every_row_is_written_once(count):
    content = b"".join(csv_export.write(["n"], ([n] for n in range(count))))

    assert content.decode("utf-8-sig").split() == ["n", *map(str, range(count))]


def test_a_long_file_takes_little_memory():
    tracemalloc.start()
    for _ in csv_export.write(["n"], (["x" * 100] for _ in range(50_000))):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2_000_000
