import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.test import Client

from portal.accounts import second_factor
from portal.accounts.middleware import OPEN_BEFORE_ENROLMENT
from portal.accounts.roles import STAFF_ROLES, Role
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


def test_everybody_at_the_authority_needs_one(demanding, db, chen, ada, olu, mei):
    assert set(Role) - {Role.EXPORTER} == STAFF_ROLES
    assert [second_factor.is_needed_by(person) for person in (chen, ada, olu, mei)] == [
        True,
        True,
        True,
        False,
    ]


def test_whoever_may_sign_for_a_company_needs_one(demanding, mei):
    mei.name = "Lin Xiao"

    assert second_factor.is_needed_by(mei)


def test_owners_need_one_and_preparers_do_not(settings, lin, wei):
    settings.SECOND_FACTOR_REQUIRED = True

    assert second_factor.is_needed_by(lin)
    assert not second_factor.is_needed_by(wei)


def test_one_machine_mode_asks_nobody(client, chen):
    client.force_login(chen)

    assert not second_factor.is_needed_by(chen)
    assert client.get("/accounts/sessions/").status_code == 200


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


def test_a_session_without_the_second_factor_is_ended(client, chen, demanding):
    """It began before the device was added elsewhere."""
    early = Client()
    sign_in(early, chen)
    enrol(client, chen)

    answer = early.get("/accounts/sessions/?x=1")

    assert answer.url == "/accounts/login/?next=/accounts/sessions/%3Fx%3D1"
    assert early.get(INDEX).url == f"/accounts/login/?next={INDEX}"
    assert client.get("/accounts/sessions/").status_code == 200


def test_the_record_of_another_person_does_not_count(client, chen, zhao, demanding):
    enrol(client, chen)
    session = client.session
    session["_auth_user_id"] = str(zhao.pk)
    session["_auth_user_hash"] = zhao.get_session_auth_hash()
    session.save()

    answer = client.get("/accounts/sessions/")

    assert answer.url == INDEX


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/accounts/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/accounts/second-factor/webauthn/",
        "/admin/",
        "/admin/accounts/user/",
        "/admin/login/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_device_every_door_is_closed(page, method, client, ada, demanding):
    sign_in(client, ada)

    answer = getattr(client, method)(page)

    assert (answer.status_code, answer.url) == (302, INDEX)


def test_what_stays_open_is_a_short_list(client, ada, demanding):
    assert {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set-language",
        "set-theme",
        "help",
        "health-live",
        "health-ready",
    } == OPEN_BEFORE_ENROLMENT
    sign_in(client, ada)
    assert client.get(INDEX).status_code == 200
    assert client.post("/language/", {"language": "en"}).url == HOME
    assert client.get("/accounts/nowhere/").status_code == 404
    client.post("/accounts/logout/")
    assert client.get(INDEX).url == f"/accounts/login/?next={INDEX}"


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


def test_the_last_device_cannot_be_removed_by_who_needs_one(client, chen, demanding):
    enrol(client, chen)
    page = "/accounts/second-factor/totp/deactivate/"

    assert "Your account needs a second factor." in shown(client.get(page))
    answer = client.post(page)

    assert answer.status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_does_not_need_one_may_remove_it(client, mei, demanding):
    enrol(client, mei)
    assert client.get(ACTIVATE).url == "/accounts/second-factor/totp/deactivate/"

    answer = client.post("/accounts/second-factor/totp/deactivate/", follow=True)

    assert "The authenticator app was removed." in shown(answer)
    assert Authenticator.objects.count() == 0
    assert [event.verb for event in events_about(mei)[:2]] == [
        "account.second_factor_removed",
        "account.second_factor_removed",
    ]
    subject = OutboundEmail.objects.latest("pk").subject
    assert subject == "The authenticator app was removed from your account."


def test_the_overview_says_what_is_on(client, chen, demanding):
    enrol(client, chen)

    page = shown(client.get(INDEX))

    assert "Remove the app" in page
    assert "See the codes" in page
    assert "On" in shown(client.get("/accounts/"))


def test_the_account_page_says_that_one_is_needed(client, mei, demanding, monkeypatch):
    client.force_login(mei)
    assert "Off" in shown(client.get("/accounts/"))

    monkeypatch.setattr(second_factor, "was_used", lambda _request: True)
    monkeypatch.setattr(second_factor, "is_needed_by", lambda _user: True)
    assert "Needed" in shown(client.get("/accounts/"))


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


def test_an_administrator_gets_to_the_admin_with_it_only(client, ada, demanding):
    enrol(client, ada)

    assert client.get("/admin/").status_code == 200


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
