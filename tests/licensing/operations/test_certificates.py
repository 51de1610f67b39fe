"""Certificates: owed at issue, made by a worker, proven by anyone."""

import pytest
from django.core.files.storage import default_storage

from licensing.enums import CertificateState
from licensing.models import Certificate
from licensing.operations import certificate_queue, certificates
from portal.audit.queries import events_about
from portal.lib import cose, keys, qr, signing
from tests.people import NOW


@pytest.fixture
def made(certified):
    return certified.certificate


def pdf_of(certificate):
    with default_storage.open(certificate.stored_name) as stream:
        return stream.read()


def test_an_owed_certificate_is_made_and_genuine(made):
    verdict = signing.verify_pdf(pdf_of(made), trust=keys.trust())

    assert (made.state, verdict.genuine) == (CertificateState.MADE, True)


def test_its_code_is_signed_by_our_key(made, licence):
    scanned = qr.read_text(made.code_text)

    verified = cose.verify(scanned.token, keys=keys.trust().keys)

    assert scanned.number == licence.number
    assert verified.payload


def test_making_again_makes_nothing_new(made):
    assert certificates.make_waiting(at=NOW) == 0


def test_the_making_is_in_the_trail(made, licence):
    assert events_about(licence)[0].verb == "certificate.made"


def test_without_a_key_the_licence_stands_and_the_certificate_stays_owed(
    licence, settings, tmp_path
):
    settings.SIGNING_KEY = str(tmp_path / "nowhere.pem")

    assert certificates.make_waiting(at=NOW) == 0

    owed = Certificate.objects.get(licence=licence)
    assert (owed.state, owed.attempts) == (CertificateState.WAITING, 1)
    assert owed.last_error != ""


def test_after_ten_failures_an_operator_must_look_and_can_owe_it_again(
    licence, settings, tmp_path, ada
):
    settings.SIGNING_KEY = str(tmp_path / "nowhere.pem")
    for _ in range(certificates.MOST_ATTEMPTS):
        certificates.make_waiting(at=NOW)
    failed = Certificate.objects.get(licence=licence)

    again = certificate_queue.owe_again(
        certificates=Certificate.objects.all(), by=ada, at=NOW
    )

    assert failed.state == CertificateState.FAILED
    assert again == 1
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (CertificateState.WAITING, 0)


def test_a_certificate_another_worker_has_is_left_to_it(licence, signing_folder):
    owed = Certificate.objects.get(licence=licence)
    certificates.make_waiting(at=NOW)

    assert certificates._make(owed.pk, at=NOW) is False


def test_one_flipped_byte_is_seen(made):
    pdf = bytearray(pdf_of(made))
    pdf[len(pdf) // 2] ^= 1

    assert signing.verify_pdf(bytes(pdf), trust=keys.trust()).genuine is False
