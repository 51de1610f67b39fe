"""A real worker does its part while people look on: it scans, signs and sends."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import steps
from tests.browser.papers import paper, upload

# One broker serves all processes of a run; only one of them has a worker.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("worker"),
]


def test_a_worker_scans_what_is_uploaded(visit, worker, lin, yunfan):
    application = steps.start(by=lin, organisation=yunfan)
    exporter = visit(lin)
    exporter.open(reverse("application-documents", args=[application.reference]))

    upload(exporter, "N-CON", paper("N-CON"))

    exporter.wait_for(exporter.page.locator("#N-CON .lc-file").get_by_role("link"))


def test_a_worker_signs_the_certificate_and_tells_the_holder(
    visit, worker, recommended, lin, zhou
):
    head = visit(zhou)
    head.follow("Open next case")
    head.fill(outcome="GRANT")
    head.press("Decide")
    number = recommended.licence.number

    holder = visit(lin)
    holder.open(reverse("licence", args=[number]))
    holder.wait_for(holder.link("Certificate"))
    holder.open("/mailbox/")
    mails = holder.page.get_by_role("row", name=lin.email)
    holder.wait_for(mails.filter(has_text=number).first)
    expect(mails.filter(has_text=number)).to_have_count(1)
