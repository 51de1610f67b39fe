import logging

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Session
from portal.accounts.operations import people
from portal.audit.models import Event
from portal.audit.queries import events_about
from tests.people import PASSWORD

LOGIN = "/accounts/login/"
WRONG = "The e-mail address or the password is wrong."


def sign_in(browser, email, password=PASSWORD, **more):
    return browser.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(browser):
    return browser.get("/accounts/").status_code == 200


def test_a_person_signs_in_and_out_with_a_trace(client, mei):
    answer = sign_in(client, "MEI@exporter.example")

    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert is_signed_in(client)
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert not is_signed_in(client)
    assert "You have signed out." in client.get(LOGIN).content.decode()
    events = events_about(mei)[:2]
    assert [(event.verb, event.actor_name) for event in events] == [
        ("account.signed_out", "Mei Chen"),
        ("account.signed_in", "Mei Chen"),
    ]
    assert events[1].facts == {"second_factor": False, "ip_address": "127.0.0.1"}


def test_signing_out_is_asked_and_done_by_post_only(client, mei):
    client.force_login(mei)

    answer = client.get("/accounts/logout/")

    assert "Sign out?" in answer.content.decode()
    assert is_signed_in(client)


def test_strangers_who_sign_out_land_at_home(client, db):
    assert client.get("/accounts/logout/").url == reverse("home")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("mei@exporter.example", "wrong password here"),
        ("nobody@exporter.example", PASSWORD),
        ("nobody@exporter.example", "wrong password here"),
    ],
)
def test_a_wrong_address_and_a_wrong_password_look_the_same(
    email, password, client, mei
):
    answer = sign_in(client, email, password)

    page = answer.content.decode().replace(email, "…")
    assert answer.status_code == 200
    assert WRONG in page
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "email",
    ["mei@exporter.example", "gone@exporter.example", "nobody@exporter.example"],
)
def test_a_wrong_guess_costs_the_same_for_every_address(
    email, client, mei, ada, now, monkeypatch
):
    gone = people.create_person(
        email="gone@exporter.example", name="Guo An", role="EXPORTER", at=now
    )
    gone.set_password(PASSWORD)
    gone.save()
    people.disable(user=gone, by=ada, at=now, reason="Left")
    encode, hashed = MD5PasswordHasher.encode, []

    def counting(hasher, password, salt):
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    sign_in(client, email, "wrong password here")

    assert hashed == ["wrong password here"]


def test_a_wrong_password_is_a_trace_without_the_password(client, mei):
    sign_in(client, mei.email, "hunter2 hunter2")

    event = events_about(mei).first()
    assert (event.verb, event.actor_name) == ("account.sign_in_failed", "")
    assert event.facts == {"ip_address": "127.0.0.1"}
    assert "hunter2" not in str(list(Event.objects.values("payload__data")))


def test_an_unknown_address_is_logged_in_one_harmless_line(client, db, caplog):
    caplog.set_level(logging.WARNING, "portal.accounts.adapter")

    sign_in(client, "“evil”@exporter.example", "whatever it is")
    sign_in(client, "nobody@exporter.example", "whatever it is")

    assert [record.getMessage() for record in caplog.records] == [
        "Sign-in failed from 127.0.0.1, no such account: 'nobody@exporter.example'"
    ]


@pytest.mark.parametrize(
    "email", ["a\r\nSet-Cookie: x@b.example", "a\x00@b.example", "x" * 5000, "", "@"]
)
def test_bad_addresses_get_a_sentence(email, client, db):
    answer = sign_in(client, email)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_a_long_password_is_no_problem(client, now, db):
    password = "字" * 100
    people.create_person(
        email="long@exporter.example",
        name="Long Wei",
        role="EXPORTER",
        at=now,
        password=password,
    )

    assert sign_in(client, "long@exporter.example", password).status_code == 302


def test_spaces_around_a_password_belong_to_it(client, mei):
    assert sign_in(client, mei.email, f" {PASSWORD}").status_code == 200


def test_a_closed_account_is_told_so_only_with_the_right_password(
    ada, client, mei, now
):
    people.disable(user=mei, by=ada, at=now, reason="Left")

    assert WRONG in sign_in(client, mei.email, "wrong password").content.decode()
    answer = client.post(LOGIN, {"login": mei.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
    assert not is_signed_in(client)
    assert events_about(mei).first().verb == "account.sign_in_refused"


def test_the_session_gets_a_new_key_at_sign_in(client, mei):
    client.get(f"{LOGIN}?next=/")
    client.get("/accounts/invitations/anything/")
    planted = client.cookies["licet_session"].value

    sign_in(client, mei.email)

    assert client.cookies["licet_session"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_cookie_is_for_the_browser_alone(client, mei):
    sign_in(client, mei.email)

    cookie = client.cookies["licet_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        "",
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "http://testserver@evil.example/",
        "/\t/evil.example/",
    ],
)
def test_nobody_is_sent_to_another_site(address, client, mei):
    assert sign_in(client, mei.email, next=address).url == reverse("home")
    assert client.get(LOGIN, {"next": address}).url == reverse("home")
    assert client.post("/accounts/logout/", {"next": address}).url == reverse("home")


def test_signing_in_leads_back_to_the_page_that_was_asked(client, mei):
    asked = client.get("/accounts/sessions/")
    assert asked.url == "/accounts/login/?next=/accounts/sessions/"

    answer = client.post(asked.url, {"login": mei.email, "password": PASSWORD})

    assert answer.url == "/accounts/sessions/"


def test_guessing_one_account_is_stopped_for_that_account_alone(client, mei, chen):
    for _ in range(5):
        sign_in(client, mei.email, "wrong password")

    answer = sign_in(client, mei.email)

    assert "There were too many attempts." in answer.content.decode()
    assert not is_signed_in(client)
    assert sign_in(client, chen.email).status_code == 302


def test_many_people_behind_one_address_sign_in_at_nine(client, mei):
    for _ in range(40):
        browser = Client()
        assert sign_in(browser, mei.email).status_code == 302


def test_a_flood_from_one_address_gets_the_page_that_says_so(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "nobody@exporter.example")

    answer = sign_in(client, "nobody@exporter.example")

    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_the_demonstration_lists_its_accounts(client, db):
    page = client.get(f"{LOGIN}?next=/accounts/").content.decode()

    assert page.count("@demo.example</b>") == 13
    assert "licet-demo-2026" in page
    assert '<input type="hidden" name="next" value="/accounts/">' in page


def test_the_demonstration_describes_its_accounts_in_each_language(client, db):
    english = client.get(LOGIN, headers={"accept-language": "en"}).text
    chinese = client.get(LOGIN, headers={"accept-language": "zh-hans"}).text

    assert ("First-level officer" in english, "First-level officer" in chinese) == (
        True,
        False,
    )


def test_a_real_installation_lists_nobody(client, db, settings):
    settings.IS_DEMO = False

    page = client.get(LOGIN).content.decode()

    assert "demo.example" not in page
    assert "licet-demo-2026" not in page


def test_a_forged_network_address_changes_nothing(client, mei):
    sign_in(client, mei.email, "wrong password")
    client.post(
        LOGIN,
        {"login": mei.email, "password": "wrong"},
        headers={"X-Forwarded-For": "6.6.6.6"},
    )

    assert events_about(mei).first().facts == {"ip_address": "127.0.0.1"}
