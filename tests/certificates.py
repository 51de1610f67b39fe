"""Faces of licences, and the files and codes made of them, for tests of certificates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from licensing.operations import certificate_files
from licensing.rules.certificate import (
    Label,
    LicenceFace,
    LicensedVehicle,
    Party,
    SpecificationLine,
)
from portal.lib import keymaking, keys

SIGNED_AT = datetime(2026, 6, 30, 7, 32, tzinfo=UTC)
FROM = datetime(2025, 1, 1, tzinfo=UTC)

YUNFAN = Party(
    uscc="91990200MA5FK3T17B",
    name_en="Yunfan International Trading Co., Ltd.",
    name_zh="云帆国际贸易有限公司",
)
LINE = SpecificationLine(
    brand="Hanjiang",
    model="HJ7 Long Range",
    quantity=500,
    unit_price=Decimal("18650.00"),
    currency="USD",
)
MULTIPLE = Label("MULTIPLE", "Multi-use", "非一批一证")
SINGLE = Label("SINGLE", "One batch, one licence", "一批一证")


def face_of(**changes):
    values = {
        "number": "26-JN-000412",
        "issued_on": date(2026, 6, 30),
        "valid_from": date(2026, 7, 1),
        "valid_to": date(2026, 12, 31),
        "exporter": YUNFAN,
        "consignor": YUNFAN,
        "trade_mode": Label("0110", "General trade", "一般贸易"),
        "contract_number": "YF-HJ-26-0433",
        "customs_district": Label("2200", "Shanghai Customs District", "上海海关"),
        "destination": Label("TH", "Thailand", "泰国"),
        "payment_mode": Label("LC", "Letter of credit", "信用证"),
        "transport_mode": Label("2", "Sea", "水路运输"),
        "goods": Label(
            "8703801090",
            "Other vehicles for the transport of persons, electric motor only",
            "仅装有驱动电动机的其他载人车辆",
        ),
        "unit": Label("", "unit", "辆"),
        "mode": MULTIPLE,
        "max_uses": 12,
        "authority": Label("JN", "Jiangnan Department of Commerce", "江南省商务厅"),
        "lines": (LINE,),
    }
    return LicenceFace(**{**values, **changes})


def vehicles(count, **dates):
    return tuple(LicensedVehicle(f"LHJ7A{n:012d}", **dates) for n in range(count))


def make_keys(folder, name="Jiangnan Department of Commerce", years=5):
    """Make a signing folder; return the identity and what verifies it."""
    path = folder / "signing.pem"
    holder = keymaking.Holder(name=name, country="CN", valid_from=FROM, years=years)
    keymaking.make_identity(path, holder=holder)
    return keys.load_identity(path), keys.load_trust(path)


def smallest_file():
    """Return the least that can be signed."""
    pdf = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        ),
        1,
    ):
        places.append(b"%010d 00000 n \n" % len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(places)
    trailer = b"trailer\n<</Size 4/Root 1 0 R/ID[(one)(one)]>>\n"
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


PAGES = smallest_file()


@pytest.fixture(scope="session")
def own_keys(tmp_path_factory):
    return make_keys(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="session")
def identity(own_keys):
    return own_keys[0]


@pytest.fixture(scope="session")
def trust(own_keys):
    return own_keys[1]


@pytest.fixture(scope="session")
def foreign_keys(tmp_path_factory):
    """Somebody else's, with the same names in its certificates."""
    return make_keys(tmp_path_factory.mktemp("foreign"))


@pytest.fixture(scope="session")
def certificate(identity):
    return certificate_files.make(face_of(), identity=identity, at=SIGNED_AT)
