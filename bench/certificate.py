"""A signed certificate with its code, against one typesetting and one signature."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from bench.promise import Result, cpu_ms
from licensing.operations import certificate_files
from licensing.rules.certificate import (
    Label,
    LicenceFace,
    LicensedVehicle,
    Party,
    SpecificationLine,
)
from licensing.rules.certificate_document import document_data
from portal.lib import keys, qr, signing, typesetting

TIMES = 30

FACE = LicenceFace(
    number="26-JN-000412",
    issued_on=date(2026, 6, 30),
    valid_from=date(2026, 7, 1),
    valid_to=date(2026, 12, 31),
    exporter=Party(
        "91310115MA9XA0016F", "Yunfan International Trading", "云帆国际贸易"
    ),
    consignor=Party(
        "91310115MA9XA0016F", "Yunfan International Trading", "云帆国际贸易"
    ),
    trade_mode=Label("0110", "General trade", "一般贸易"),
    contract_number="YF-HJ-26-0871",
    customs_district=Label("2248", "Yangshan Port", "洋山海关"),
    destination=Label("TH", "Thailand", "泰国"),
    payment_mode=Label("LC", "Letter of credit", "信用证"),
    transport_mode=Label("2", "Sea", "水路运输"),
    goods=Label("8703801090", "Electric passenger car with a VIN", "纯电动乘用车"),
    unit=Label("", "unit", "辆"),
    mode=Label("MULTIPLE", "Multi-use", "非一批一证"),
    max_uses=12,
    authority=Label("JN", "Jiangnan Department of Commerce", "江南省商务厅"),
    lines=(SpecificationLine("Hanjiang", "HJ7", 20, Decimal("18650.00"), "USD"),),
    vehicles=tuple(
        LicensedVehicle(f"LGXCE4CB8T00000{serial:02}") for serial in range(20)
    ),
)

# As long as the text of a real code; Typst sets a picture that it has set before for
# nothing, and no two licences have the same.
PICTURES = [
    qr.draw(f"https://licences.example.org/verify/26-JN-{serial:06}/#" + "A" * 575)
    for serial in range(TIMES + 1)
]


def run() -> Result:
    """Compare the whole way with its two unavoidable steps, each on new content."""
    at = timezone.now()
    identity = keys.signing_identity()
    numbers, pictures = iter(range(10**6)), iter(PICTURES)

    def fresh_face() -> LicenceFace:
        return replace(FACE, number=f"26-JN-{next(numbers):06}")

    def whole() -> None:
        certificate_files.make(fresh_face(), identity=identity, at=at)

    def bare() -> None:
        face, picture = fresh_face(), next(pictures)
        exact = {
            "keywords": [],
            "code_text": f"{face.number}",
            "code_picture": picture.svg,
            "code_modules": picture.modules,
        }
        data = document_data(face, address="/verify/", specimen=True)
        page = typesetting.typeset("licence", data, on=face.issued_on, exact=exact)
        signing.sign_pdf(page, identity=identity, at=at)

    measured, floor = cpu_ms(whole, bare, times=TIMES)
    return Result(
        "certificate, signed, with its code",
        measured,
        floor,
        "ms CPU",
        at_most=1.3,
        note="20 vehicles",
    )
