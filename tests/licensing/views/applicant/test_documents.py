"""Documents: why each is asked, what was given, and who opens what when."""

import logging

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from licensing.enums import ScanState
from licensing.models import Application, Document, DocumentRequirement
from licensing.operations import documents
from licensing.queries import catalogue
from tests import steps
from tests.full_disk import full_disk, too_large
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW


@pytest.fixture
def empty(lin, yunfan, private_files):
    return steps.start(by=lin, organisation=yunfan)


def give(client, application, *files, code="N-CON", way=""):
    return client.post(
        address("-documents", application) + way,
        {
            "requirement": code,
            "chosen": [SimpleUploadedFile(name, content) for name, content in files],
        },
    )


def requirement(application, code="N-CON"):
    return next(
        row for row in catalogue.requirements_of(application) if row.code == code
    )


# The page


def test_every_document_says_why_it_is_asked_and_on_what_basis(as_lin, empty):
    words = main_of(as_lin.get(address("-documents", empty)))

    assert "Export contract Not given yet The licence repeats its parties" in words
    assert "商配发〔2008〕398号 art. 5" in words
    assert "PDF, PNG or JPEG, up to 20 MB each, 20 files at a time" in words
    assert words.count("Not given yet") == 5


def test_in_chinese_the_reasons_are_chinese(as_wei, empty):
    words = main_of(as_wei.get(address("-documents", empty)))

    assert "出口合同" in words
    assert "仅经认证的车型可以出口。" in words


def test_a_manufacturer_is_not_asked_for_an_authorisation(client, song, hanjiang):
    client.force_login(song)
    draft = steps.start(by=song, organisation=hanjiang)

    assert "Manufacturer’s authorisation" not in main_of(
        client.get(address("-documents", draft))
    )


def test_a_document_that_may_be_left_out_says_so(client, lin, yunfan):
    DocumentRequirement.objects.filter(code="N-SVC").update(needed="OPTIONAL")
    client.force_login(lin)
    draft = steps.start(by=lin, organisation=yunfan)

    assert "After-sales plan Optional" in main_of(
        client.get(address("-documents", draft))
    )


def test_files_are_shown_with_size_seal_and_scan(as_lin, empty, lin):
    steps.add_document(empty, requirement(empty), by=lin, name="合同.pdf")

    page = as_lin.get(address("-documents", empty))

    words = main_of(page)
    assert "Export contract Given" in words
    assert "合同.pdf Remove 合同.pdf Not yet scanned 580" in words
    assert "sha256" in words
    document = Document.objects.get()
    assert f'href="{address("-document", empty, document.pk)}"' not in (
        page.content.decode()
    )


def test_a_clean_file_is_a_link(as_lin, draft):
    page = as_lin.get(address("-documents", draft)).content.decode()

    for document in Document.objects.all():
        assert f'href="{address("-document", draft, document.pk)}"' in page


def test_a_file_nobody_asks_for_any_more_is_shown_all_the_same(
    as_lin, empty, lin, yunfan
):
    steps.add_document(empty, requirement(empty, "N-AUTH"), by=lin)
    Application.objects.update(manufacturer=yunfan)

    words = main_of(as_lin.get(address("-documents", empty)))

    assert "Manufacturer’s authorisation Given" in words


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_for_one_file_and_for_three(
    as_lin, empty, lin, more, django_assert_num_queries
):
    for number in range(1 + more):
        content = steps.pdf(str(number))
        steps.add_document(empty, requirement(empty), by=lin, content=content)
    as_lin.get(address("-documents", empty))

    with django_assert_num_queries(13):
        as_lin.get(address("-documents", empty))


# Giving


def test_a_file_is_given(as_lin, empty, lin):
    answer = give(as_lin, empty, ("合同 (1).pdf", steps.pdf()))

    assert answer["Location"] == address("-documents", empty) + "#N-CON"
    assert said(answer)[0].startswith("1 file is added.")
    kept = Document.objects.get()
    assert (kept.display_name, kept.requirement.code) == ("合同 (1).pdf", "N-CON")
    assert kept.uploaded_by == lin


def test_several_files_are_given_at_once(as_lin, empty):
    answer = give(as_lin, empty, ("a.pdf", steps.pdf("a")), ("b.pdf", steps.pdf("b")))

    assert said(answer)[0].startswith("2 files are added.")
    assert Document.objects.count() == 2


def test_the_way_back_survives_an_upload(as_lin, empty):
    answer = give(as_lin, empty, ("a.pdf", steps.pdf()), way="?return=check")

    assert answer["Location"].endswith("?return=check#N-CON")


def test_of_several_files_the_good_are_kept_and_the_bad_are_told(as_lin, empty):
    page = give(
        as_lin,
        empty,
        ("a.pdf", steps.pdf()),
        ("b.exe", b"MZ"),
        ("c.pdf", b"not a pdf"),
    )

    words = main_of(page)
    assert "1 file is added." in words
    assert words.count("b.exe: Files of this type are not accepted.") == 2
    assert words.count("c.pdf: The content is not that of a PDF file.") == 2
    assert [row.display_name for row in Document.objects.all()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"", "The file is empty."),
        ("a.pdf", b"%PDF-1.7 broken", "cannot be opened"),
        ("a.pdf", b"<html><script>alert(1)</script>", "not that of a PDF"),
        ("a.html", b"<html>", "Files of this type are not accepted."),
        ("a.svg", b"<svg>", "Files of this type are not accepted."),
        ("a.pdf.exe", b"MZ", "Files of this type are not accepted."),
        ("a.exe.pdf", b"%PDF-1.7", "The file name is empty or hides a second type."),
        ("a%00.pdf", b"%PDF-1.7", "The file name is empty or hides a second type."),
        ("\u202efdp.exe", b"MZ", "There is a problem"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "cannot be opened"),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_with_a_sentence(
    as_lin, empty, name, content, problem
):
    page = give(as_lin, empty, (name, content))

    assert page.status_code == 200
    assert problem in main_of(page)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused(as_lin, empty, settings):
    settings.DOCUMENT_MAX_BYTES = 100

    page = give(as_lin, empty, ("a.pdf", steps.pdf()))

    assert "The file is larger than" in main_of(page)


