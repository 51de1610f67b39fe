"""Private by default; and what is not yours does not exist."""

import pytest
from django.urls import reverse

from licensing.models import VehicleImport
from portal.accounts.roles import Role
from tests.architecture.addresses import patterns
from tests.people import person

# Everything else asks who you are.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "health-live",
    "health-ready",
    "help",
    "home",
    "invitation-accept",
    "mailbox",
    "mailbox-message",
    "mailbox-message-html",
    "set-language",
    "set-theme",
    "styleguide",
    "verify",
    "verify-keys",
    "verify-licence",
}


# Steps of signing in itself; allauth guards each by the stage it belongs to.
OF_ALLAUTH = {
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


def test_pages_are_private_unless_listed():
    open_to_all = {
        name
        for name, _route, pattern in patterns()
        if not getattr(pattern.callback, "login_required", True)
    }

    assert open_to_all - PUBLIC - OF_ALLAUTH == set()


@pytest.fixture
def case(returned):
    """A case with a line, cars, an uploaded list, documents and an open correction."""
    return returned


@pytest.fixture
def customs(db):
    return person("yan@customs.example", "Yan Guodong", Role.CUSTOMS)


def addresses_of(case):
    """Yield every address about one case or licence, with arguments of that case."""
    values = {
        "reference": case.reference,
        "pk": case.documents.first().pk,
        "document": case.documents.first().pk,
        "document_id": case.documents.first().pk,
        "line": case.lines.first().pk,
        "line_id": case.lines.first().pk,
        "position": case.lines.first().position,
        "upload": VehicleImport.objects.get(application=case).pk,
        "import_id": VehicleImport.objects.get(application=case).pk,
        "code": "N-CON",
    }
    for name, _route, pattern in patterns():
        names = set(pattern.pattern.converters)
        if "reference" in names:
            yield name, reverse(name, kwargs={key: values[key] for key in names})


def test_a_strangers_case_is_not_there_whatever_the_address(client, case, ravi):
    client.force_login(ravi)

    answers = {
        (name, method): getattr(client, method)(address).status_code
        for name, address in addresses_of(case)
        for method in ("get", "post")
    }

    assert {key: code for key, code in answers.items() if code not in {404, 405}} == {}
    assert len(answers) > 20


@pytest.mark.parametrize("who", ["ada", "customs"])
def test_a_case_is_not_there_for_who_has_no_business_in_cases(
    client, case, who, request
):
    client.force_login(request.getfixturevalue(who))

    answers = {
        (name, method): getattr(client, method)(address).status_code
        for name, address in addresses_of(case)
        for method in ("get", "post")
    }

    assert {key: code for key, code in answers.items() if code not in {404, 405}} == {}


def test_without_signing_in_every_address_of_a_case_asks_who_you_are(client, case):
    answers = {
        name: client.get(address)["Location"].split("?")[0]
        for name, address in addresses_of(case)
    }

    assert set(answers.values()) == {"/accounts/login/"}
