"""An exporter's way from the first page of an application to its receipt."""

import pytest
from playwright.sync_api import expect

from licensing.enums import State
from licensing.models import Application, VehicleImport
from licensing.queries import catalogue
from licensing.tasks import scan_waiting_documents
from tests import steps
from tests.browser.papers import list_of_cars, paper, upload
from tests.browser.working import work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
LINE = {
    "brand": "Hanjiang",
    "model": steps.LONG_RANGE.model,
    "hs_code": steps.LONG_RANGE.hs_code,
    "quantity": "3",
    "unit_price": "18,650.00",
    "currency": "USD",
}


def start(exporter, yunfan):
    exporter.follow("Start an application")
    exporter.fill(company=str(yunfan.pk), licence_type="EV-NEW")
    exporter.press("Start the application")
    return Application.objects.get()


def fill_contract(exporter, page, hanjiang):
    exporter.open(f"{page}contract/")
    exporter.fill(contract_number="合同")
    exporter.press("Save and continue")
    exporter.sees("There is a problem")
    exporter.sees("Choose the customs district.")
    exporter.fill(manufacturer=str(hanjiang.pk), **steps.ANSWERS)
    exporter.press("Save and continue")


def add_line(exporter, page):
    exporter.open(f"{page}goods/")
    exporter.follow("Add a line")
    exporter.fill(**LINE | {"quantity": "many"})
    exporter.press("Save the line")
    exporter.sees("Give a whole number of cars, for example 120.")
    exporter.fill(**LINE)
    exporter.press("Save the line")
    exporter.sees("HJ7 Long Range")


def list_cars(exporter, page, application):
    """Upload a list with two bad rows; mend them; agree to the good ones."""
    exporter.open(f"{page}vehicles/")
    bad = [steps.vin(3).replace("0", "O"), steps.vin(3)[:-1]]
    exporter.fill(file=list_of_cars(steps.vin(1), steps.vin(2), *bad))
    exporter.press("Check the list")
    for typed in bad:
        expect(exporter.page.get_by_role("table")).to_contain_text(typed)
    exporter.go_by(exporter.page.locator('a[href="?show=ready"]').click)
    application.refresh_from_db()
    assert application.vehicle_count == 0

    exporter.go_by(exporter.page.locator("form.lc-actions button").click)
    application.refresh_from_db()
    assert application.vehicle_count == 2
    exporter.follow("Fix these rows here")
    expect(exporter.field("pasted")).to_have_value(
        "\n".join(f"{typed}\t{steps.LONG_RANGE.model}" for typed in bad)
    )
    exporter.fill(pasted=f"{steps.vin(3)}\t{steps.LONG_RANGE.model}")
    exporter.press("Check the list")
    exporter.go_by(exporter.page.locator("form.lc-actions button").click)
    application.refresh_from_db()
    assert application.vehicle_count == 3
    assert VehicleImport.objects.count() == 2


def give_papers(exporter, page, application):
    exporter.open(f"{page}documents/")
    first, *others = [each.code for each in catalogue.requirements_of(application)]
    upload(exporter, first, paper(first, b"MZ\x90\x00 not a PDF"))
    exporter.sees("There is a problem")
    for code in (first, *others):
        upload(exporter, code, paper(code))
    assert len(others) == 4
    work(scan_waiting_documents)
    exporter.open(f"{page}documents/")
    expect(exporter.page.locator(".lc-file")).to_have_count(5)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_exporter_applies_leaves_comes_back_and_sends(
    visit, lin, yunfan, hanjiang, private_files, language
):
    exporter = visit(lin, language=language)
    application = start(exporter, yunfan)
    page = application.get_absolute_url()
    fill_contract(exporter, page, hanjiang)
    add_line(exporter, page)
    list_cars(exporter, page, application)
    give_papers(exporter, page, application)

    exporter.sign_out()
    exporter.sign_in(lin)
    exporter.go_by(exporter.page.get_by_role("link", name=str(application)).click)
    expect(exporter.page.locator("progress, [role=progressbar]")).to_have_count(1)
    exporter.open(f"{page}check/")
    exporter.sees("Siam Lotus Auto Co., Ltd.")
    exporter.follow("Continue to the declaration")
    exporter.press("Declare and submit")
    exporter.sees("Confirm the declaration, or go back and change the answers.")
    exporter.fill(agreed=True)
    exporter.press("Declare and submit")

    expect(exporter.page).to_have_url(f"{exporter.site}{page}receipt/")
    expect(exporter.page.locator("main .lc-big")).to_have_text(application.reference)
    exporter.follow("Follow the application")
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
