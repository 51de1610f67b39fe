"""From the first page to the receipt, as an exporter does it, and back for a correction."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from licensing.enums import State
from licensing.models import Application, Submission, VehicleImport
from licensing.operations import documents
from licensing.queries import catalogue
from tests import steps
from tests.people import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten_in_the_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_exporter_walks_from_the_list_to_the_receipt(
    client, lin, yunfan, hanjiang, private_files
):
    client.force_login(lin)
    assert client.get(reverse("application-list")).status_code == 200
    assert client.get(reverse("application-new")).status_code == 200

    started = client.post(
        reverse("application-new"),
        {"company": str(yunfan.pk), "licence_type": "EV-NEW"},
    )
    application = Application.objects.get()
    where = [application.reference]
    assert started["Location"] == reverse("application", args=where)
    assert client.get(started["Location"]).status_code == 200

    contract = reverse("application-contract", args=where)
    assert client.get(contract).status_code == 200
    saved = client.post(
        contract, steps.ANSWERS | {"manufacturer": str(hanjiang.pk), "revision": "0"}
    )
    assert saved["Location"] == reverse("application", args=where)

    goods = reverse("application-goods", args=where)
    assert client.get(goods).status_code == 200
    add = reverse("application-line-add", args=where)
    assert client.get(add).status_code == 200
    added = client.post(
        add,
        {
            "brand": "Hanjiang",
            "model": "HJ7 Long Range",
            "hs_code": "8703801090",
            "quantity": "2",
            "unit_price": "18,650.00",
            "currency": "USD",
        },
    )
    assert added["Location"] == goods
    assert client.get(goods).status_code == 200

    vehicles = reverse("application-vehicles", args=where)
    assert client.get(vehicles).status_code == 200
    file = SimpleUploadedFile(
        "cars.csv", f"VIN\n{steps.vin(1)}\n{steps.vin(2)}\nNOT-A-VIN\n".encode()
    )
    read = client.post(vehicles, {"file": file})
    upload = VehicleImport.objects.get()
    preview = reverse("application-vehicle-import", args=[*where, upload.pk])
    assert read["Location"] == preview
    assert client.get(preview).status_code == 200
    assert client.post(preview)["Location"] == vehicles
    assert client.get(vehicles).status_code == 200

    page = reverse("application-documents", args=where)
    for requirement in catalogue.requirements_of(application):
        given = client.post(
            page,
            {
                "requirement": requirement.code,
                "chosen": SimpleUploadedFile("a.pdf", steps.pdf(requirement.code)),
            },
        )
        assert given.status_code == 302, given.content.decode()
    documents.scan_waiting(at=NOW)
    assert client.get(page).status_code == 200

    assert client.get(started["Location"]).status_code == 200
    check = client.get(reverse("application-check", args=where))
    assert check.status_code == 200
    submit = reverse("application-submit", args=where)
    assert client.get(submit).status_code == 200
    sent = client.post(submit, {"agreed": "on", "language": "en"})
    receipt = reverse("application-receipt", args=where)
    assert sent.status_code == 302, sent.content.decode()
    assert sent["Location"] == receipt
    assert client.get(receipt).status_code == 200
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert Submission.objects.get().declaration == (
        application.type_version.declaration_en
    )
