"""Brings a case to a state by the real steps of real people; never by assignment."""

import io
from decimal import Decimal

from licensing.enums import Outcome, Section
from licensing.models import LicenceTypeVersion, ReasonCode, VehicleImport
from licensing.operations import (
    corrections,
    decisions,
    documents,
    drafts,
    reviews,
    submission,
    vehicles,
)
from licensing.queries import catalogue
from licensing.rules.vin import check_digit
from tests.people import NOW

ANSWERS = {
    "contract_number": "YF-HJ-26-0871",
    "buyer_name": "Siam Lotus Auto Co., Ltd.",
    "destination": "TH",
    "customs_district": "2248",
    "trade_mode": "0110",
    "payment_mode": "LC",
    "transport_mode": "2",
}
LONG_RANGE = drafts.LineContents(
    brand="Hanjiang",
    model="HJ7 Long Range",
    hs_code="8703801090",
    quantity=3,
    unit_price=Decimal("18650.00"),
    currency="USD",
)
DECLARATION = "Everything in this application is true."


def vin(serial: int) -> str:
    """Return a VIN with a right check digit; no two serials give the same one."""
    text = f"LHJCE4CB0T1{serial:06d}"
    return text[:8] + check_digit(text) + text[9:]


def pdf(text: str = "Contract") -> bytes:
    """Return a small, well-formed PDF; a different one for each text."""
    stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, start)
    )
    return out.getvalue()


def electric_cars() -> LicenceTypeVersion:
    return LicenceTypeVersion.objects.select_related("licence_type").get(
        licence_type__code="EV-NEW"
    )


def start(*, by, organisation, at=NOW):
    return drafts.start(
        organisation=organisation, type_version=electric_cars(), by=by, at=at
    )


def fill_contract(application, *, by, at=NOW, manufacturer=None, **answers):
    return drafts.save_contract(
        application=application,
        manufacturer=manufacturer or application.manufacturer,
        answers=ANSWERS | answers,
        revision=None,
        by=by,
        at=at,
    )


def list_vehicles(application, *, by, serials, at=NOW):
    """Upload a list of cars and agree to what it shows."""
    upload = read_vehicles(
        application,
        by=by,
        at=at,
        rows=[(row, vin(serial), "") for row, serial in enumerate(serials, start=2)],
    )
    return vehicles.agree(upload=upload, by=by, at=at)


def read_vehicles(application, *, by, rows, at=NOW) -> VehicleImport:
    return vehicles.read_list(
        application=application,
        rows=rows,
        file_name="cars.csv",
        sha256="0" * 64,
        by=by,
        at=at,
    )


def add_document(application, requirement, *, by, content=None, name=None, at=NOW):
    content = pdf(requirement.code) if content is None else content
    return documents.add(
        application=application,
        requirement=requirement,
        name=name or f"{requirement.code}.pdf",
        stream=io.BytesIO(content),
        by=by,
        at=at,
    )


def add_documents(application, *, by, at=NOW):
    """Give every required document, and let the scanner see them."""
    for requirement in catalogue.requirements_of(application):
        add_document(application, requirement, by=by, at=at)
    documents.scan_waiting(at=at)


def draft(*, by, organisation, serials=(1, 2, 3), at=NOW, line=LONG_RANGE):
    """A draft with everything in it, ready to be declared."""
    application = start(by=by, organisation=organisation, at=at)
    fill_contract(application, by=by, at=at)
    drafts.add_line(application=application, contents=line, by=by, at=at)
    list_vehicles(application, by=by, serials=serials, at=at)
    add_documents(application, by=by, at=at)
    application.refresh_from_db()
    return application


def submit(application, *, by, at=NOW):
    return submission.submit(
        application=application, declaration=DECLARATION, by=by, at=at
    )


def claim(application, *, by, at=NOW):
    return reviews.claim(application=application, by=by, at=at)


def ask_for_correction(application, *, by, at=NOW, section=Section.CONTRACT):
    return corrections.request(
        application=application,
        items=[corrections.Request(section, "The contract says Laem Chabang.")],
        by=by,
        at=at,
    )


def answer_correction(application, *, by, at=NOW):
    """Change the buyer's name and say so."""
    fill_contract(application, by=by, at=at, buyer_name="Siam Lotus Auto (Rayong)")
    return corrections.answer(
        application=application,
        answers={1: "The buyer's branch in Rayong takes delivery."},
        declaration=DECLARATION,
        by=by,
        at=at,
    )


def recommend(application, *, by, at=NOW, outcome=Outcome.GRANT):
    return reviews.recommend(
        application=application,
        outcome=outcome,
        reason=wrong_contract() if outcome is Outcome.REFUSE else None,
        explanation="The price differs." if outcome is Outcome.REFUSE else "",
        note="All facts agree.",
        by=by,
        at=at,
    )


def decide(application, *, by, at=NOW, outcome=Outcome.GRANT):
    return decisions.decide(
        application=application,
        outcome=outcome,
        reason=wrong_contract() if outcome is Outcome.REFUSE else None,
        explanation="The price differs." if outcome is Outcome.REFUSE else "",
        by=by,
        at=at,
    )


def wrong_contract() -> ReasonCode:
    return ReasonCode.objects.get(code="RF-05")
