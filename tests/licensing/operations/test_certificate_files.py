import hashlib

import pytest

from licensing.operations import certificate_files
from licensing.rules.certificate_payload import keywords_of, read_payload
from portal.lib import cose, pdf_contents, qr, signing
from tests.certificates import FROM, SIGNED_AT, face_of


def test_a_certificate_file_carries_its_code_and_its_keywords(certificate):
    assert pdf_contents.addresses(certificate.pdf) == (certificate.code_text,)
    assert pdf_contents.keywords(certificate.pdf) == keywords_of(face_of())
    assert certificate.sha256 == hashlib.sha256(certificate.pdf).hexdigest()


def test_the_code_says_what_the_face_says(certificate, trust):
    scanned = qr.read_text(certificate.code_text)
    payload = read_payload(cose.verify(scanned.token, keys=trust.keys).payload)

    assert scanned.number == payload.number == "26-JN-000412"


def test_making_it_twice_gives_the_same_bytes(certificate, identity):
    again = certificate_files.make(face_of(), identity=identity, at=SIGNED_AT)

    assert again == certificate


def test_a_certificate_is_not_made_when_its_key_does_not_hold(identity):
    with pytest.raises(signing.SigningFault):
        certificate_files.make(face_of(), identity=identity, at=FROM.replace(year=2040))
