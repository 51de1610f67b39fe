import io

import pytest

from portal.lib.file_checks.refusals import Refusal, UploadRefused
from portal.lib.file_checks.text import check_text, decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"VIN,Model\r\n", "VIN,Model\r\n"),
        ("\ufeffVIN\t型号".encode(), "VIN\t型号"),
        ("车辆识别代号".encode("gb18030"), "车辆识别代号"),
        (b"\xff\xff\xff", None),
        (b"VIN\x00", None),
        ("VIN".encode("utf-16"), None),
        (b"\x1b[2J", None),
    ],
)
def test_text_is_read_in_either_encoding(content, text):
    assert decode(content) == text


def test_plain_text_passes():
    check_text(io.BytesIO(b"VIN\n"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"VIN\x00", Refusal.CONTENT_MISMATCH),
        (b"<html><body onload=alert(1)>", Refusal.ACTIVE_CONTENT),
    ],
)
def test_what_is_no_text_is_refused(content, code):
    with pytest.raises(UploadRefused) as refused:
        check_text(io.BytesIO(content))

    assert refused.value.code is code
