import io
import struct
import zipfile
import zlib

import openpyxl
import pytest

from portal.lib.file_checks import workbook
from portal.lib.file_checks.refusals import Refusal, UploadRefused
from portal.lib.file_checks.workbook import check_workbook
from tests.portal.lib.file_checks import papers

LIMIT = 1024 * 1024


def refusal(content, max_unpacked=LIMIT):
    try:
        check_workbook(io.BytesIO(content), max_unpacked=max_unpacked)
    except UploadRefused as refused:
        return refused.code
    return None


def test_a_workbook_of_a_spreadsheet_program_passes():
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["VIN", "LGXCE4CB8T0000001"])
    book.save(out)

    assert refusal(out.getvalue()) is None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_packed_and_unpacked_parts_pass(method):
    assert refusal(papers.workbook(method=method)) is None


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/VBAPROJECT.BIN",
        "xl\\vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
        "customUI/customUI.xml",
    ],
)
def test_parts_that_act_or_fetch_are_refused(part):
    assert refusal(papers.workbook({part: b"x"})) is Refusal.ACTIVE_CONTENT


def test_a_macro_workbook_by_another_name_is_refused():
    types = b'<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled"/>'

    assert refusal(papers.workbook(types=types)) is Refusal.ACTIVE_CONTENT


def test_an_archive_that_is_no_workbook_is_told():
    assert refusal(papers.archive({"a.txt": b"x"})) is Refusal.CONTENT_MISMATCH


def test_a_page_before_the_archive_is_refused():
    assert refusal(b"PK\x03\x04<html>" + papers.workbook()) is Refusal.ACTIVE_CONTENT


def test_what_unpacks_too_large_is_refused():
    content = papers.workbook({"xl/media/a.bin": bytes(LIMIT + 1)})

    assert len(content) < LIMIT // 100
    assert refusal(content) is Refusal.UNPACKS_TOO_LARGE


def test_all_parts_share_one_limit():
    half = bytes(LIMIT // 2 + 1)

    assert refusal(papers.workbook({"a": half})) is None
    assert refusal(papers.workbook({"a": half, "b": half})) is Refusal.UNPACKS_TOO_LARGE


def test_too_many_parts_are_refused():
    parts = {f"xl/media/{number}": b"" for number in range(workbook.MOST_PARTS)}

    assert refusal(papers.workbook(parts)) is Refusal.UNPACKS_TOO_LARGE


def lying(content, part, *, size):
    """Give a part another declared size, and the check sum of that many bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        info = file.getinfo(part)
    crc = zlib.crc32(bytes(size))
    found = bytearray(content)
    struct.pack_into("<L", found, info.header_offset + 14, crc)
    struct.pack_into("<L", found, info.header_offset + 22, size)
    central = found.rindex(part.encode()) - 46
    struct.pack_into("<L", found, central + 16, crc)
    struct.pack_into("<L", found, central + 24, size)
    return bytes(found)


def test_a_bomb_that_declares_a_small_size_is_refused():
    content = lying(
        papers.workbook({"bomb.xml": bytes(LIMIT * 3)}), "bomb.xml", size=10
    )
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.read("bomb.xml") == bytes(10)

    assert refusal(content) is Refusal.UNPACKS_TOO_LARGE


def test_a_wrong_check_sum_cannot_be_opened():
    content = lying(papers.workbook({"part.xml": bytes(100)}), "part.xml", size=10)

    assert refusal(content) is Refusal.UNREADABLE


def test_parts_with_a_password_cannot_be_opened():
    content = bytearray(papers.workbook())
    flags = content.rindex(b"PK\x01\x02") + 8
    content[flags] |= 1

    assert refusal(bytes(content)) is Refusal.UNREADABLE


def test_other_packings_cannot_be_opened():
    assert refusal(papers.workbook(method=zipfile.ZIP_LZMA)) is Refusal.UNREADABLE


def test_two_parts_of_one_name_cannot_be_opened():
    content = papers.workbook({"xl/workbooK.xml": b"<other/>"})

    assert refusal(content) is Refusal.UNREADABLE


@pytest.mark.parametrize("kept", [10, 100, 300])
def test_a_truncated_archive_cannot_be_opened(kept):
    assert refusal(papers.workbook()[:kept]) is Refusal.UNREADABLE
