"""The files of a case: shown in a frame that may do nothing, saved under their name."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from licensing.models import Document
from licensing.operations import documents
from portal.audit.queries import events_about
from tests import steps
from tests.licensing.views.officer.reading import words_of
from tests.people import NOW


def url_of(document, application=None):
    reference = (application or document.application).reference
    return reverse("case-document", args=[reference, document.pk])


def open_file(browser, url, **query):
    """Return the answer, read to its end, which closes the file."""
    answer = browser.get(url, query)
    if answer.streaming:
        answer.content_read = b"".join(answer.streaming_content)
    return answer


@pytest.fixture
def contract(in_review):
    return in_review.documents.get(requirement__code="N-CON")


def test_a_file_is_saved_as_it_was_given(as_chen, contract):
    answer = open_file(as_chen, url_of(contract))
    assert answer["Content-Disposition"] == 'attachment; filename="N-CON.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content_read == steps.pdf("N-CON")


def test_a_file_is_shown_where_it_can_do_nothing(as_chen, contract):
    answer = open_file(as_chen, url_of(contract), inline="1")
    assert answer["Content-Disposition"] == 'inline; filename="N-CON.pdf"'
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"].split("; ")
    assert set(policy) == {
        "sandbox",
        "default-src 'none'",
        "img-src 'self' data:",
        "style-src 'unsafe-inline'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    }
    assert answer.content_read == steps.pdf("N-CON")


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg")]
)
def test_a_picture_is_shown(as_chen, draft, lin, kind, mime):
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, kind)
    requirement = draft.type_version.requirements.get(code="N-CCC")
    document = steps.add_document(
        draft,
        requirement,
        by=lin,
        name=f"ccc.{kind.lower()}",
        content=stream.getvalue(),
    )
    documents.scan_waiting(at=NOW)
    steps.submit(draft, by=lin)
    answer = open_file(as_chen, url_of(document), inline="1")
    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == (
        mime,
        "inline",
    )


def test_another_kind_of_file_is_never_shown(as_chen, contract):
    Document.objects.filter(pk=contract.pk).update(content_type="text/html")
    answer = open_file(as_chen, url_of(contract), inline="1")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_name_cannot_break_out_of_the_header(as_chen, contract):
    name = 'a"; filename=evil.exe\r\nSet-Cookie: x=1; 合同.pdf'
    Document.objects.filter(pk=contract.pk).update(display_name=name)
    answer = open_file(as_chen, url_of(contract))
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]


def test_a_chinese_name_is_kept(as_chen, contract):
    Document.objects.filter(pk=contract.pk).update(display_name="合同.pdf")
    answer = open_file(as_chen, url_of(contract))
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%90%88%E5%90%8C.pdf"
    )


def test_a_file_not_yet_scanned_cannot_be_opened(as_chen, draft, lin):
    requirement = draft.type_version.requirements.get(code="N-CON")
    late = steps.add_document(draft, requirement, by=lin, content=steps.pdf("late"))
    steps.submit(draft, by=lin)
    page = open_file(as_chen, url_of(late), inline="1")
    assert page.status_code == 409
    words = words_of(page)
    assert "This file is not yet scanned." in words
    assert "Back to the case" in words
    documents.scan_waiting(at=NOW)
    assert open_file(as_chen, url_of(late)).status_code == 200


def test_a_file_the_scanner_refused_cannot_be_opened(as_chen, contract):
    Document.objects.filter(pk=contract.pk).update(scan_state="REFUSED")
    page = open_file(as_chen, url_of(contract))
    assert page.status_code == 409
    assert "The scanner refused this file" in words_of(page)


def test_a_file_that_is_missing_says_so(as_chen, contract):
    default_storage.delete(contract.stored_name)
    page = open_file(as_chen, url_of(contract))
    assert page.status_code == 503
    assert "the store does not give it out" in words_of(page)
    assert not events_about(contract.application).filter(verb="document.opened")


def test_a_file_of_another_case_is_not_found(as_chen, contract, lin, yunfan):
    other = steps.submit(
        steps.draft(by=lin, organisation=yunfan, serials=(7, 8, 9)), by=lin
    )
    assert open_file(as_chen, url_of(contract, other)).status_code == 404


def test_a_removed_file_is_not_found(as_chen, contract, lin):
    Document.objects.filter(pk=contract.pk).update(removed_at=NOW, removed_by=lin)
    assert open_file(as_chen, url_of(contract)).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_file_nobody_gave_is_not_found(as_chen, in_review, pk):
    url = reverse("case-document", args=[in_review.reference, pk])
    assert open_file(as_chen, url).status_code == 404


def test_files_can_be_opened_after_a_correction(as_chen, returned, lin):
    steps.answer_correction(returned, by=lin)
    for document in returned.documents.all():
        assert open_file(as_chen, url_of(document)).status_code == 200


def test_an_auditor_opens_files_too(as_olu, contract):
    assert open_file(as_olu, url_of(contract)).status_code == 200


def test_who_opened_a_file_is_remembered(as_chen, as_zhao, contract):
    for browser in (as_chen, as_chen, as_zhao):
        open_file(browser, url_of(contract), inline="1")
    opened = events_about(contract.application).filter(verb="document.opened")
    assert [event.actor_name for event in opened] == ["Zhao Lei", "Chen Yu"]


def test_a_file_that_did_not_open_was_not_read(as_chen, contract):
    Document.objects.filter(pk=contract.pk).update(scan_state="REFUSED")
    as_chen.get(url_of(contract))
    assert not events_about(contract.application).filter(verb="document.opened")
