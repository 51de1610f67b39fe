"""Whose pages these are: the exporter's people; for others they do not exist."""

import pytest
from django.urls import reverse

from exporters.models import Membership
from licensing.models import VehicleImport
from licensing.queries import applications
from tests import steps
from tests.licensing.views.applicant.reading import address, said

READ = ["", "-check", "-submit", "-withdraw"]
SECTIONS = [
    "-contract",
    "-goods",
    "-line-add",
    "-vehicles",
    "-vehicle-clear",
    "-vehicle-template",
    "-documents",
]
SENT = ["-receipt", "-correction"]
POST_ONLY = ["-vehicle-remove"]


def every_address(application, lin):
    """Return the address of each page of a draft."""
    upload = steps.read_vehicles(application, by=lin, rows=[(2, "BAD", "")])
    document = application.documents.first()
    return [
        *(address(name, application) for name in READ + SECTIONS + SENT + POST_ONLY),
        address("-line-edit", application, 1),
        address("-line-remove", application, 1),
        address("-vehicle-import", application, upload.pk),
        address("-vehicle-problems", application, upload.pk),
        address("-document", application, document.pk),
        address("-document-remove", application, document.pk),
    ]


@pytest.mark.parametrize("name", ["ravi", "song", "chen", "zhou", "ada", "olu"])
def test_for_strangers_and_officers_the_pages_of_a_draft_do_not_exist(
    client, draft, lin, request, name
):
    client.force_login(request.getfixturevalue(name))

    for url in every_address(draft, lin):
        assert client.get(url).status_code in {404, 405}, url
        assert client.post(url).status_code in {404, 405}, url


@pytest.mark.parametrize("name", ["ravi", "chen", "zhou", "olu"])
def test_the_exporters_pages_of_a_sent_case_exist_for_nobody_else(
    client, submitted, request, name
):
    client.force_login(request.getfixturevalue(name))

    for page in READ + SECTIONS + SENT:
        assert client.get(address(page, submitted)).status_code == 404, page


def test_who_is_signed_out_signs_in_and_comes_back(client, draft, lin):
    for url in every_address(draft, lin):
        answer = client.get(url)
        assert answer.status_code == 302
        assert answer["Location"] == f"{reverse('account_login')}?next={url}"


def test_what_is_sent_after_the_session_ended_leads_back_to_the_page(client, draft):
    url = address("-contract", draft)

    answer = client.post(url, steps.ANSWERS)

    assert answer["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_draft_survives_signing_out(client, draft, lin):
    client.force_login(lin)
    client.logout()
    client.force_login(lin)

    assert client.get(address("", draft)).status_code == 200


def test_a_reference_that_does_not_exist_is_not_found(as_lin, draft):
    assert as_lin.get("/applications/EV-2026-999999-A/").status_code == 404


@pytest.mark.parametrize("page", SECTIONS)
def test_a_preparer_opens_every_section(as_wei, draft, page):
    assert as_wei.get(address(page, draft)).status_code == 200


@pytest.mark.parametrize("page", SECTIONS)
def test_no_section_of_what_was_sent_opens(as_lin, submitted, page):
    answer = as_lin.get(address(page, submitted))

    assert answer["Location"] == address("", submitted)
    assert "cannot be changed as the application stands" in said(answer)[0]


def test_a_correction_opens_only_what_it_asks_for(as_lin, returned):
    assert as_lin.get(address("-contract", returned)).status_code == 200
    assert as_lin.get(address("-goods", returned)).status_code == 302


def test_a_section_locked_while_it_was_open_is_not_changed(
    as_lin, draft, lin, monkeypatch
):
    """Somebody submits between the look at the state and the lock."""
    lock = applications.lock

    def submit_first(application):
        monkeypatch.setattr(applications, "lock", lock)
        steps.submit(application, by=lin)
        return lock(application)

    monkeypatch.setattr(applications, "lock", submit_first)
    answer = as_lin.post(address("-vehicle-clear", draft))

    assert answer["Location"] == address("", draft)
    assert draft.vehicles.count() == 3


def test_who_left_the_company_while_a_page_was_open_finds_nothing(
    as_lin, draft, monkeypatch
):
    lock = applications.lock

    def leave_first(application):
        Membership.objects.all().delete()
        return lock(application)

    monkeypatch.setattr(applications, "lock", leave_first)

    assert as_lin.post(address("-vehicle-clear", draft)).status_code == 404
    assert draft.vehicles.count() == 3


def test_a_list_of_another_application_is_not_found(as_lin, draft, lin, yunfan):
    other = steps.draft(by=lin, organisation=yunfan, serials=(7, 8, 9))
    upload = VehicleImport.objects.filter(application=other).get()

    for page in ["-vehicle-import", "-vehicle-problems"]:
        assert as_lin.get(address(page, draft, upload.pk)).status_code == 404


def test_a_document_of_another_application_is_not_found(as_lin, draft, lin, yunfan):
    other = steps.draft(by=lin, organisation=yunfan, serials=(7, 8, 9))
    document = other.documents.first()

    for page in ["-document", "-document-remove"]:
        assert as_lin.post(address(page, draft, document.pk)).status_code in {404, 405}
    assert as_lin.get(address("-document", draft, document.pk)).status_code == 404
    document.refresh_from_db()
    assert document.removed_at is None
