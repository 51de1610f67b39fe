import asyncio
import io

import pytest
from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from portal.lib import signing
from tests.certificates import FROM, PAGES, SIGNED_AT
from tests.envelopes import envelope_of, hole_of, reason_for, with_envelope


@pytest.fixture(scope="module")
def signed(identity):
    return signing.sign_pdf(
        PAGES, identity=identity, at=SIGNED_AT, reason="Licence", location="Linhai"
    )


def test_no_byte_of_a_signed_file_may_change(signed, trust):
    before, after = hole_of(signed)
    message = envelope_of(signed)
    envelope = range(before - 2, before + 2 * len(message.dump()) + 4)
    elsewhere = range(0, len(signed), 7)
    for position in {*envelope, *elsewhere, *range(after - 3, after + 3)}:
        changed = bytearray(signed)
        changed[position] ^= 0x01
        assert not signing.verify_pdf(bytes(changed), trust=trust).genuine, position


def test_no_letter_of_the_signature_may_change_its_case(signed, trust):
    before, after = hole_of(signed)
    for position in range(before, after, 5):
        changed = bytearray(signed)
        changed[position] ^= 0x20
        assert not signing.verify_pdf(bytes(changed), trust=trust).genuine, position


def test_no_byte_of_a_certificate_may_change(certificate, trust):
    for position in range(0, len(certificate.pdf), 997):
        changed = bytearray(certificate.pdf)
        changed[position] ^= 0x01
        assert not signing.verify_pdf(bytes(changed), trust=trust).genuine, position


@pytest.mark.parametrize("cut", [1, 2, 100, 2000, 4000])
def test_a_file_cut_short_is_refused(signed, trust, cut):
    assert reason_for(signed[:-cut], trust) in {"altered", "unsigned"}


@pytest.mark.parametrize("tail", [b"\n", b"%%EOF\n", b"\x00" * 4096])
def test_a_file_with_something_appended_is_refused(signed, trust, tail):
    assert reason_for(signed + tail, trust) == "appended"


def test_a_later_change_saved_in_the_file_is_refused(signed, trust):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    changed = io.BytesIO()
    writer.write(changed)

    assert reason_for(changed.getvalue(), trust) == "appended"


@pytest.mark.parametrize(
    "pdf",
    [b"", b"hello", b"%PDF", b"PK\x03\x04", b"\x00" * 99, b"\n%PDF-1.7", b"GIF89a"],
)
def test_what_is_no_pdf_is_refused(pdf, trust):
    assert reason_for(pdf, trust) == "not-a-pdf"


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (PAGES, "unsigned"),
        (b"%PDF-1.7", "unsigned"),
        (b"%PDF-1.7 /ByteRange [0 1 2", "unsigned"),
        (b"%PDF-1.7 /ByteRange [0 0 0 0]", "appended"),
        (b"%PDF-1.7 /ByteRange [0 5 7 9999999999]", "altered"),
        (b"%PDF-1.7 /ByteRange [0 5 7 " + b"9" * 5000 + b"]", "unsigned"),
        (b"%PDF-1.7 /ByteRange [0 9 5 29]   ", "altered"),
        (b"%PDF-1.7 /ByteRange [0 31 37 0]<3000>", "altered"),
        (b"%PDF-1.7 /ByteRange [0 31 36 0]<300>", "altered"),
        (b"%PDF-1.7 /ByteRange [0 31 39 0]<040099>", "altered"),
    ],
)
def test_strange_files_are_refused(pdf, reason, trust):
    assert reason_for(pdf, trust) == reason


def test_garbage_in_place_of_a_signature_never_raises(signed, trust):
    before, after = hole_of(signed)
    der = envelope_of(signed).dump()
    for position in range(0, len(der), 3):
        for value in (0x00, 0x1F, 0x30, 0x80, 0xFF):
            mangled = bytearray(der)
            mangled[position] = value
            if bytes(mangled) == der:
                continue
            text = mangled.hex().upper().encode().ljust(after - before - 2, b"0")
            pdf = signed[: before + 1] + text + signed[after - 1 :]
            assert not signing.verify_pdf(pdf, trust=trust).genuine


@pytest.mark.parametrize(
    "algorithm", ["sha384_ecdsa", "sha1_ecdsa", "sha256_rsa", "ed25519"]
)
def test_another_signature_algorithm_is_refused(signed, trust, algorithm):
    message = envelope_of(signed)
    signer = message["content"]["signer_infos"][0]
    signer["signature_algorithm"] = algos.SignedDigestAlgorithm(
        {"algorithm": algorithm}
    )

    assert reason_for(with_envelope(signed, message), trust) == "algorithm"


def test_another_digest_is_refused(signed, trust):
    message = envelope_of(signed)
    signer = message["content"]["signer_infos"][0]
    signer["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": "sha1"})

    assert reason_for(with_envelope(signed, message), trust) == "algorithm"


def test_a_signature_value_of_another_key_is_refused(signed, foreign_keys, trust):
    message = envelope_of(signed)
    signer = message["content"]["signer_infos"][0]
    foreign = asyncio.run(
        signing._LoadedKeySigner(foreign_keys[0]).async_sign_raw(
            signer["signed_attrs"].untag().dump(), "sha256"
        )
    )
    signer["signature"] = core.OctetString(foreign)

    assert reason_for(with_envelope(signed, message), trust) == "signature"


def test_the_signature_of_another_file_is_refused(signed, identity, trust):
    other = signing.sign_pdf(
        PAGES, identity=identity, at=SIGNED_AT, reason="Permits", location="Linhai"
    )
    assert len(other) == len(signed)
    message = envelope_of(other)

    assert reason_for(with_envelope(signed, message), trust) == "altered"


def test_a_certificate_added_to_the_signature_is_refused(signed, foreign_keys, trust):
    message = envelope_of(signed)
    stranger = foreign_keys[0].public.certificate.public_bytes(Encoding.DER)
    message["content"]["certificates"].append(
        cms.CertificateChoices("certificate", asn1_x509.Certificate.load(stranger))
    )

    # It may be too long for the place it has, and then moves the end of the file.
    assert reason_for(with_envelope(signed, message), trust) in {"altered", "appended"}


@pytest.mark.parametrize("values", [[], [cms.Time({"utc_time": core.UTCTime(FROM)})]])
def test_an_unsigned_remark_in_the_signature_is_refused(signed, trust, values):
    message = envelope_of(signed)
    signer = message["content"]["signer_infos"][0]
    remark = cms.CMSAttribute({"type": "signing_time", "values": values})
    signer["unsigned_attrs"] = cms.CMSAttributes([remark])

    assert reason_for(with_envelope(signed, message), trust) == "altered"


def test_a_foreign_key_counts_for_nothing_whatever_its_names(foreign_keys, trust):
    foreign, _ = foreign_keys
    pdf = signing.sign_pdf(PAGES, identity=foreign, at=SIGNED_AT)

    assert reason_for(pdf, trust) == "unknown-key"