def test_without_a_file_the_page_asks_for_one(as_lin, empty):
    page = give(as_lin, empty)

    words = main_of(page)
    assert words.count("Choose a file first.") == 2
    assert 'id="error-N-CON-1"' in page.content.decode()


def test_a_requirement_nobody_asks_for_is_not_found(as_lin, empty):
    assert give(as_lin, empty, ("a.pdf", steps.pdf()), code="X").status_code == 404


def test_one_file_too_many_is_refused(as_lin, empty, settings):
    settings.DOCUMENTS_PER_APPLICATION = 1

    page = give(
        as_lin,
        empty,
        ("a.pdf", steps.pdf("a")),
        ("b.pdf", steps.pdf("b")),
        ("c.pdf", steps.pdf("c")),
    )

    words = main_of(page)
    assert "An application has at most 1 files. Remove one first." in words
    assert "1 file is added." in words
    assert Document.objects.count() == 1


def test_a_full_disk_is_told_and_what_was_kept_before_stays(as_lin, empty):
    with full_disk():
        page = give(
            as_lin,
            empty,
            ("a.pdf", steps.pdf("a")),
            ("b.pdf", too_large(steps.pdf("b"))),
            ("c.pdf", steps.pdf("c")),
        )

    words = main_of(page)
    assert "1 file is added." in words
    assert words.count("b.pdf could not be kept: our store is full or out of") == 2
    assert "Send the file again later." in words
    assert [row.display_name for row in Document.objects.all()] == ["a.pdf"]
    assert give(as_lin, empty, ("b.pdf", steps.pdf("b"))).status_code == 302


# Taking back


def test_a_file_is_removed(as_lin, empty, lin):
    document = steps.add_document(empty, requirement(empty), by=lin, name="a.pdf")

    answer = as_lin.post(address("-document-remove", empty, document.pk))

    assert answer["Location"] == address("-documents", empty)
    assert said(answer) == ["“a.pdf” is removed."]
    document.refresh_from_db()
    assert document.removed_by == lin


def test_a_file_is_removed_by_sending_and_not_by_following_a_link(as_lin, draft):
    document = draft.documents.first()

    assert (
        as_lin.get(address("-document-remove", draft, document.pk)).status_code == 405
    )


def test_a_file_removed_twice_is_told(as_lin, empty, lin):
    document = steps.add_document(empty, requirement(empty), by=lin, name="a.pdf")
    documents.remove(document=document, by=lin, at=NOW)

    answer = as_lin.post(address("-document-remove", empty, document.pk))

    assert said(answer) == ["“a.pdf” was removed already."]


# Opening


def test_a_clean_file_is_handed_out_as_a_download(as_lin, empty, lin):
    document = steps.add_document(
        empty, requirement(empty), by=lin, name='合同 "2026".pdf'
    )
    documents.scan_waiting(at=NOW)

    answer = as_lin.get(address("-document", empty, document.pk))

    assert b"".join(answer.streaming_content) == steps.pdf("N-CON")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def lost(draft):
    document = draft.documents.first()
    default_storage.delete(document.stored_name)
    return document


def test_a_file_that_is_lost_gets_a_page_and_is_told_to_the_operator(
    as_lin, draft, lost, settings, caplog
):
    with caplog.at_level(logging.ERROR, "portal.lib.stored_files"):
        page = as_lin.get(address("-document", draft, lost.pk))

    words = main_of(page)
    assert page.status_code == 503
    assert "This file cannot be opened at the moment." in words
    assert f"If it is urgent, call {settings.AUTHORITY_PHONE}." in words
    assert lost.display_name in words
    assert "Back to the application" in words
    assert lost.stored_name in caplog.text


def test_a_file_that_is_not_scanned_is_not_handed_out(as_lin, empty, lin):
    document = steps.add_document(empty, requirement(empty), by=lin, name="a.pdf")

    page = as_lin.get(address("-document", empty, document.pk))

    assert page.status_code == 409
    assert "This file cannot be opened yet." in main_of(page)
    assert "%PDF" not in page.content.decode()


def test_a_file_the_scanner_refused_is_not_handed_out(as_lin, empty, lin):
    document = steps.add_document(empty, requirement(empty), by=lin)
    Document.objects.update(scan_state=ScanState.REFUSED, scanned_at=NOW)

    page = as_lin.get(address("-document", empty, document.pk))

    assert page.status_code == 409
    assert "Remove it and upload a clean copy." in main_of(page)


def test_a_removed_file_is_not_found(as_lin, draft, lin):
    document = draft.documents.first()
    documents.remove(document=document, by=lin, at=NOW)

    assert as_lin.get(address("-document", draft, document.pk)).status_code == 404


def test_a_file_of_a_sent_case_is_still_the_exporters_to_open(as_lin, submitted):
    document = submitted.documents.first()

    answer = as_lin.get(address("-document", submitted, document.pk))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_stranger_opens_nothing(client, submitted, ravi):
    client.force_login(ravi)

    for document in submitted.documents.all():
        url = address("-document", submitted, document.pk)
        assert client.get(url).status_code == 404
