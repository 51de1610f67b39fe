import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from portal.lib import cose
from portal.lib.cose import NotGenuine

PAYLOAD = b"\xa1\x00\x62L1"


@pytest.fixture(scope="module")
def token(identity):
    return cose.sign(PAYLOAD, identity=identity)


def code_of(token, keys):
    with pytest.raises(NotGenuine) as refusal:
        cose.verify(token, keys=keys)
    return refusal.value.code


def parts_of(token):
    return cbor2.loads(token).value


def rebuilt(*parts):
    return cbor2.dumps(cbor2.CBORTag(18, list(parts)))


def test_a_token_says_what_was_signed_and_by_whom(token, identity, trust):
    verified = cose.verify(token, keys=trust.keys)

    assert verified.payload == PAYLOAD
    assert verified.key.kid == identity.public.kid


def test_signing_twice_gives_the_same_bytes(token, identity):
    assert cose.sign(PAYLOAD, identity=identity) == token


@pytest.mark.parametrize("length", [0, 1, 23, 24, 255, 256, 2000])
def test_payloads_of_any_length_come_back(identity, trust, length):
    token = cose.sign(b"x" * length, identity=identity)

    assert cose.verify(token, keys=trust.keys).payload == b"x" * length


def test_the_header_is_what_the_record_says(token, identity):
    protected, unprotected, _, signature = parts_of(token)

    assert cbor2.loads(protected) == {1: -7, 3: 60, 4: identity.public.kid}
    assert unprotected == {}
    assert len(signature) == 64


def test_what_is_signed_is_the_structure_of_the_standard():
    """The example of RFC 8152, appendix C.2.1, with the key of C.7.1."""
    protected = bytes.fromhex("a10126")
    signature = bytes.fromhex(
        "8eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e"
        "2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36"
    )
    key = ec.EllipticCurvePublicNumbers(
        x=0xBAC5B11CAD8F99F9C72B05CF4B9E26D244DC189F745228255A219A86D6A09EFF,
        y=0x20138BF82DC1B6D562BE0FA54AB7804A3A64B6D72CCFED6B6FB6ED28BBFC117E,
        curve=ec.SECP256R1(),
    ).public_key()

    def check(payload):
        key.verify(
            encode_dss_signature(
                int.from_bytes(signature[:32], "big"),
                int.from_bytes(signature[32:], "big"),
            ),
            cose.to_be_signed(protected, payload),
            ec.ECDSA(hashes.SHA256()),
        )

    check(b"This is the content.")
    with pytest.raises(InvalidSignature):
        check(b"This is the content!")


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_no_byte_of_a_token_may_change(token, trust, flip):
    for position in range(len(token)):
        changed = bytearray(token)
        changed[position] ^= flip
        with pytest.raises(NotGenuine):
            cose.verify(bytes(changed), keys=trust.keys)


def test_no_shorter_or_longer_token_is_read(token, trust):
    for length in range(len(token)):
        assert code_of(token[:length], trust.keys) == "unreadable"
    assert code_of(token + b"\x00", trust.keys) == "unreadable"


def test_a_foreign_key_counts_for_nothing(foreign_keys, trust):
    token = cose.sign(PAYLOAD, identity=foreign_keys[0])

    assert code_of(token, trust.keys) == "unknown-key"


def test_a_foreign_key_under_our_name_is_caught(identity, foreign_keys, trust):
    foreign = cose.sign(PAYLOAD, identity=foreign_keys[0])
    ours = cose.sign(PAYLOAD, identity=identity)
    forged = rebuilt(parts_of(ours)[0], *parts_of(foreign)[1:])

    assert code_of(forged, trust.keys) == "signature"


def test_the_payload_of_another_token_is_caught(token, identity, trust):
    other = cose.sign(b"other", identity=identity)
    protected, unprotected, _, signature = parts_of(token)

    glued = rebuilt(protected, unprotected, parts_of(other)[2], signature)

    assert code_of(glued, trust.keys) == "signature"


@pytest.mark.parametrize(
    "header",
    [
        {1: -35, 3: 60, 4: b"kid"},
        {1: -8, 3: 60, 4: b"kid"},
        {1: 5, 3: 60, 4: b"kid"},
        {1: -7, 4: b"kid"},
        {1: -7, 3: 0, 4: b"kid"},
        {3: 60, 4: b"kid"},
        {},
        {1: -7, 3: 60, 4: b"kid", 5: b"iv"},
    ],
)
def test_another_algorithm_or_purpose_is_refused(token, identity, trust, header):
    if 4 in header:
        header = {**header, 4: identity.public.kid}
    _, unprotected, payload, signature = parts_of(token)

    forged = rebuilt(cbor2.dumps(header), unprotected, payload, signature)

    assert code_of(forged, trust.keys) == "algorithm"


def test_nothing_may_stand_unprotected(token, trust):
    protected, _, payload, signature = parts_of(token)

    forged = rebuilt(protected, {4: b"other"}, payload, signature)

    assert code_of(forged, trust.keys) == "unreadable"


def test_a_signature_of_another_length_is_refused(token, trust):
    protected, unprotected, payload, signature = parts_of(token)

    forged = rebuilt(protected, unprotected, payload, signature + b"\x00")

    assert code_of(forged, trust.keys) == "unreadable"


def test_a_length_spelled_longer_than_needed_is_refused(token, trust):
    assert len(PAYLOAD) < 24
    longer = token.replace(
        bytes([0x40 | len(PAYLOAD)]) + PAYLOAD, bytes([0x58, len(PAYLOAD)]) + PAYLOAD
    )

    assert len(longer) == len(token) + 1
    assert code_of(longer, trust.keys) == "unreadable"


@pytest.mark.parametrize(
    "token",
    [b"", b"\xd2", b"\xd2\x84", b"\xd2\x84\xf6\xa0\xf6\x40", b"\xff" * 99, b"\xd2\x9f"],
)
def test_other_bytes_are_not_read(token, trust):
    assert code_of(token, trust.keys) == "unreadable"


def test_a_signature_of_zeros_is_refused(token, trust):
    protected, unprotected, payload, _ = parts_of(token)

    assert code_of(rebuilt(protected, unprotected, payload, bytes(64)), trust.keys) == (
        "signature"
    )
