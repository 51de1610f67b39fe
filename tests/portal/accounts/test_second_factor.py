import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.test import Client

from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail
from tests.people import PASSWORD
from tests.portal.accounts.devices import ACTIVATE, code_of, enrol, sign_in

INDEX = "/accounts/second-factor/"
CODE = "/accounts/second-factor/authenticate/"
CODES = "/accounts/second-factor/recovery-codes/"
HOME = "/"


# What follows a commit is part of it: enrolment counts as the first use.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-02T02:00:00Z", tick=False) as clock:
        yield clock


def shown(answer):
    return answer.content.decode()


def test_an_officer_enrols_an_app_and_gets_in(client, chen, demanding):
    sign_in(client, chen)
    kept_out = client.get("/accounts/sessions/", follow=True)
    assert kept_out.redirect_chain == [(INDEX, 302)]
    assert "Add a second factor to your account to go on." in shown(kept_out)

    enrol(client, chen)

    assert client.get("/accounts/sessions/").status_code == 200
    assert [event.verb for event in events_about(chen)] == [
        "account.second_factor_added",
        "account.second_factor_added",
        "account.signed_in",
        "account.created",
    ]
    notice = OutboundEmail.objects.get()
    assert notice.subject == "An authenticator app was added to your account."


def test_the_next_time_the_code_is_asked(client, chen, demanding, clock):
    secret = enrol(client, chen)
    later = Client()
    clock.shift(3600)

    assert sign_in(later, chen).url == CODE
    assert later.get("/accounts/").status_code == 302
    page = shown(later.get(CODE))
    assert "Six digits from your authenticator app" in page
    answer = later.post(CODE, {"code": code_of(secret)})

    assert answer.url == HOME
    assert later.get("/accounts/sessions/").status_code == 200
    event = events_about(chen).first()
    assert (event.verb, event.facts["second_factor"]) == ("account.signed_in", True)


@pytest.mark.parametrize("code", ["000000", "", "x" * 3000, "12345\x00", "ⅷⅷⅷⅷⅷⅷ"])
def test_a_wrong_code_lets_nobody_in(code, client, chen, demanding, clock):
    enrol(client, chen)
    thief = Client()
    sign_in(thief, chen)

    answer = thief.post(CODE, {"code": code})

    assert answer.status_code == 200
    assert "There is a problem" in shown(answer)
    assert thief.get("/accounts/").status_code == 302


def test_a_wrong_code_leaves_a_trace(client, chen, demanding):
    enrol(client, chen)
    thief = Client()
    sign_in(thief, chen)

    thief.post(CODE, {"code": "000000"})

    event = events_about(chen).first()
    assert (event.verb, event.actor_name, event.facts) == (
        "account.second_factor_failed",
        "",
        {"kind": "totp"},
    )


def test_a_code_works_once(client, chen, demanding, clock):
    secret = enrol(client, chen)
    clock.shift(60)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, chen)
    code = code_of(secret)

    assert first.post(CODE, {"code": code}).url == HOME
    answer = second.post(CODE, {"code": code})

    assert "This code is wrong or has been used already." in shown(answer)


def test_codes_cannot_be_guessed_one_after_another(client, chen, demanding, clock):
    secret = enrol(client, chen)
    clock.shift(60)
    thief = Client()
    sign_in(thief, chen)
    for _ in range(5):
        thief.post(CODE, {"code": "000000"})

    answer = thief.post(CODE, {"code": code_of(secret)})

    assert "There were too many attempts." in shown(answer)


def test_a_recovery_code_stands_in_once(client, chen, demanding, clock):
    enrol(client, chen)
    page = shown(client.get(CODES))
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    assert "10 of 10 codes are left." in page
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, chen)

    assert first.post(CODE, {"code": codes[0]}).url == HOME
    assert second.post(CODE, {"code": codes[0]}).status_code == 200
    assert "9 of 10 codes are left." in shown(client.get(CODES))


