import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Session
from portal.accounts.operations import people
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail
from tests.people import PASSWORD

RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
NEW = "rain on the copper roof"


def ask(browser, email):
    return browser.post(RESET, {"email": email})


def link():
    mail = OutboundEmail.objects.filter(name="password_reset").latest("pk")
    return re.search(r"http://localhost:8000(\S+)", mail.text)[1]


def use(browser, address, password=NEW, again=None):
    page = browser.get(address)
    assert page.status_code == 302
    return browser.post(
        page.url, {"password1": password, "password2": again or password}, follow=True
    )


def shown(answer):
    return answer.content.decode()


@pytest.mark.parametrize("email", ["mei@exporter.example", "nobody@exporter.example"])
def test_everybody_who_asks_gets_the_same_answer_and_one_mail(email, client, mei):
    answer = ask(client, email)

    assert (answer.status_code, answer.url) == (302, f"{RESET}done/")
    assert OutboundEmail.objects.get().to == email
    assert "Look into your mail" in shown(client.get(answer.url))


def test_the_page_to_ask_says_what_will_happen(client, db):
    assert "We will send you a link" in shown(client.get(RESET))


@pytest.mark.parametrize(
    "email", ["", "nobody", f"{'x' * 250}@exporter.example", "a\x00@b.example"]
)
def test_bad_addresses_get_a_sentence(email, client, db):
    answer = ask(client, email)

    assert answer.status_code == 200
    assert "There is a problem" in shown(answer)
    assert OutboundEmail.objects.count() == 0


def test_strangers_are_written_to_in_the_language_of_the_page(client, db):
    client.cookies["licet_language"] = "zh-hans"

    ask(client, "nobody@exporter.example")

    assert OutboundEmail.objects.get().language == "zh-hans"


def test_a_link_sets_a_new_password_once(client, mei):
    client.force_login(mei)
    client.get("/accounts/")
    ask(client, mei.email)
    elsewhere = Client()

    answer = use(elsewhere, link())

    assert "Your new password is set" in shown(answer)
    mei.refresh_from_db()
    assert mei.check_password(NEW)
    assert Session.objects.filter(user=mei).count() == 0
    assert client.get("/accounts/").status_code == 302
    assert [event.verb for event in events_about(mei)[:2]] == [
        "account.password_changed",
        "account.reset_asked",
    ]
    assert "This link cannot be used any more" in shown(Client().get(link()))


def test_the_owner_is_told_that_the_password_was_reset(client, mei):
    ask(client, mei.email)

    use(client, link())

    mail = OutboundEmail.objects.latest("pk")
    assert mail.to == mei.email
    assert mail.subject == "Your password was reset with a link we mailed."
    assert "127.0.0.1" in mail.text


def test_allauth_s_own_table_of_addresses_stays_empty(client, mei):
    ask(client, mei.email)
    use(client, link())
    client.post("/accounts/login/", {"login": mei.email, "password": NEW})
    client.post("/accounts/reauthenticate/", {"password": NEW})

    assert client.get("/accounts/").status_code == 200
    assert EmailAddress.objects.count() == 0


def test_the_key_does_not_stay_in_the_address(client, mei):
    ask(client, mei.email)

    answer = client.get(link())

    assert answer.url.endswith("-set-password/")
    page = client.get(answer.url)
    assert link().rsplit("-", 1)[1] not in shown(page)


def test_a_link_dies_after_an_hour(client, mei):
    with time_machine.travel("2026-03-02T02:00:00Z", tick=False):
        ask(client, mei.email)
    with time_machine.travel("2026-03-02T02:59:59Z", tick=False):
        assert client.get(link()).status_code == 302
    with time_machine.travel("2026-03-02T03:00:01Z", tick=False):
        assert "cannot be used any more" in shown(Client().get(link()))


def test_a_link_dies_when_its_owner_signs_in(client, mei):
    ask(client, mei.email)

    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})

    assert "cannot be used any more" in shown(Client().get(link()))


def test_somebody_else_who_sat_here_is_signed_out(client, chen, mei):
    client.force_login(chen)
    ask(Client(), mei.email)

    use(client, link())

    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    "key",
    ["1-abc", "zzzzzzzzzzzz-abc-def", "1-", "0-set-password", "1-a/b/c"],
)
def test_made_up_links_get_the_same_page(key, client, mei):
    answer = client.get(f"{RESET}key/{key}/")

    assert answer.status_code in {200, 404}
    if answer.status_code == 200:
        assert "This link cannot be used any more" in shown(answer)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "at least 12 characters"),
        ("1q2w3e4r5t6y", "too common"),
        ("passwordpassword", "only repeats something short"),
        ("aaaaabbbbbcccc", "only repeats something short"),
        ("mei@exporter.example", "too similar"),
    ],
)
def test_a_new_password_must_be_hard_to_guess(password, sentence, client, mei):
    ask(client, mei.email)

    answer = use(client, link(), password)

    assert sentence in shown(answer)
    mei.refresh_from_db()
    assert mei.check_password(PASSWORD)


def test_two_different_passwords_are_noticed(client, mei):
    ask(client, mei.email)

    answer = use(client, link(), NEW, "something else entirely")

    assert "You must type the same password each time." in shown(answer)


def test_asking_for_one_account_again_and_again_is_stopped(client, mei):
    answers = [ask(client, mei.email).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_a_password_is_changed_with_the_old_one(client, mei):
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    elsewhere = Client()
    elsewhere.force_login(mei)

    answer = client.post(
        CHANGE,
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        follow=True,
    )

    assert "Your new password is set." in shown(answer)
    mei.refresh_from_db()
    assert mei.check_password(NEW)
    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302
    assert OutboundEmail.objects.get().subject == "Your password was changed."


def test_without_the_old_password_nothing_changes(client, mei):
    client.force_login(mei)

    answer = client.post(
        CHANGE, {"oldpassword": "not mine at all", "password1": NEW, "password2": NEW}
    )

    assert "This is not your current password." in shown(answer)
    mei.refresh_from_db()
    assert mei.check_password(PASSWORD)


def test_closing_an_account_cannot_be_undone_by_its_owner_s_next_save(
    ada, client, mei, now, monkeypatch
):
    """The view loads the person, then an administrator closes the account."""
    client.force_login(mei)
    check = type(mei).check_password

    def close_meanwhile(person, raw):
        is_right = check(person, raw)
        people.disable(user=mei, by=ada, at=timezone.now(), reason="Left")
        return is_right

    monkeypatch.setattr(type(mei), "check_password", close_meanwhile)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    mei.refresh_from_db()
    assert not mei.is_active


def test_who_has_no_password_yet_sets_one(client, now, db):
    person = people.create_person(
        email="new@exporter.example", name="Nie Wen", role="EXPORTER", at=now
    )
    client.force_login(person)
    assert client.get(CHANGE).url == "/accounts/password/set/"
    assert "Set a password" in shown(client.get("/accounts/password/set/"))

    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get("/accounts/password/set/").url == CHANGE
    subject = OutboundEmail.objects.get().subject
    assert subject == "A password was set for your account."


def test_a_password_can_be_pasted_and_filled_by_a_manager(client, mei):
    client.force_login(mei)

    page = shown(client.get(CHANGE))

    assert 'autocomplete="current-password"' in page
    assert page.count('autocomplete="new-password"') == 2
    assert "onpaste" not in page
    assert "maxlength" not in page
    assert "placeholder" not in page
