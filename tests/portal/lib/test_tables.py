import io
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from django.utils import translation

from portal.lib import tables
from portal.lib.tables import (
    TableFault,
    TableUnreadable,
    VehicleRow,
    read_pasted_rows,
    read_vehicle_rows,
)
from portal.lib.uploads import FileKind
from tests.portal.lib.file_checks import papers
from tests.portal.lib.file_checks.papers import spreadsheet

FIRST = "LGXCE4CB8T0000001"
SECOND = "LC0CE4CB4T0000001"


def read(content, kind=FileKind.XLSX, max_rows=100):
    return read_vehicle_rows(io.BytesIO(content), kind, max_rows=max_rows)


def read_csv(content, **kwargs):
    return read(content, FileKind.CSV, **kwargs)


def fault(content, kind=FileKind.XLSX, max_rows=100):
    with pytest.raises(TableUnreadable) as refused:
        read(content, kind, max_rows)
    return refused.value.code


def test_a_workbook_is_read_with_its_own_row_numbers():
    content = spreadsheet(
        [[], ["Vehicles for Thailand"], ["No.", "VIN", "Model"], [1, FIRST, "Seal"]]
    )

    assert read(content) == [VehicleRow(4, FIRST, "Seal")]


def test_blank_rows_are_left_out_and_still_counted():
    content = spreadsheet([["VIN"], [FIRST], [], [None, "note"], [SECOND]])

    assert read(content) == [VehicleRow(2, FIRST, ""), VehicleRow(5, SECOND, "")]


def test_the_first_visible_sheet_with_vins_is_read():
    content = spreadsheet(
        [["VIN"], ["HIDDEN"]],
        [["Read me"], ["first", "second"]],
        [["VIN"], [FIRST]],
        [["VIN"], [SECOND]],
        hidden=[0],
    )

    assert read(content) == [VehicleRow(2, FIRST, "")]


def test_cells_come_as_a_person_reads_them():
    content = spreadsheet(
        [
            ["车架号", "型号"],
            [12345678901234567, 2026],
            [1.5, date(2026, 1, 2)],
            [True, "  Han  "],
        ]
    )

    assert read(content) == [
        VehicleRow(2, "1.234567890123457e+16", "2026"),
        VehicleRow(3, "1.5", "2026-01-02"),
        VehicleRow(4, "True", "Han"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "VIN",
        " vin ",
        "VIN No.",
        "VIN码",
        "ＶＩＮ",
        "Chassis No",
        "Vehicle Identification Number",
        "车辆识别代号",
        "车辆识别代号(VIN)",
        "车辆识别代号（VIN）*",
        "车架号",
        "车架号/VIN",
        "VIN(车架号)",
    ],
)
@pytest.mark.parametrize(
    "model", ["Model", "MODEL NAME", "型号", "车型", "产品型号：", "车辆 型号"]
)
def test_headings_are_known_in_both_languages(heading, model):
    content = f"{model},x,{heading}\nSeal,1,{FIRST}\n".encode()

    assert read_csv(content) == [VehicleRow(2, FIRST, "Seal")]


@pytest.mark.parametrize(
    "content",
    [
        f"VIN,Model\r\n{FIRST},Seal\r\n".encode(),
        f"\ufeffVIN;Model\n{FIRST};Seal\n".encode(),
        f"VIN\tModel\n{FIRST}\tSeal".encode(),
        f'"VIN","Model"\n"{FIRST}"," Seal "\n'.encode(),
        f"车架号,型号\n{FIRST},Seal\n".encode("gb18030"),
        f"VIN,Model\r{FIRST},Seal\r".encode(),
    ],
)
def test_csv_comes_in_several_dialects(content):
    assert read_csv(content) == [VehicleRow(2, FIRST, "Seal")]


def test_chinese_models_are_read_in_either_encoding():
    text = f"车架号,型号\n{FIRST},海豹\n"

    assert read_csv(text.encode()) == read_csv(text.encode("gb18030"))
    assert read_csv(text.encode()) == [VehicleRow(2, FIRST, "海豹")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{FIRST}\n\n{SECOND}\n", [(1, FIRST, ""), (3, SECOND, "")]),
        ("LGX1\nLGX2", [(1, "LGX1", ""), (2, "LGX2", "")]),
        (f"{FIRST}\tSeal\n{SECOND}\tHan", [(1, FIRST, "Seal"), (2, SECOND, "Han")]),
        (f"Seal;{FIRST.lower()}", [(1, FIRST.lower(), "Seal")]),
        (f"1,{FIRST},Seal", [(1, FIRST, "")]),
        (f"VIN\tModel\n{FIRST}\tSeal", [(2, FIRST, "Seal")]),
    ],
)
def test_pasted_rows_need_no_headings(text, rows):
    assert read_pasted_rows(text, max_rows=10) == rows


