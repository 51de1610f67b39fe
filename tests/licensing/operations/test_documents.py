"""Files for the requirements: judged, kept apart, scanned before anyone opens them."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from licensing.enums import ScanState
from licensing.models import Application, Document
from licensing.operations import documents, drafts
from licensing.permissions import NotPermitted
from licensing.queries import catalogue
from portal.audit import trail
from portal.audit.queries import events_about
from portal.lib.uploads import UploadRefused
from tests import steps
from tests.full_disk import full_disk, too_large
from tests.people import NOW

# In two halves, so that no scanner takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def application(lin, yunfan, private_files):
    return steps.start(by=lin, organisation=yunfan)


@pytest.fixture
def contract(application):
    return catalogue.requirements_of(application)[1]


@pytest.fixture
def given(application, contract, lin):
    return steps.add_document(application, contract, by=lin, name="合同 2026.pdf")


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def infected():
    """A sound PDF with the test virus in a comment before its end."""
    content = steps.pdf()
    return content.replace(b"trailer\n", b"%" + EICAR + b"\ntrailer\n")


# Giving


def test_a_file_is_kept_under_a_name_of_our_own(given, contract, lin, private_files):
    kept = Document.objects.get()

    assert (kept.display_name, kept.requirement) == ("合同 2026.pdf", contract)
    assert (kept.uploaded_by, kept.uploaded_at) == (lin, NOW)
    assert kept.content_type == "application/pdf"
    assert "2026" not in kept.stored_name
    [file] = files_in(private_files)
    assert file.read_bytes() == steps.pdf(contract.code)
    assert kept.size == len(file.read_bytes())


def test_a_file_waits_for_the_scan(given):
    assert (given.scan_state, given.can_be_opened) == (ScanState.WAITING, False)


def test_giving_a_file_is_told_and_counted(given, application, contract):
    event = events_about(application).first()

    assert (event.verb, event.facts["requirement"]) == ("document.added", contract.code)
    assert event.facts["sha256"] == given.sha256
    assert Application.objects.get().revision == 1


def test_a_refused_file_leaves_nothing_behind(
    application, contract, lin, private_files
):
    with pytest.raises(UploadRefused):
        steps.add_document(application, contract, by=lin, content=b"<html>")

    assert not Document.objects.exists()
    assert files_in(private_files) == []


def test_a_file_without_its_row_is_deleted_again(
    application, contract, lin, private_files, monkeypatch
):
    monkeypatch.setattr(trail, "record", fail)

    with pytest.raises(RuntimeError):
        steps.add_document(application, contract, by=lin)

    assert not Document.objects.exists()
    assert files_in(private_files) == []


def test_a_full_disk_keeps_neither_file_nor_row(
    application, contract, lin, private_files
):
    with full_disk(), pytest.raises(documents.StoreRefused):
        steps.add_document(
            application, contract, by=lin, content=too_large(steps.pdf())
        )

    assert files_in(private_files) == []
    assert not Document.objects.exists()
    assert not events_about(application).filter(verb="document.added").exists()


def test_a_stranger_gives_no_file(application, contract, ravi, private_files):
    with pytest.raises(NotPermitted):
        steps.add_document(application, contract, by=ravi)

    assert files_in(private_files) == []


def test_nothing_is_added_to_what_was_sent(submitted, lin):
    contract = catalogue.requirements_of(submitted)[1]

    with pytest.raises(drafts.SectionLocked):
        steps.add_document(submitted, contract, by=lin)


def test_an_application_has_no_more_files_than_it_may(
    application, contract, given, lin, settings
):
    settings.DOCUMENTS_PER_APPLICATION = 1

    with pytest.raises(documents.TooManyDocuments):
        steps.add_document(application, contract, by=lin)

    assert Document.objects.count() == 1


def test_a_removed_file_makes_room_for_another(
    application, contract, given, lin, settings
):
    settings.DOCUMENTS_PER_APPLICATION = 1
    documents.remove(document=given, by=lin, at=NOW)

    steps.add_document(application, contract, by=lin)

    assert Document.objects.filter(removed_at=None).count() == 1


# Taking back


def test_a_removed_file_stays_on_record(given, application, lin, private_files):
    documents.remove(document=given, by=lin, at=NOW)

    kept = Document.objects.get()
    assert (kept.removed_at, kept.removed_by) == (NOW, lin)
    assert len(files_in(private_files)) == 1
    assert events_about(application).first().verb == "document.removed"


def test_a_file_is_removed_once(given, lin, wei):
    documents.remove(document=given, by=wei, at=NOW)

    with pytest.raises(documents.DocumentGone):
        documents.remove(document=given, by=lin, at=NOW)

    assert Document.objects.get().removed_by == wei


def test_nothing_is_removed_from_what_was_sent(submitted, lin):
    with pytest.raises(drafts.SectionLocked):
        documents.remove(document=submitted.documents.first(), by=lin, at=NOW)


# Scanning


def test_a_clean_file_may_be_opened(given, application):
    assert documents.scan_waiting(at=NOW) == 1

    kept = Document.objects.get()
    assert (kept.scan_state, kept.scanned_at) == (ScanState.CLEAN, NOW)
    event = events_about(application).first()
    assert (event.verb, event.facts["verdict"]) == ("document.scanned", "CLEAN")
    assert event.actor_name == ""


def test_an_infected_file_is_never_opened(application, contract, lin):
    steps.add_document(application, contract, by=lin, content=infected())
    before = Application.objects.get().blocker_count

    documents.scan_waiting(at=NOW)

    kept = Document.objects.get()
    assert (kept.scan_state, kept.can_be_opened) == (ScanState.REFUSED, False)
    assert kept.scan_note == "Eicar-Test-Signature"
    assert Application.objects.get().blocker_count == before + 1


def test_what_was_scanned_is_not_scanned_again(given):
    documents.scan_waiting(at=NOW)

    assert documents.scan_waiting(at=NOW) == 0


def test_without_a_scanner_files_wait(given, settings):
    settings.IS_DEMO = False
    settings.CLAMD_URL = ""

    assert documents.scan_waiting(at=NOW) == 0
    assert Document.objects.get().scan_state == ScanState.WAITING


def test_with_a_scanner_that_is_down_files_wait(given, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"

    assert documents.scan_waiting(at=NOW) == 0

    kept = Document.objects.get()
    assert (kept.scan_state, kept.scan_attempts) == (ScanState.WAITING, 1)
    assert kept.scan_note.startswith("ConnectionRefusedError")


def test_a_file_that_cannot_be_scanned_holds_up_nobody(
    application, contract, given, lin
):
    default_storage.delete(given.stored_name)
    documents.scan_waiting(at=NOW)
    second = steps.add_document(application, contract, by=lin, content=steps.pdf("2"))

    assert documents.scan_waiting(at=NOW, limit=1) == 1

    second.refresh_from_db()
    assert second.scan_state == ScanState.CLEAN
    lost = Document.objects.get(pk=given.pk)
    assert (lost.scan_state, lost.scan_note) == (
        ScanState.WAITING,
        "FileNotFoundError",
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_gives_the_verdict(given, application):
    def scan(_):
        try:
            return documents.scan_waiting(at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        verdicts = list(workers.map(scan, range(4)))

    assert sum(verdicts) == 1
    told = [event.verb for event in events_about(application)]
    assert told.count("document.scanned") == 1


def test_a_file_removed_while_it_is_scanned_keeps_its_verdict(given, lin):
    documents.remove(document=given, by=lin, at=NOW)

    documents.scan_waiting(at=NOW)

    kept = Document.objects.get()
    assert (kept.scan_state, kept.removed_at) == (ScanState.CLEAN, NOW)


def test_the_stream_is_kept_whole_after_it_was_judged(application, contract, lin):
    content = steps.pdf("x" * 200_000)
    document = documents.add(
        application=application,
        requirement=contract,
        name="long.pdf",
        stream=io.BytesIO(content),
        by=lin,
        at=NOW,
    )

    with default_storage.open(document.stored_name) as stream:
        assert stream.read() == content


def fail(**_):
    raise RuntimeError
