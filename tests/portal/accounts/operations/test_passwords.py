import re

import pytest
from django.test import Client

from portal.accounts.models import Session
from portal.accounts.operations import passwords, people
from portal.accounts.tokens import ResetTokenGenerator
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail


def test_a_link_is_mailed_to_whoever_has_an_account(mei, now):
    passwords.send_reset_link(email=" MEI@exporter.example", language="en", at=now)

    mail = OutboundEmail.objects.get()
    assert (mail.to, mail.subject) == ("mei@exporter.example", "Set a new password")
    assert re.search(
        r"http://localhost:8000/accounts/password/reset/key/\S+/", mail.text
    )
    assert "The link works once, for 60 minutes." in mail.text
    event = events_about(mei).first()
    assert (event.verb, event.actor_name) == ("account.reset_asked", "")


def test_each_request_is_a_mail_of_its_own(mei, now):
    for _ in range(2):
        passwords.send_reset_link(email=mei.email, language="en", at=now)

    assert OutboundEmail.objects.count() == 2


def test_strangers_get_a_mail_without_a_link(db, now):
    passwords.send_reset_link(email="who@else.example", language="zh-hans", at=now)

    mail = OutboundEmail.objects.get()
    assert (mail.to, mail.language) == ("who@else.example", "zh-hans")
    assert "/accounts/" not in mail.text
    assert "/accounts/" not in mail.html


def test_a_closed_account_is_a_stranger(ada, mei, now):
    people.disable(user=mei, by=ada, at=now, reason="Left")

    passwords.send_reset_link(email=mei.email, language="en", at=now)

    assert OutboundEmail.objects.get().name == "password_unknown"


def test_an_administrator_starts_a_reset_and_learns_nothing(ada, mei, now):
    passwords.send_reset_link_for(user=mei, by=ada, at=now)

    event = events_about(mei).first()
    assert (event.verb, event.actor_name) == ("account.reset_asked", "Ada Ito")
    assert OutboundEmail.objects.get().to == mei.email


def test_nobody_else_starts_a_reset_for_another(chen, mei, now):
    with pytest.raises(people.NotAnAdministrator):
        passwords.send_reset_link_for(user=mei, by=chen, at=now)


def test_a_closed_account_gets_no_link(ada, mei, now):
    mei = people.disable(user=mei, by=ada, at=now, reason="Left")

    with pytest.raises(passwords.AccountClosed):
        passwords.send_reset_link_for(user=mei, by=ada, at=now)


def test_a_new_password_ends_all_sessions_but_the_one_named(mei, now):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.force_login(mei)

    passwords.set_password(
        user=mei,
        password="a brand new password",
        at=now,
        keep_session=here.session.session_key,
    )

    assert [row.session_key for row in Session.objects.all()] == [
        here.session.session_key
    ]
    mei.refresh_from_db()
    assert mei.check_password("a brand new password")
    assert events_about(mei).first().verb == "account.password_changed"


def test_a_link_dies_when_the_account_closes_even_if_it_opens_again(ada, mei, now):
    token = ResetTokenGenerator().make_token(mei)
    assert ResetTokenGenerator().check_token(mei, token)

    people.disable(user=mei, by=ada, at=now, reason="Left")
    mei = people.enable(user=mei, by=ada, at=now, reason="Came back")

    assert not ResetTokenGenerator().check_token(mei, token)
