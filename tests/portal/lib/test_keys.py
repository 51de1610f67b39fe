import base64
import os

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from portal.lib import keys
from tests.certificates import FROM, make_keys


@pytest.fixture
def folder(tmp_path, settings):
    make_keys(tmp_path)
    settings.SIGNING_KEY = str(tmp_path / "signing.pem")
    return tmp_path


def certificate_for(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anyone")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FROM)
        .not_valid_after(FROM.replace(year=2030))
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.PEM)
    )


def test_the_key_and_its_certificate_belong_together(folder):
    identity = keys.signing_identity()

    assert identity.public.key == identity.private_key.public_key()
    assert len(identity.public.kid) == 8
    assert identity.public.until == FROM.replace(year=2030)


def test_the_private_key_is_not_shown(folder):
    assert "private_key" not in repr(keys.signing_identity())


def test_the_key_is_loaded_once(folder):
    assert keys.signing_identity() is keys.signing_identity()
    assert keys.trust() is keys.trust()


def test_a_key_that_was_replaced_is_loaded_again(folder):
    before = keys.signing_identity()

    make_keys(folder)

    assert keys.signing_identity().public.kid != before.public.kid


def test_verifying_needs_no_private_key(folder):
    (folder / "signing.pem").unlink()

    assert len(keys.trust().keys) == 1


def test_a_missing_key_is_said_with_its_remedy(folder):
    (folder / "signing.pem").unlink()

    with pytest.raises(
        keys.KeyFault, match=r"There is no signing key at .*make_signing"
    ):
        keys.signing_identity()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_open_to_others_is_refused(folder, mode):
    (folder / "signing.pem").chmod(mode)

    with pytest.raises(keys.KeyFault, match="chmod 600"):
        keys.signing_identity()


def test_a_key_loaded_before_is_refused_once_it_is_opened_to_others(folder):
    keys.signing_identity()
    (folder / "signing.pem").chmod(0o644)

    with pytest.raises(keys.KeyFault, match="chmod 600"):
        keys.signing_identity()


def test_a_file_that_is_no_key_is_refused(folder):
    (folder / "signing.pem").write_text("hello")

    with pytest.raises(keys.KeyFault, match="not an open PEM private key"):
        keys.signing_identity()


def test_a_key_behind_a_password_is_refused(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    locked = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
    )
    (folder / "signing.pem").write_bytes(locked)

    with pytest.raises(keys.KeyFault, match="not an open PEM private key"):
        keys.signing_identity()


def test_a_key_with_the_certificate_of_another_is_refused(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    other = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "signing.pem").write_bytes(other)

    with pytest.raises(keys.KeyFault, match="do not belong together"):
        keys.signing_identity()


def test_a_key_on_another_curve_is_refused(folder):
    weak = ec.generate_private_key(ec.SECP224R1())
    (folder / "signing.crt").write_bytes(certificate_for(weak))

    with pytest.raises(keys.KeyFault, match="P-256"):
        keys.trust()


@pytest.mark.parametrize("name", ["signing.crt", "ca.crt"])
@pytest.mark.parametrize("content", [None, "hello"])
def test_a_certificate_that_cannot_be_read_is_named(folder, name, content):
    (folder / name).unlink()
    if content:
        (folder / name).write_text(content)

    with pytest.raises(
        keys.KeyFault, match=f"No certificate can be read from .*{name}"
    ):
        keys.trust()


def test_a_retired_key_still_counts_after_the_current_one(folder):
    retired = keys.signing_identity().public

    make_keys(folder)

    current = keys.signing_identity().public
    assert [key.kid for key in keys.trust().keys] == [current.kid, retired.kid]
    assert len(keys.trust().roots) == 2


def test_a_new_key_keeps_everything_but_the_key_readable(folder):
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}

    assert modes == {"ca.crt": 0o644, "signing.crt": 0o644, "signing.pem": 0o600}


def test_a_key_left_half_written_is_written_anew(folder):
    (folder / f".signing.pem.{os.getpid()}").write_text("half")

    make_keys(folder)

    assert keys.signing_identity()


def test_a_long_name_is_cut_to_what_a_certificate_holds(tmp_path):
    identity, _ = make_keys(tmp_path, name="江" * 100)

    (name,) = identity.public.certificate.subject.get_attributes_for_oid(
        NameOID.ORGANIZATION_NAME
    )
    assert name.value == "江" * 64


def test_public_keys_are_given_as_json_web_keys(folder):
    (jwk,) = keys.public_jwks()

    numbers = keys.signing_identity().public.key.public_numbers()
    x, y = (
        int.from_bytes(base64.urlsafe_b64decode(jwk[axis] + "="), "big")
        for axis in ("x", "y")
    )
    assert (x, y) == (numbers.x, numbers.y)
    assert jwk["until"] == "2030-01-01"
    assert {key: jwk[key] for key in ("kty", "crv", "alg", "use")} == {
        "kty": "EC",
        "crv": "P-256",
        "alg": "ES256",
        "use": "sig",
    }
    assert "d" not in jwk
