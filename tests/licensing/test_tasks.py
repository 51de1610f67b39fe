"""What beat and the web process ask of workers: thin, and tolerant of a newer caller."""

import pytest
import time_machine

from licensing import tasks
from licensing.enums import CertificateState, NoticeKind, NoticeState, ScanState
from licensing.models import Certificate, Document, Notice
from licensing.queries import catalogue
from tests import steps
from tests.people import NOW


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_waiting_files_are_scanned(lin, yunfan, private_files):
    case = steps.start(by=lin, organisation=yunfan)
    contract = catalogue.requirements_of(case)[1]
    steps.add_document(case, contract, by=lin)

    tasks.scan_waiting_documents(from_a_newer_release=True)

    assert Document.objects.get().scan_state == ScanState.CLEAN


def test_due_notices_are_handed_over(submitted):
    tasks.deliver_notices(from_a_newer_release=True)

    assert Notice.objects.get().state == NoticeState.POSTED


def test_what_has_come_is_planned_and_handed_over(licence):
    with time_machine.travel("2026-08-26 01:00+00:00", tick=False):
        tasks.plan_notices(from_a_newer_release=True)

    week_before = Notice.objects.get(kind=NoticeKind.EXPIRY, days_before=7)
    assert week_before.state == NoticeState.POSTED


def test_owed_certificates_are_made(licence, signing_folder):
    tasks.make_waiting_certificates(from_a_newer_release=True)

    assert Certificate.objects.get().state == CertificateState.MADE


def test_clocks_are_recomputed(submitted):
    assert tasks.recompute_clocks(from_a_newer_release=True) is None
