import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from portal.lib import uploads
from portal.lib.uploads import FileKind, Refusal, UploadRefused
from tests.portal.lib.file_checks import papers

ALL = frozenset(FileKind)


def inspect(name, content, allowed=ALL, **limits):
    defaults = {
        "max_bytes": 20 * 1024 * 1024,
        "max_pixels": 40_000_000,
        "max_unpacked": 200 * 1024 * 1024,
    }
    return uploads.inspect(
        name, io.BytesIO(content), allowed=allowed, **(defaults | limits)
    )


def refusal(name, content, **kwargs):
    with pytest.raises(UploadRefused) as refused:
        inspect(name, content, **kwargs)
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "kind", "content_type"),
    [
        ("contract.pdf", papers.pdf(), FileKind.PDF, "application/pdf"),
        ("Seal.PNG", papers.image("PNG"), FileKind.PNG, "image/png"),
        ("seal.jpg", papers.image("JPEG"), FileKind.JPEG, "image/jpeg"),
        ("seal.jpeg", papers.image("JPEG"), FileKind.JPEG, "image/jpeg"),
        (
            "vins.xlsx",
            papers.workbook(),
            FileKind.XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("vins.csv", b"VIN,Model\r\n", FileKind.CSV, "text/csv"),
        ("vins.csv", "车架号,型号\n".encode("gb18030"), FileKind.CSV, "text/csv"),
    ],
)
def test_sound_files_are_what_they_say(name, content, kind, content_type):
    inspected = inspect(name, content)

    assert (inspected.kind, inspected.content_type) == (kind, content_type)
    assert inspected.size == len(content)
    assert inspected.sha256 == hashlib.sha256(content).hexdigest()


def test_the_stream_is_left_at_its_beginning():
    stream = io.BytesIO(papers.pdf())

    uploads.inspect(
        "a.pdf",
        stream,
        allowed=ALL,
        max_bytes=10_000,
        max_pixels=1,
        max_unpacked=10_000,
    )

    assert stream.tell() == 0


def test_a_file_as_django_hands_it_over_is_read():
    upload = SimpleUploadedFile("vins.xlsx", papers.workbook())

    inspected = uploads.inspect(
        upload.name,
        upload,
        allowed=uploads.LIST_KINDS,
        max_bytes=10_000,
        max_pixels=1,
        max_unpacked=10_000,
    )

    assert inspected.kind is FileKind.XLSX


def test_an_empty_file_is_refused():
    assert refusal("contract.pdf", b"").code is Refusal.EMPTY


def test_a_file_may_be_exactly_as_large_as_the_limit():
    content = papers.pdf()

    assert inspect("a.pdf", content, max_bytes=len(content)).size == len(content)
    assert refusal("a.pdf", content, max_bytes=len(content) - 1).code is (
        Refusal.TOO_LARGE
    )


@pytest.mark.parametrize("name", ["virus.exe", "page.html", "a.svg", "a.docm", "a.zip"])
def test_other_types_are_refused(name):
    assert refusal(name, b"x").code is Refusal.TYPE_NOT_ALLOWED


def test_a_known_type_may_be_out_of_place():
    refused = refusal("a.csv", b"x", allowed=uploads.DOCUMENT_KINDS)

    assert refused.code is Refusal.TYPE_NOT_ALLOWED
    assert str(refused) == (
        "Files of this type are not accepted. Use one of these: JPEG, PDF, PNG."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("a.pdf", papers.pdf(before=b"\n")),
        ("a.pdf", papers.image("PNG")),
        ("a.png", papers.image("JPEG")),
        ("a.jpg", b"<svg onload='alert(1)'/>"),
        ("a.xlsx", b"VIN,Model\n"),
        ("a.xlsx", papers.archive({"word/document.xml": b"<w/>"})),
        ("a.csv", papers.pdf()),
        ("a.csv", papers.workbook()),
        ("a.csv", b"VIN\x00\n"),
    ],
)
def test_content_must_be_what_the_name_says(name, content):
    assert refusal(name, content).code is Refusal.CONTENT_MISMATCH


def test_a_workbook_with_a_password_cannot_be_opened():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

    assert refusal("a.xlsx", content).code is Refusal.UNREADABLE


def test_a_bad_name_is_told_before_the_content_is_read():
    assert refusal("a.html.pdf", b"").code is Refusal.BAD_NAME


def test_each_cause_has_its_own_sentence_in_the_readers_language():
    facts = {"limit": 20, "types": "PDF", "type": "PDF"}

    with translation.override("en"):
        sentences = {str(UploadRefused(code, **facts)) for code in Refusal}

    assert len(sentences) == 9
    assert "The file is larger than 20 MB. Make it smaller or split it." in sentences


def test_stored_names_say_nothing_and_differ():
    names = {uploads.stored_name() for _ in range(1000)}

    assert len(names) == 1000
    assert {(len(name), name[:2] == name[3:5]) for name in names} == {(43, True)}
