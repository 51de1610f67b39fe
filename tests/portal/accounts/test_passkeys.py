import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.people import PASSWORD
from tests.portal.accounts.devices import sign_in

LIST = "/accounts/second-factor/webauthn/"
ADD = f"{LIST}add/"
LOGIN = f"{LIST}login/"
CODE = "/accounts/second-factor/authenticate/"

MALFORMED = [
    "",
    "x",
    "null",
    "[]",
    "[1]",
    '"text"',
    "7",
    "{}",
    '{"id": 1}',
    '{"id": "AA", "rawId": "AA", "type": "public-key"}',
    '{"response": "text"}',
    '{"response": []}',
    '{"response": {"userHandle": 5}}',
    '{"response": {"userHandle": "////"}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA"}}',
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "attestationObject": "oA",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "MQ",
            },
        }
    ),
    "[" * 2000,
    '{"id": "\\u0000"}',
]


@pytest.fixture
def key(mei):
    return Authenticator.objects.create(
        user=mei, type="webauthn", data={"name": "Laptop", "credential": {}}
    )


@pytest.fixture
def confirmed(client, mei, key, monkeypatch):
    """Mei, signed in, having just confirmed her password."""
    monkeypatch.setattr(webauthn, "get_credentials", lambda _user: [])
    client.force_login(mei)
    client.post(client.get(f"{LIST}keys/{key.pk}/edit/").url, {"password": PASSWORD})
    return client


def shown(answer):
    return answer.content.decode()


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_malformed_credential_signs_nobody_in(credential, client, mei):
    client.get(LOGIN, headers={"accept": "application/json"})

    answer = client.post(LOGIN, {"credential": credential}, follow=True)

    assert answer.redirect_chain == [("/accounts/login/", 302)]
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_malformed_credential_is_not_added(credential, confirmed, mei):
    confirmed.get(ADD)

    answer = confirmed.post(ADD, {"name": "Laptop", "credential": credential})

    assert answer.status_code == 200
    assert "There is a problem" in shown(answer)
    assert Authenticator.objects.filter(type="webauthn").count() == 1


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_malformed_credential_is_no_second_factor(
    credential, client, mei, key, monkeypatch
):
    monkeypatch.setattr(webauthn, "get_credentials", lambda _user: [])
    sign_in(client, mei)
    client.get(CODE)

    answer = client.post(CODE, {"credential": credential})

    assert answer.status_code == 200
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_malformed_credential_confirms_nothing(credential, confirmed):
    page = f"{LIST}reauthenticate/"
    assert "Use a passkey" in shown(confirmed.get(page))

    answer = confirmed.post(page, {"credential": credential})

    assert answer.url == "/accounts/login/"


def test_passkeys_are_listed_renamed_and_removed(confirmed, mei, key):
    assert "Laptop" in shown(confirmed.get(LIST))
    page = f"{LIST}keys/{key.pk}/"

    assert "Laptop" in shown(confirmed.get(f"{page}edit/"))
    confirmed.post(f"{page}edit/", {"name": "Old laptop"})
    assert "Remove “Old laptop”?" in shown(confirmed.get(f"{page}remove/"))
    answer = confirmed.post(f"{page}remove/", follow=True)

    assert "The passkey was removed." in shown(answer)
    assert "No passkeys yet" in shown(answer)
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("name", ["", "x" * 61, "\x00"])
def test_a_passkey_needs_a_short_name(name, confirmed, key):
    answer = confirmed.post(f"{LIST}keys/{key.pk}/edit/", {"name": name})

    assert "There is a problem" in shown(answer)
    key.refresh_from_db()
    assert key.data["name"] == "Laptop"


def test_the_passkey_of_another_does_not_exist(confirmed, chen):
    theirs = Authenticator.objects.create(
        user=chen, type="webauthn", data={"name": "Theirs", "credential": {}}
    )

    for page in ("edit", "remove"):
        address = f"{LIST}keys/{theirs.pk}/{page}/"
        assert confirmed.get(address).status_code == 404
        assert confirmed.post(address).status_code == 404


def test_the_last_passkey_stays_with_who_needs_one(confirmed, mei, key, demanding):
    mei.name = "Lin Xiao"
    mei.save(update_fields=["name"])
    session = confirmed.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        {**records[0], "method": "mfa"},
        *records,
    ]
    session.save()

    answer = confirmed.post(f"{LIST}keys/{key.pk}/remove/")

    assert "Your account needs a second factor." in shown(answer)
    assert Authenticator.objects.count() == 1


def test_a_used_passkey_says_when(confirmed, key, now):
    assert "Never" in shown(confirmed.get(LIST))
    key.last_used_at = now
    key.save()

    assert "2 Mar 2026" in shown(confirmed.get(LIST))


def test_the_overview_links_to_the_passkeys(confirmed):
    assert f'href="{LIST}"' in shown(confirmed.get("/accounts/second-factor/"))


def test_new_passkeys_are_numbered(confirmed):
    assert 'value="Passkey 2"' in shown(confirmed.get(ADD))


def test_opening_the_passkey_address_by_hand_leads_to_sign_in(db):
    assert Client().get(LOGIN).url == "/accounts/login/"


def test_who_is_asked_for_the_password_may_use_a_passkey_instead(client, mei, key):
    client.force_login(mei)

    page = shown(client.get("/accounts/reauthenticate/"))

    assert "Other ways" in page
    assert "Use a passkey" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The passkey was added."), ("zh-hans", "已添加通行密钥。")],
)
def test_a_new_passkey_is_told_in_the_readers_language(language, words):
    with translation.override(language):
        assert render_to_string("mfa/messages/webauthn_added.txt").strip() == words
