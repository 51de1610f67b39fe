import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from portal.lib import signing, timestamping
from portal.lib.keys import Trust
from tests.certificates import FROM, PAGES, SIGNED_AT
from tests.envelopes import envelope_of, reason_for, with_envelope


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