@pytest.mark.parametrize(
    ("cell", "vin"),
    [
        (f'="{FIRST}"', FIRST),
        (f"={FIRST}", FIRST),
        ("=cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
        ("@SUM(1)", "SUM(1)"),
        ("+ -=1", "1"),
        ("＝1", "1"),
        (f"={'x' * 400}", "x" * 300),
    ],
)
def test_cells_are_no_formulas_any_more(cell, vin):
    quoted = cell.replace('"', '""')

    assert read_csv(f'VIN,Model\n"{quoted}",-\n'.encode()) == [VehicleRow(2, vin, "")]


def test_short_rows_lack_what_they_lack():
    content = f"VIN,x,Model\n{FIRST}\n,,Seal\n".encode()

    assert read_csv(content) == [VehicleRow(2, FIRST, ""), VehicleRow(3, "", "Seal")]


def test_a_vin_column_beyond_the_row_is_empty():
    content = f"x,VIN,Model\n1\n2,{FIRST}\n".encode()

    assert read_csv(content) == [VehicleRow(3, FIRST, "")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", FileKind.CSV),
        (b"a,b\n" * 25 + b"VIN,b\n", FileKind.CSV),
        (spreadsheet([["a", "b"], [1, 2]]), FileKind.XLSX),
    ],
)
def test_a_table_without_a_vin_column_is_told(content, kind):
    assert fault(content, kind) is TableFault.NO_VIN_COLUMN


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FileKind.CSV),
        (b"\n,,\n  \n", FileKind.CSV),
        (b"VIN,Model\n", FileKind.CSV),
        (spreadsheet([]), FileKind.XLSX),
        (spreadsheet([["VIN"]]), FileKind.XLSX),
    ],
)
def test_a_table_without_vehicles_is_told(content, kind):
    assert fault(content, kind) is TableFault.NO_ROWS


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xff\xff", FileKind.CSV),
        (b"VIN,Model\n" + b"x" * 200_000, FileKind.CSV),
        (b"no workbook", FileKind.XLSX),
        (papers.archive({"xl/workbook.xml": b"<workbook/>"}), FileKind.XLSX),
    ],
)
def test_a_broken_table_is_told(content, kind):
    assert fault(content, kind) is TableFault.UNREADABLE


def many(count):
    return [["VIN"], *([f"LGX{number}"] for number in range(count))]


def test_as_many_rows_as_allowed_are_read():
    text = "\n".join(row[0] for row in many(10)).encode()

    assert len(read(spreadsheet(many(10)), max_rows=10)) == 10
    assert len(read_csv(text, max_rows=10)) == 10


@pytest.mark.parametrize("count", [11, 50])
def test_one_row_too_many_is_told_with_the_limit(count):
    with pytest.raises(TableUnreadable) as refused:
        read(spreadsheet(many(count)), max_rows=10)

    assert refused.value.code is TableFault.TOO_MANY_ROWS
    with translation.override("en"):
        assert str(refused.value) == (
            "The table has more than 10 rows. Split it into several files."
        )


def test_endless_csv_is_read_only_as_far_as_needed():
    started = time.perf_counter()

    assert (
        fault(b"VIN\n" + b"a\n" * 5_000_000, FileKind.CSV) is TableFault.TOO_MANY_ROWS
    )
    assert time.perf_counter() - started < 10


def sheet_of(cells):
    content = spreadsheet([["VIN"], [FIRST]])
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    ).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return papers.archive(parts | {"xl/worksheets/sheet1.xml": sheet})


def test_a_sheet_that_spans_the_whole_grid_cannot_eat_the_memory():
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    started = time.perf_counter()

    code = fault(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{corner}'))

    assert code is TableFault.UNREADABLE
    assert time.perf_counter() - started < 30


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(tables, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(tables, "_CHILD_SECONDS", 0.25)
    monkeypatch.setattr(tables.resource, "prlimit", lambda *_: None)

    assert fault(spreadsheet([["VIN"]])) is TableFault.UNREADABLE


@pytest.mark.parametrize("code", list(TableFault))
def test_each_fault_has_a_sentence(code):
    with translation.override("en"):
        assert str(TableUnreadable(code, limit=1)).endswith(".")


def test_a_list_of_thirty_thousand_rows_is_read_in_seconds():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["VIN", "Model"])
    for number in range(30_000):
        sheet.append([f"LGXCE4CB8T{number:07}", "Seal"])
    out = io.BytesIO()
    book.save(out)

    started = time.perf_counter()
    rows = read(out.getvalue(), max_rows=30_000)

    assert len(rows) == 30_000
    assert time.perf_counter() - started < 15
