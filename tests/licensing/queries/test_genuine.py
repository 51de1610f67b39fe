from datetime import UTC, datetime

import cbor2
import pytest

from licensing.operations import certificate_files
from licensing.queries import genuine
from licensing.rules.certificate_document import document_data
from licensing.rules.certificate_payload import keywords_of, payload_of
from portal.lib import cose, qr, signing, typesetting
from portal.lib.cose import NotGenuine
from tests.certificates import PAGES, SIGNED_AT, face_of, make_keys, vehicles


def code_of(content, trust):
    with pytest.raises(NotGenuine) as refusal:
        genuine.examine(content, trust=trust)
    return refusal.value.code


def text_of(identity, *, number="26-JN-000412", face=None):
    token = cose.sign(payload_of(face or face_of()), identity=identity)
    return qr.text_for(number=number, token=token)


def glued(identity, *, text, keywords):
    """Return a file that our key signed round a code that is not its own."""
    code = qr.draw("https://licences.example.org/")
    pages = typesetting.typeset(
        "licence",
        document_data(face_of(), address="https://licences.example.org/verify/"),
        on=face_of().issued_on,
        exact={
            "keywords": keywords,
            "code_text": text,
            "code_picture": code.svg,
            "code_modules": code.modules,
        },
    )
    return signing.sign_pdf(pages, identity=identity, at=SIGNED_AT)


def test_a_certificate_proves_itself(certificate, trust):
    proof = genuine.examine(certificate.pdf, trust=trust)

    assert proof.payload.number == "26-JN-000412"
    assert proof.signer == "Jiangnan Department of Commerce"
    assert proof.signed_at == SIGNED_AT


def test_its_code_proves_itself_without_the_file(certificate, trust):
    proof = genuine.examine(certificate.code_text.encode(), trust=trust)

    assert proof.payload.number == "26-JN-000412"
    assert (proof.signer, proof.signed_at) == ("", None)


def test_a_certificate_with_an_annex_of_many_pages_proves_itself(identity, trust):
    face = face_of(vehicles=vehicles(1000))
    made = certificate_files.make(face, identity=identity, at=SIGNED_AT)

    assert genuine.examine(made.pdf, trust=trust).payload.vehicle_count == 1000


def test_the_code_of_another_licence_is_found_out(identity, trust):
    other = face_of(number="26-JN-000999")
    text = text_of(identity, number="26-JN-000999", face=other)
    pdf = glued(identity, text=text, keywords=keywords_of(face_of()))

    assert code_of(pdf, trust) == "other-licence"


def test_the_code_of_the_same_licence_with_another_face_is_found_out(identity, trust):
    text = text_of(identity, face=face_of(max_uses=11))
    pdf = glued(identity, text=text, keywords=keywords_of(face_of()))

    assert code_of(pdf, trust) == "other-licence"


def test_a_foreign_code_in_a_file_of_ours_is_found_out(identity, foreign_keys, trust):
    text = text_of(foreign_keys[0])
    pdf = glued(identity, text=text, keywords=keywords_of(face_of()))

    assert code_of(pdf, trust) == "unknown-key"


def test_a_file_of_ours_without_a_code_is_no_licence(identity, trust):
    pdf = signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT)

    assert code_of(pdf, trust) == "no-code"


def test_an_altered_certificate_is_refused(certificate, trust):
    assert code_of(certificate.pdf + b"\n", trust) == "appended"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable"),
        (b"hello", "unreadable"),
        (b"\x89PNG\r\n", "not-a-pdf"),
        ("二维码".encode(), "not-a-pdf"),
    ],
)
def test_other_content_is_refused(content, code, trust):
    assert code_of(content, trust) == code


def test_a_code_under_the_number_of_another_licence_is_refused(identity, trust):
    text = text_of(identity, number="26-JN-000999")

    assert code_of(text.encode(), trust) == "other-number"


def test_a_payload_of_another_release_is_refused(identity, trust):
    token = cose.sign(cbor2.dumps({0: "L9"}), identity=identity)
    text = qr.text_for(number="26-JN-000412", token=token)

    assert code_of(text.encode(), trust) == "unknown-payload"


def test_a_key_vouches_for_nothing_issued_after_its_time(tmp_path):
    identity, trust = make_keys(tmp_path, years=1)
    assert identity.public.until == datetime(2026, 1, 1, tzinfo=UTC)

    assert code_of(text_of(identity).encode(), trust) == "key-expired"
