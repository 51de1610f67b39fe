import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.operations import invitations
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail
from tests.people import NOW

OPEN = "/accounts/invitations/open/"
PASSWORD = "rain on the copper roof"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def invitation(ada):
    return invitations.invite(
        email="noor@authority.example",
        name="Noor Haddad",
        role="HANDLER",
        language="en",
        by=ada,
        at=NOW,
    )


def link():
    mail = OutboundEmail.objects.filter(name="invitation").latest("pk")
    return re.search(r"http://localhost:8000(/accounts/invitations/\S+)", mail.text)[1]


def accept(browser, password=PASSWORD, again=None):
    return browser.post(OPEN, {"password1": password, "password2": again or password})


def test_whoever_is_invited_sets_a_password_and_is_in(client, invitation):
    answer = client.get(link(), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(OPEN, 302)]
    assert "Noor Haddad" in page
    assert "noor@authority.example" in page
    assert "First-level officer" in page

    answer = accept(client)

    noor = User.objects.get(email="noor@authority.example")
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert client.get("/accounts/").context["user"] == noor
    assert [event.verb for event in events_about(noor)] == [
        "account.signed_in",
        "account.created",
    ]


def test_the_token_stands_neither_in_the_page_nor_in_what_it_links_to(
    client, invitation
):
    token = link().split("/")[-2]

    answer = client.get(link(), follow=True)

    assert token not in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_link_scanner_does_not_use_the_invitation_up(client, invitation):
    for _ in range(3):
        Client().get(link(), follow=True)
        Client().head(link())

    client.get(link())
    assert accept(client).status_code == 302


@pytest.mark.parametrize("case", ["unknown", "used", "withdrawn", "expired", "none"])
def test_whatever_is_wrong_the_answer_is_the_same_page(case, client, invitation, ada):
    address = link()
    if case == "unknown":
        address = "/accounts/invitations/nonsense/"
    elif case == "used":
        other = Client()
        other.get(address)
        accept(other)
    elif case == "withdrawn":
        invitations.withdraw(invitation=invitation, by=ada, at=NOW)
    elif case == "none":
        address = OPEN
    later = "2026-03-20T00:00:00Z" if case == "expired" else NOW
    with time_machine.travel(later, tick=False):
        answer = client.get(address, follow=True)
        posted = accept(client)

    for page in (answer, posted):
        assert page.status_code == 410
        assert "This invitation cannot be used" in page.content.decode()
    assert answer.request["PATH_INFO"] == OPEN


def test_an_invitation_used_meanwhile_is_refused_at_the_last_moment(
    client, invitation, monkeypatch
):
    client.get(link())
    accept_now = invitations.accept

    def twice(**how):
        accept_now(**how)
        return accept_now(**how)

    monkeypatch.setattr(invitations, "accept", twice)
    assert accept(client).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", None, "at least 12 characters"),
        ("noor haddad!", None, "too similar"),
        (PASSWORD, "another one entirely", "The two passwords are not the same."),
        ("", None, "This field is required."),
    ],
)
def test_a_bad_password_gets_a_sentence_and_leaves_the_invitation_open(
    password, again, sentence, client, invitation
):
    client.get(link())

    answer = accept(client, password, again)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert accept(client).status_code == 302


def test_whoever_sat_here_before_is_signed_out(client, invitation, ada):
    client.force_login(ada)
    client.get(link())

    accept(client)

    assert client.get("/accounts/").context["user"].name == "Noor Haddad"
    assert events_about(ada).first().verb == "account.signed_out"


def test_the_token_leaves_the_session_and_the_key_changes(client, invitation):
    client.get(link())
    before = client.cookies["licet_session"].value

    accept(client)

    assert client.cookies["licet_session"].value != before
    assert "invitation_token" not in client.session
    assert client.get(OPEN).status_code == 410


def test_an_invitation_needs_its_csrf_token(strict, invitation):
    strict.get(link())

    assert accept(strict).status_code == 403
    assert not User.objects.filter(email="noor@authority.example").exists()
