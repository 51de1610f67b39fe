import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from portal.accounts import second_factor
from portal.accounts.middleware import OPEN_BEFORE_ENROLMENT
from portal.accounts.roles import STAFF_ROLES, Role
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail
from tests.portal.accounts.devices import ACTIVATE, enrol, sign_in

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
    "door",
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
def test_without_a_device_every_door_is_closed(door, method, client, ada, demanding):
    sign_in(client, ada)

    answer = getattr(client, method)(door)

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


def test_the_account_page_says_that_one_is_needed(client, mei, demanding, monkeypatch):
    client.force_login(mei)
    assert "Off" in shown(client.get("/accounts/"))

    monkeypatch.setattr(second_factor, "was_used", lambda _request: True)
    monkeypatch.setattr(second_factor, "is_needed_by", lambda _user: True)
    assert "Needed" in shown(client.get("/accounts/"))


def test_an_administrator_gets_to_the_admin_with_it_only(client, ada, demanding):
    enrol(client, ada)

    assert client.get("/admin/").status_code == 200
