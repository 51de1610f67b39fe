"""Operators see what waits or failed, and nothing of what the cases say."""

import pytest
from django.urls import reverse

from licensing.enums import CertificateState
from licensing.models import Certificate, Document, Notice
from licensing.operations import certificates
from tests.people import NOW

PAGES = [
    "certificate",
    "document",
    "notice",
    "licencetypeversion",
    "goodscode",
    "reasoncode",
    "codeentry",
]


def page(client, name, *args):
    return client.get(reverse(f"admin:licensing_{name}", args=args))


@pytest.fixture
def operator(client, ada):
    client.force_login(ada)
    return ada


@pytest.mark.parametrize("model", PAGES)
def test_an_administrator_reads_the_list_and_a_row(client, operator, licence, model):
    listed = page(client, f"{model}_changelist")
    row = listed.context["cl"].result_list[0]

    assert listed.status_code == 200
    assert page(client, f"{model}_change", row.pk).status_code == 200


@pytest.mark.parametrize("model", PAGES)
def test_nobody_adds_or_removes_a_row_here(client, operator, licence, model):
    row = page(client, f"{model}_changelist").context["cl"].result_list[0]

    assert page(client, f"{model}_add").status_code == 403
    assert page(client, f"{model}_delete", row.pk).status_code == 403


@pytest.mark.parametrize("model", PAGES)
def test_nobody_changes_a_row_here(client, operator, licence, model):
    row = page(client, f"{model}_changelist").context["cl"].result_list[0]
    address = reverse(f"admin:licensing_{model}_change", args=[row.pk])

    assert client.post(address, {"state": "MADE", "number": 9}).status_code == 403


@pytest.mark.parametrize("who", ["chen", "zhou", "lin", "olu"])
def test_others_do_not_get_in(client, licence, who, request):
    client.force_login(request.getfixturevalue(who))

    assert page(client, "certificate_changelist").status_code in {302, 403}


def test_files_are_shown_without_their_names(client, operator, submitted):
    document = Document.objects.first()

    listed = page(client, "document_changelist").content.decode()
    one = page(client, "document_change", document.pk).content.decode()

    assert "CLEAN" in one or "Scanned, clean" in one
    assert document.display_name not in listed
    # The page's own title is the file's name only to those who may know it.
    assert document.stored_name not in one


def test_a_failed_certificate_can_be_owed_again(client, operator, licence):
    Certificate.objects.filter(licence=licence).update(state=CertificateState.FAILED)
    owed = Certificate.objects.get(licence=licence)

    answer = client.post(
        reverse("admin:licensing_certificate_changelist"),
        {"action": "make_again", "_selected_action": [owed.pk]},
        follow=True,
    )

    owed.refresh_from_db()
    assert owed.state == CertificateState.WAITING
    assert "1 certificate is owed again." in answer.content.decode()


def test_what_did_not_fail_is_left_as_it_is(client, operator, licence):
    owed = Certificate.objects.get(licence=licence)

    answer = client.post(
        reverse("admin:licensing_certificate_changelist"),
        {"action": "make_again", "_selected_action": [owed.pk]},
        follow=True,
    )

    assert "0 certificates are owed again." in answer.content.decode()
    assert certificates.make_waiting(at=NOW, limit=0) == 0


def test_notices_are_found_by_licence_and_recipient(client, operator, licence, lin):
    address = reverse("admin:licensing_notice_changelist")

    by_number = client.get(address, {"q": licence.number})
    by_person = client.get(address, {"q": lin.email.upper()})

    assert by_number.context["cl"].result_count == 1
    assert by_person.context["cl"].result_count == Notice.objects.count()
