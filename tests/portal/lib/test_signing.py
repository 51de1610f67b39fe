import asyncio
import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers

from portal.lib import cose, qr, signing
from portal.lib.keys import Trust, load_identity, load_trust
from tests.certificates import FROM, PAGES, SIGNED_AT
from tests.envelopes import reason_for, with_envelope

PDFSIG = shutil.which("pdfsig")


@pytest.fixture(scope="module")
def signed(identity):
    return signing.sign_pdf(
        PAGES, identity=identity, at=SIGNED_AT, reason="Licence", location="Linhai"
    )


def approved(identity, **metadata):
    """Return the file signed by our key, but not as the portal signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(PAGES))
    return signers.sign_pdf(
        writer,
        signers.PdfSignatureMetadata(
            field_name="Other", subfilter=fields.SigSeedSubFilter.PADES, **metadata
        ),
        signer=signing._LoadedKeySigner(identity),
    ).getvalue()


def test_a_signed_file_is_genuine(signed, trust):
    assert signing.verify_pdf(signed, trust=trust) == signing.PdfVerdict(
        genuine=True,
        reason="",
        signer="Jiangnan Department of Commerce",
        signed_at=SIGNED_AT,
        covers_whole_file=True,
    )


def test_a_whole_certificate_is_genuine(certificate, trust):
    assert signing.verify_pdf(certificate.pdf, trust=trust).genuine


def test_the_pages_stay_as_they_were(signed):
    assert signed.startswith(PAGES)


def test_signing_twice_gives_the_same_bytes(signed, identity):
    again = signing.sign_pdf(
        PAGES, identity=identity, at=SIGNED_AT, reason="Licence", location="Linhai"
    )

    assert again == signed


def test_the_signature_certifies_and_allows_no_change(signed):
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures

    assert signature.docmdp_level is fields.MDPPerm.NO_CHANGES
    assert signature.field_name == signing.FIELD_NAME
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == "Licence"
    assert signature.sig_object["/Location"] == "Linhai"
    assert signature.sig_object["/Name"] == "Jiangnan Department of Commerce"


@pytest.mark.skipif(PDFSIG is None, reason="poppler-utils is not installed")
def test_another_program_finds_the_signature_valid(certificate, tmp_path):
    file = tmp_path / "licence.pdf"
    file.write_bytes(certificate.pdf)

    run = subprocess.run(  # noqa: S603 -- fixed argv
        [PDFSIG, "-nocert", file], capture_output=True, check=True
    )

    assert b"Signature is Valid" in run.stdout
    assert b"Total document signed" in run.stdout


def test_a_key_of_ours_without_a_trusted_root_is_refused(signed, foreign_keys, trust):
    lost = Trust(keys=trust.keys, roots=foreign_keys[1].roots)

    verdict = signing.verify_pdf(signed, trust=lost)

    assert (verdict.genuine, verdict.reason) == (False, "untrusted")
    assert verdict.covers_whole_file


def test_a_signature_of_ours_that_does_not_certify_is_refused(identity, trust):
    assert reason_for(approved(identity), trust) == "not-certified"


def test_a_certification_that_allows_changes_is_refused(identity, trust):
    loose = approved(
        identity, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS
    )

    assert reason_for(loose, trust) == "not-certified"


def test_bytes_that_we_signed_but_that_are_no_document_are_refused(identity, trust):
    head = b"%PDF-1.7\n"
    room = 8192
    tail = b"\n/ByteRange [0 9 8203 40]".ljust(40)
    pdf = head + b"<" + b"0" * room + b">" + tail
    signer = signing._LoadedKeySigner(identity)
    message = asyncio.run(
        signer.async_sign(sha256(head + tail).digest(), "sha256", use_pades=True)
    )

    assert reason_for(with_envelope(pdf, message), trust) == "not-certified"


def issued(name, key, *, by, signer, is_ca):
    """Return a certificate as an authority of three levels gives it."""
    usages = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement"),
            *("encipher_only", "decipher_only", "crl_sign"),
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(FROM.replace(year=2030))
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_ca,
                content_commitment=not is_ca,
                key_cert_sign=is_ca,
                **usages,
            ),
            critical=True,
        )
        .sign(signer, hashes.SHA256())
    )


def test_a_certificate_below_an_intermediate_one_is_followed_to_the_root(tmp_path):
    root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in "123")
    root = issued("Root", root_key, by="Root", signer=root_key, is_ca=True)
    middle = issued("Middle", middle_key, by="Root", signer=root_key, is_ca=True)
    leaf = issued("Leaf", key, by="Middle", signer=middle_key, is_ca=False)
    path = tmp_path / "signing.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    path.chmod(0o600)
    path.with_suffix(".crt").write_bytes(
        leaf.public_bytes(Encoding.PEM) + middle.public_bytes(Encoding.PEM)
    )
    (tmp_path / "ca.crt").write_bytes(root.public_bytes(Encoding.PEM))

    pdf = signing.sign_pdf(PAGES, identity=load_identity(path), at=SIGNED_AT)

    verdict = signing.verify_pdf(pdf, trust=load_trust(path))
    assert (verdict.genuine, verdict.signer) == (True, "")


def test_a_moment_outside_the_certificate_is_not_signed(identity):
    for at in (FROM - timedelta(seconds=1), FROM.replace(year=2031)):
        with pytest.raises(signing.SigningFault, match="not valid at"):
            signing.sign_pdf(PAGES, identity=identity, at=at)


@pytest.mark.parametrize("year", [2025, 2040])
def test_the_day_of_the_check_does_not_matter(signed, trust, year):
    """What counts is that the key was good on the day it signed."""
    assert FROM < SIGNED_AT < trust.keys[0].until

    with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC), tick=False):
        assert signing.verify_pdf(signed, trust=trust).genuine


def test_what_an_earlier_release_signed_is_still_genuine():
    folder = Path(__file__).parent / "earlier"
    kept = load_trust(folder / "signing.pem")

    pdf = (folder / "signed.pdf").read_bytes()
    scanned = qr.read_text((folder / "code.txt").read_text())

    assert signing.verify_pdf(pdf, trust=kept).genuine
    assert cose.verify(scanned.token, keys=kept.keys).key == kept.keys[0]


@pytest.mark.parametrize("pdf", [b"hello", b"%PDF-1.7\n", PAGES[:-40]])
def test_what_cannot_be_signed_is_told(identity, pdf):
    with pytest.raises(signing.SigningFault, match="cannot be signed"):
        signing.sign_pdf(pdf, identity=identity, at=SIGNED_AT)


def test_a_file_already_signed_is_not_signed_again(signed, identity):
    with pytest.raises(signing.SigningFault, match="cannot be signed"):
        signing.sign_pdf(signed, identity=identity, at=SIGNED_AT)
