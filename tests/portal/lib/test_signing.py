import asyncio
import io
import re
import shutil
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper

from portal.lib import signing, timestamping
from portal.lib.keys import Trust, load_identity, load_trust
from tests.certificates import FROM, PAGES, SIGNED_AT

PDFSIG = shutil.which("pdfsig")


@pytest.fixture(scope="module")
def signed(identity):
    return signing.sign_pdf(
        PAGES, identity=identity, at=SIGNED_AT, reason="Licence", location="Linhai"
    )


def reason_for(pdf, trust):
    verdict = signing.verify_pdf(pdf, trust=trust)
    assert verdict.genuine is False
    return verdict.reason


def hole_of(pdf):
    """Return where the signature stands in the file."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+)", pdf)
    return int(found[1]), int(found[2])


def envelope_of(pdf):
    before, after = hole_of(pdf)
    return cms.ContentInfo.load(bytes.fromhex(pdf[before + 1 : after - 1].decode()))


def with_envelope(pdf, message):
    before, after = hole_of(pdf)
    text = message.dump(force=True).hex().upper().encode()
    return (
        pdf[:before] + b"<" + text.ljust(after - before - 2, b"0") + b">" + pdf[after:]
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


def test_a_foreign_key_counts_for_nothing_whatever_its_names(foreign_keys, trust):
    foreign, _ = foreign_keys
    pdf = signing.sign_pdf(PAGES, identity=foreign, at=SIGNED_AT)

    assert reason_for(pdf, trust) == "unknown-key"


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
        (b"%PDF-1.7 /ByteRange [0 5 7 99999999999999999999]", "altered"),
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

    assert reason_for(with_envelope(signed, message), trust) == "altered"


@pytest.mark.parametrize("values", [[], [cms.Time({"utc_time": core.UTCTime(FROM)})]])
def test_an_unsigned_remark_in_the_signature_is_refused(signed, trust, values):
    message = envelope_of(signed)
    signer = message["content"]["signer_infos"][0]
    remark = cms.CMSAttribute({"type": "signing_time", "values": values})
    signer["unsigned_attrs"] = cms.CMSAttributes([remark])

    assert reason_for(with_envelope(signed, message), trust) == "altered"


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


def test_a_signature_outlives_its_certificate(signed, trust):
    """What counts is that the key was good on the day it signed."""
    assert trust.keys[0].until < datetime(2031, 1, 1, tzinfo=UTC)
    assert signing.verify_pdf(signed, trust=trust).genuine


@pytest.mark.parametrize("pdf", [b"hello", b"%PDF-1.7\n", PAGES[:-40]])
def test_what_cannot_be_signed_is_told(identity, pdf):
    with pytest.raises(signing.SigningFault, match="cannot be signed"):
        signing.sign_pdf(pdf, identity=identity, at=SIGNED_AT)


def test_a_file_already_signed_is_not_signed_again(signed, identity):
    with pytest.raises(signing.SigningFault, match="cannot be signed"):
        signing.sign_pdf(signed, identity=identity, at=SIGNED_AT)


# ---- time stamps


class TimeStampAuthority(BaseHTTPRequestHandler):
    stamper = None
    kind = "application/timestamp-reply"

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"]))
        request = tsp.TimeStampReq.load(question)
        answer = asyncio.run(self.stamper.async_request_tsa_response(request)).dump()
        self.send_response(200)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def stamper():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(FROM)
        .not_valid_after(FROM.replace(year=2035))
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return certificate, DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        tsa_key=asn1_keys.PrivateKeyInfo.load(der),
        fixed_dt=SIGNED_AT,
    )


@pytest.fixture
def authority(stamper, settings):
    timestamping.timestamper.cache_clear()
    handler = type("Handler", (TimeStampAuthority,), {"stamper": stamper[1]})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
    yield handler
    server.shutdown()
    server.server_close()


def test_a_time_stamp_is_asked_for_and_trusted(authority, stamper, identity, trust):
    dated = Trust(trust.keys, trust.roots, timestamp_roots=(stamper[0],))

    pdf = signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT)

    assert signing.verify_pdf(pdf, trust=dated).genuine
    assert reason_for(pdf, trust) == "time-stamp"


def test_a_time_stamp_of_another_signature_is_refused(
    authority, stamper, identity, trust
):
    dated = Trust(trust.keys, trust.roots, timestamp_roots=(stamper[0],))
    one = signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT, reason="A")
    two = signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT, reason="B")
    message = envelope_of(one)
    other = envelope_of(two)
    signer = message["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = other["content"]["signer_infos"][0]["unsigned_attrs"]

    assert reason_for(with_envelope(one, message), dated) == "time-stamp"


def test_an_answer_that_is_no_time_stamp_is_told(authority, identity):
    authority.kind = "text/html"

    with pytest.raises(signing.SigningFault, match="answered with text/html"):
        signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT)


def test_an_authority_that_is_away_is_told(identity, settings):
    settings.TIMESTAMP_URL = "http://127.0.0.1:1/"

    with pytest.raises(signing.SigningFault, match="No time stamp could be had"):
        signing.sign_pdf(PAGES, identity=identity, at=SIGNED_AT)
