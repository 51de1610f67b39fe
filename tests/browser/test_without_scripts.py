"""Nothing needs a script: the whole way in a browser that runs none."""

import pytest
from playwright.sync_api import expect

from licensing.enums import State
from licensing.models import Application
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


@pytest.fixture
def exporter(visit, lin):
    return visit(lin, scripts=False)


def test_an_exporter_applies_and_two_officers_decide(
    visit, exporter, yunfan, hanjiang, chen, zhou, private_files
):
    exporter.speak("zh-hans")
    exporter.follow("Start an application")
    exporter.fill(company=str(yunfan.pk), licence_type="EV-NEW")
    exporter.press("Start the application")
    application = Application.objects.get()
    exporter.follow("Contract and route")
    exporter.fill(manufacturer=str(hanjiang.pk), **steps.ANSWERS)
    exporter.press("Save and continue")
    exporter.follow("Goods and price")
    exporter.follow("Add a line")
    exporter.fill(
        brand="Hanjiang",
        model=steps.LONG_RANGE.model,
        hs_code=steps.LONG_RANGE.hs_code,
        quantity="2",
        unit_price="18650",
        currency="USD",
    )
    exporter.press("Save the line")
    exporter.follow("Continue")
    exporter.follow("Vehicles")
    exporter.fill(file=list_of_cars(steps.vin(1), steps.vin(2)))
    exporter.press("Check the list")
    exporter.go_by(exporter.page.locator("form.lc-actions button").click)
    exporter.follow("Continue")
    exporter.follow("Documents")
    for requirement in catalogue.requirements_of(application):
        upload(exporter, requirement.code, paper(requirement.code))
    work(scan_waiting_documents)
    exporter.follow("Continue")
    exporter.go_by(exporter.page.locator('main a[href$="/check/"]').first.click)
    exporter.follow("Continue to the declaration")
    exporter.fill(agreed=True)
    exporter.press("Declare and submit")
    expect(exporter.page.locator("main .lc-big")).to_have_text(application.reference)

    officer = visit(chen, scripts=False)
    officer.press("Claim next case")
    officer.fill(outcome="GRANT", note="All facts agree.")
    officer.press("Send to second review")
    head = visit(zhou, scripts=False)
    head.follow("Open next case")
    head.fill(outcome="GRANT")
    head.press("Decide")

    application.refresh_from_db()
    assert application.state == State.GRANTED