def test_codes_are_downloaded_and_renewed_after_asking_who_it_is(
    client, chen, demanding, clock
):
    enrol(client, chen)
    old = client.get(f"{CODES}download/").content.decode().split()
    assert "The 10 codes that are left will no longer work." in shown(
        client.get(f"{CODES}generate/")
    )

    answer = client.post(f"{CODES}generate/", follow=True)

    assert "You have new recovery codes." in shown(answer)
    assert old[0] not in shown(answer)
    assert events_about(chen).first().verb == "account.second_factor_renewed"
    assert "New recovery codes" in OutboundEmail.objects.latest("pk").subject
    clock.shift(600)
    assert client.get(CODES).url.startswith("/accounts/reauthenticate/")


def test_recovery_codes_need_a_device_first(client, chen):
    sign_in(client, chen)
    client.post(client.get(f"{CODES}generate/").url, {"password": PASSWORD})

    answer = client.post(f"{CODES}generate/")

    assert "Recovery codes need an authenticator app or a passkey first." in shown(
        answer
    )
    assert client.get(CODES).status_code == 404


def test_used_up_codes_are_said_so(client, chen, demanding):
    enrol(client, chen)
    kept = Authenticator.objects.get(type="recovery_codes")
    kept.data["used_mask"] = 2**10 - 1
    kept.save()

    page = shown(client.get(CODES))

    assert "0 of 10 codes are left." in page
    assert "Download" not in page


def test_secrets_are_unreadable_in_the_database(client, chen, demanding):
    secret = enrol(client, chen)

    kept = str(list(Authenticator.objects.values("data")))

    assert secret not in kept
    assert {"'secret'", "'seed'"} <= set(re.findall(r"'\w+'", kept))


def test_enrolling_asks_again_who_it_is(client, chen, demanding):
    sign_in(client, chen)

    answer = client.get(ACTIVATE)

    assert (
        answer.url
        == "/accounts/reauthenticate/?next=%2Faccounts%2Fsecond-factor%2Ftotp%2Factivate%2F"
    )
    wrong = client.post(answer.url, {"password": "not mine at all"})
    assert "The password is wrong." in shown(wrong)
    assert client.get(ACTIVATE).status_code == 302


def test_a_wrong_code_adds_no_app(client, chen, demanding):
    sign_in(client, chen)
    client.post(client.get(ACTIVATE).url, {"password": PASSWORD})
    client.get(ACTIVATE)

    answer = client.post(ACTIVATE, {"code": "000000"})

    assert "This code is wrong or has been used already." in shown(answer)
    assert Authenticator.objects.count() == 0


def test_the_overview_says_what_is_on(client, chen, demanding):
    enrol(client, chen)

    page = shown(client.get(INDEX))

    assert "Remove the app" in page
    assert "See the codes" in page
    assert "On" in shown(client.get("/accounts/"))


def test_a_code_confirms_who_it_is_too(client, chen, demanding, clock):
    secret = enrol(client, chen)
    clock.shift(600)
    asked = client.get(CODES)
    page = shown(client.get(asked.url))
    assert "Use a code from your app or a recovery code" in page
    other = "/accounts/second-factor/reauthenticate/?next=" + CODES

    assert "Use your password" in shown(client.get(other))
    answer = client.post(other, {"code": code_of(secret)})

    assert answer.url == CODES
    assert client.get(CODES).status_code == 200


def test_cancelling_at_the_code_leads_back_to_sign_in(client, chen, demanding, clock):
    enrol(client, chen)
    later = Client()
    sign_in(later, chen)

    answer = later.post("/accounts/logout/", {"next": "/accounts/login/"})

    assert answer.url == "/accounts/login/"
    assert later.get(CODE).url == "/accounts/login/"
    assert list(get_messages(answer.wsgi_request)) == []


def test_a_changed_secret_key_still_opens_old_secrets(
    client, chen, demanding, settings, clock
):
    secret = enrol(client, chen)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-for-everyone-1"
    clock.shift(60)
    later = Client()
    sign_in(later, chen)

    assert later.post(CODE, {"code": code_of(secret)}).url == HOME
