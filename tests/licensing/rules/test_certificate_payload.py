from datetime import date

import cbor2
import pytest

from licensing.rules.certificate import LicensedVehicle, Party
from licensing.rules.certificate_payload import (
    UnknownPayload,
    digest_of_vins,
    keywords_of,
    pack_vins,
    payload_of,
    read_payload,
    unpack_vins,
)
from tests.certificates import YUNFAN, face_of, vehicles


def test_a_payload_says_what_the_face_says():
    payload = read_payload(payload_of(face_of()))

    assert payload.number == "26-JN-000412"
    assert payload.body == "JN"
    assert payload.exporter_code == YUNFAN.uscc
    assert payload.exporter_name == YUNFAN.name_en
    assert payload.destination == "TH"
    assert payload.goods_code == "8703801090"
    assert payload.quantity == 500
    assert payload.valid_from == date(2026, 7, 1)
    assert payload.valid_to == date(2026, 12, 31)
    assert payload.issued_on == date(2026, 6, 30)
    assert payload.face_digest == face_of().digest()[:16]
    assert (payload.vehicle_count, payload.vins, payload.vins_digest) == (0, (), b"")


def test_the_same_face_gives_the_same_bytes_and_few():
    assert payload_of(face_of()) == payload_of(face_of())
    assert len(payload_of(face_of())) < 160


def test_a_small_licence_carries_its_vins():
    face = face_of(vehicles=vehicles(30))

    payload = read_payload(payload_of(face))

    assert payload.vins == face.vins
    assert payload.vins_digest == b""
    assert len(payload_of(face)) < 500


def test_a_large_licence_carries_the_digest_of_its_vins():
    face = face_of(vehicles=vehicles(31))

    payload = read_payload(payload_of(face))

    assert (payload.vehicle_count, payload.vins) == (31, ())
    assert payload.vins_digest == digest_of_vins(tuple(reversed(face.vins)))


def test_a_chassis_number_of_old_does_not_pack_but_is_covered():
    face = face_of(vehicles=(*vehicles(1), LicensedVehicle("OLD-123")))

    payload = read_payload(payload_of(face))

    assert payload.vins == ()
    assert payload.vins_digest == digest_of_vins(face.vins)


@pytest.mark.parametrize(
    "vins",
    [
        (),
        ("00000000000000000",),
        ("ZZZZZZZZZZZZZZZZZ", "00000000000000001"),
        ("LSVAA4182E2123456", "1HGCM82633A004352"),
    ],
)
def test_vins_are_packed_and_unpacked(vins):
    packed = pack_vins(vins)

    assert len(packed) == 11 * len(vins)
    assert unpack_vins(packed) == vins


@pytest.mark.parametrize(
    "vin", ["", "LSVAA4182E212345", "LSVAA4182E2I23456", "lsvaa4182e2123456", "中" * 17]
)
def test_what_is_no_vin_is_not_packed(vin):
    assert pack_vins(("LSVAA4182E2123456", vin)) is None


@pytest.mark.parametrize(
    ("en", "zh", "short"),
    [
        ("Yunfan", "云帆", "Yunfan"),
        ("", "云帆国际贸易有限公司", "云帆国际贸易有限公司"),
        ("Y" * 60, "", "Y" * 60),
        ("Y" * 61, "", "Y" * 60 + "…"),
        ("", "云" * 21, "云" * 20 + "…"),
        ("Y" + "云" * 21, "", "Y" + "云" * 19 + "…"),
        ("A\ud800", "", "A?"),
    ],
)
def test_a_name_is_cut_to_what_fits(en, zh, short):
    face = face_of(exporter=Party("C", en, zh))

    assert read_payload(payload_of(face)).exporter_name == short


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_is_in_force_from_its_first_day_to_its_last(on, expected):
    assert read_payload(payload_of(face_of())).is_in_force(on) is expected


def test_it_agrees_with_the_keywords_of_the_same_face_only():
    payload = read_payload(payload_of(face_of()))

    assert payload.agrees_with(keywords_of(face_of()))
    assert not payload.agrees_with(keywords_of(face_of(number="26-JN-000413")))
    assert not payload.agrees_with(keywords_of(face_of(max_uses=11)))
    assert not payload.agrees_with(())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        cbor2.dumps({}),
        cbor2.dumps([]),
        cbor2.dumps(["L1"]),
        cbor2.dumps(5),
        cbor2.dumps({0: "L2"}),
        cbor2.dumps({0: "L1"}),
        cbor2.dumps({**cbor2.loads(payload_of(face_of())), 8: 2**40}),
        cbor2.dumps({**cbor2.loads(payload_of(face_of())), 8: "x"}),
        cbor2.dumps({**cbor2.loads(payload_of(face_of())), 13: 5}),
    ],
)
def test_another_payload_is_refused(content):
    with pytest.raises(UnknownPayload):
        read_payload(content)
