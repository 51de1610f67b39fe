from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.accounts.models import Session, User
from portal.accounts.operations import people
from portal.accounts.roles import Role
from portal.audit import trail
from portal.audit.queries import events_about
from tests.portal.accounts.racing import race

LATER = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def told(person):
    return [
        (event.verb, event.actor_name, event.reason, event.facts)
        for event in events_about(person)
    ]


def test_a_person_is_created_with_a_lower_case_address_and_a_trace(db, ada, now):
    person = people.create_person(
        email=" Noor@Authority.Example ",
        name="Noor Haddad",
        role=Role.HANDLER,
        at=now,
        by=ada,
        password="a very long password",
    )

    person.refresh_from_db()
    assert person.email == "noor@authority.example"
    assert person.joined_at == now
    assert person.check_password("a very long password")
    assert told(person) == [
        ("account.created", "Ada Ito", "", {"role": "HANDLER", "language": "en"})
    ]


def test_a_person_without_a_password_cannot_be_guessed_into(db, now):
    person = people.create_person(
        email="noor@authority.example", name="Noor Haddad", role="HANDLER", at=now
    )

    assert not person.has_usable_password()


def test_an_address_belongs_to_one_account_whatever_its_case(db, chen, now):
    with pytest.raises(people.EmailTaken) as refusal:
        people.create_person(
            email="CHEN@authority.example", name="Chen Two", role="HANDLER", at=now
        )

    assert str(refusal.value) == "There is already an account with this e-mail address."
    assert User.objects.count() == 1


def test_other_integrity_errors_are_not_taken_for_a_taken_address(db, now):
    with pytest.raises(IntegrityError):
        people.create_person(email="a@b.example", name=None, role="HANDLER", at=now)


def test_the_database_refuses_an_address_in_upper_case(db, chen):
    with pytest.raises(IntegrityError, match="user_email_lower_case"):
        User.objects.filter(pk=chen.pk).update(email="Chen@authority.example")


def test_the_database_refuses_a_closed_account_without_its_time(db, chen):
    with pytest.raises(IntegrityError, match="user_disabled_at_when_inactive"):
        User.objects.filter(pk=chen.pk).update(is_active=False)


def test_an_administrator_changes_a_role_and_says_why(ada, chen, now):
    people.change_role(user=chen, role="HEAD", by=ada, at=now, reason="Promotion")

    chen.refresh_from_db()
    assert chen.role == Role.HEAD
    assert told(chen)[0] == (
        "account.role_changed",
        "Ada Ito",
        "Promotion",
        {"before": "HANDLER", "after": "HEAD"},
    )


def test_the_same_role_again_leaves_no_trace(ada, chen, now):
    people.change_role(user=chen, role="HANDLER", by=ada, at=now, reason="")

    assert [verb for verb, *_ in told(chen)] == ["account.created"]


@pytest.mark.parametrize("role", ["HANDLER", "HEAD", "AUDITOR", "EXPORTER"])
def test_nobody_but_an_administrator_changes_accounts(role, db, chen, now):
    stranger = people.create_person(
        email="x@authority.example", name="Xu Xin", role=role, at=now
    )

    for act in (
        lambda: people.change_role(
            user=chen, role="HEAD", by=stranger, at=now, reason="Why not"
        ),
        lambda: people.disable(user=chen, by=stranger, at=now, reason="Why not"),
        lambda: people.enable(user=chen, by=stranger, at=now, reason="Why not"),
    ):
        with pytest.raises(people.NotAnAdministrator):
            act()


def test_an_administrator_who_was_closed_a_moment_ago_changes_nothing(
    ada, bo, chen, now
):
    people.disable(user=bo, by=ada, at=now, reason="Left")

    with pytest.raises(people.NotAnAdministrator):
        people.disable(user=chen, by=bo, at=now, reason="Revenge")


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_every_change_needs_a_reason(reason, ada, chen, now):
    with pytest.raises(people.ReasonMissing):
        people.change_role(user=chen, role="HEAD", by=ada, at=now, reason=reason)
    with pytest.raises(people.ReasonMissing):
        people.disable(user=chen, by=ada, at=now, reason=reason)
    people.disable(user=chen, by=ada, at=now, reason="Left")
    with pytest.raises(people.ReasonMissing):
        people.enable(user=chen, by=ada, at=now, reason=reason)


def test_nobody_closes_or_demotes_their_own_account(ada, bo, now):
    with pytest.raises(people.NotOnOneself):
        people.disable(user=ada, by=ada, at=now, reason="Holiday")
    with pytest.raises(people.NotOnOneself):
        people.change_role(user=ada, role="HANDLER", by=ada, at=now, reason="Holiday")


def test_closing_an_account_ends_its_sessions_at_once(ada, chen, client, now):
    client.force_login(chen)
    client.get("/accounts/")
    assert Session.objects.filter(user=chen).count() == 1

    people.disable(user=chen, by=ada, at=now, reason="Left the authority")

    chen.refresh_from_db()
    assert (chen.is_active, chen.disabled_at, chen.session_epoch) == (False, now, 1)
    assert Session.objects.filter(user=chen).count() == 0
    assert client.get("/accounts/").status_code == 302
    assert told(chen)[0] == (
        "account.disabled",
        "Ada Ito",
        "Left the authority",
        {"sessions_ended": 1},
    )


def test_a_stolen_session_row_is_worthless_once_the_account_was_closed(
    ada, chen, client, now
):
    client.force_login(chen)
    stolen = Session.objects.get()
    people.disable(user=chen, by=ada, at=now, reason="Left")
    people.enable(user=chen, by=ada, at=LATER, reason="Came back")
    stolen.save(force_insert=True)

    answer = client.get("/accounts/")

    assert answer.status_code == 302
    assert answer.url == "/accounts/login/?next=/accounts/"


def test_closing_twice_and_opening_twice_leave_one_trace_each(ada, chen, now):
    for _ in range(2):
        people.disable(user=chen, by=ada, at=now, reason="Left")
    for _ in range(2):
        people.enable(user=chen, by=ada, at=LATER, reason="Came back")

    chen.refresh_from_db()
    assert (chen.is_active, chen.disabled_at) == (True, None)
    assert [verb for verb, *_ in told(chen)] == [
        "account.enabled",
        "account.disabled",
        "account.created",
    ]


def test_without_its_trace_nothing_happens(ada, chen, now, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        people.disable(user=chen, by=ada, at=now, reason="Left")

    chen.refresh_from_db()
    assert chen.is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_close_one_another(ada, bo):
    at = timezone.now()

    outcomes = race(
        lambda: people.disable(user=bo, by=ada, at=at, reason="Rival"),
        lambda: people.disable(user=ada, by=bo, at=at, reason="Rival"),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "NotAnAdministrator",
        "User",
    ]
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_demote_one_another(ada, bo):
    at = timezone.now()

    race(
        lambda: people.change_role(
            user=bo, role="AUDITOR", by=ada, at=at, reason="Rival"
        ),
        lambda: people.disable(user=ada, by=bo, at=at, reason="Rival"),
    )

    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1
