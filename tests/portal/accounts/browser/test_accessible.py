import re

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from portal.accounts.operations import invitations, passwords
from portal.outbox.models import OutboundEmail
from tests.browsing import barriers_on
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FACTOR = "/accounts/second-factor/"
PUBLIC = {
    "sign-in": "/accounts/login/",
    "forgotten": "/accounts/password/reset/",
    "mailed": "/accounts/password/reset/done/",
    "bad-link": "/accounts/password/reset/key/1-nonsense/",
    "reset": "/accounts/password/reset/key/done/",
    "closed": "/accounts/inactive/",
    "no-invitation": "/accounts/invitations/open/",
}
PRIVATE = {
    "profile": "/accounts/",
    "sessions": "/accounts/sessions/",
    "sign-out": "/accounts/logout/",
    "password": "/accounts/password/change/",
    "confirm": "/accounts/reauthenticate/",
    "factor": FACTOR,
    "app": f"{FACTOR}totp/activate/",
    "passkeys": f"{FACTOR}webauthn/",
    "passkey": f"{FACTOR}webauthn/add/",
    "rename": f"{FACTOR}webauthn/keys/1/edit/",
    "remove": f"{FACTOR}webauthn/keys/1/remove/",
    "codes": f"{FACTOR}recovery-codes/",
    "new-codes": f"{FACTOR}recovery-codes/generate/",
}


def scrolls_sideways(page):
    page.set_viewport_size({"width": 320, "height": 700})
    return page.evaluate("document.documentElement.scrollWidth") > 320


@pytest.fixture
def inside(page, kim, client, address, settings, monkeypatch):
    """The browser of Kim, who signed in a moment ago and has recovery codes."""
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: []
    )
    Authenticator.objects.create(
        pk=1, user=kim, type="webauthn", data={"name": "Laptop", "credential": {}}
    )
    Authenticator.objects.create(
        pk=2, user=kim, type="recovery_codes", data={"seed": "x", "used_mask": 0}
    )
    monkeypatch.setattr("portal.accounts.secrecy.reveal", lambda hidden: hidden)
    client.force_login(kim)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page.context.add_cookies(
        [
            {
                "name": "licet_session",
                "value": client.cookies["licet_session"].value,
                "url": address,
            }
        ]
    )
    return page


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_pages_for_everyone_have_no_barrier(name, page, address, complaints, db):
    page.goto(address + PUBLIC[name])

    assert barriers_on(page) == []
    assert not scrolls_sideways(page)
    assert [text for text in complaints if "410" not in text] == []


@pytest.mark.parametrize("name", sorted(PRIVATE))
def test_pages_of_an_account_have_no_barrier(name, inside, address, complaints):
    inside.goto(address + PRIVATE[name])

    assert inside.url == address + PRIVATE[name]
    assert barriers_on(inside) == []
    assert not scrolls_sideways(inside)
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_refused_sign_in_has_no_barrier_and_takes_the_focus(
    theme, page, address, complaints, db
):
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail address").fill("nobody@exporter.example")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_text("The e-mail address or the password is wrong.").first.wait_for()

    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.innerText").startswith(
        "There is a problem"
    )
    assert barriers_on(page) == []
    assert complaints == []


def test_an_invitation_and_a_reset_have_no_barrier(page, address, ada, mei):
    invitations.invite(
        email="noor@authority.example",
        name="Noor Haddad",
        role="HANDLER",
        language="en",
        by=ada,
        at=timezone.now(),
    )
    passwords.send_reset_link(email=mei.email, language="en", at=timezone.now())
    for mail in OutboundEmail.objects.all():
        path = re.search(r"http://localhost:8000(\S+)", mail.text)[1]
        page.goto(address + path)
        assert page.get_by_role("button").last.is_visible()
        assert barriers_on(page) == []
        assert not scrolls_sideways(page)


def test_an_app_is_asked_for_its_code_without_barrier(page, address, kim):
    Authenticator.objects.create(user=kim, type="totp", data={"secret": "x"})
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail address").fill(kim.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("heading", name="Second factor", level=1).wait_for()

    assert barriers_on(page) == []
    assert not scrolls_sideways(page)
