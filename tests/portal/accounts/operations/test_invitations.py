import re
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.accounts import tokens
from portal.accounts.models import Invitation, User
from portal.accounts.operations import invitations, people
from portal.accounts.queries.invitations import open_invitation
from portal.accounts.roles import Role
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail
from tests.portal.accounts.racing import race

PASSWORD = "rain on the copper roof"


def invite(by, at, **changed):
    offer = {
        "email": "noor@authority.example",
        "name": "Noor Haddad",
        "role": Role.HANDLER,
        "language": "en",
    }
    return invitations.invite(**(offer | changed), by=by, at=at)


def token_of(mail):
    return re.search(r"/accounts/invitations/([^/\s]+)/", mail.text)[1]


def last_token():
    return token_of(OutboundEmail.objects.latest("pk"))


def verbs_about(thing):
    return [event.verb for event in events_about(thing)]


def test_an_invitation_is_mailed_with_a_link_that_only_the_mail_knows(ada, now):
    invitation = invite(ada, now, email=" Noor@authority.example")

    mail = OutboundEmail.objects.get()
    token = token_of(mail)
    assert mail.to == "noor@authority.example"
    assert mail.subject == "Open your account with Jiangnan Department of Commerce"
    assert f"http://localhost:8000/accounts/invitations/{token}/" in mail.html
    assert "First-level officer" in mail.text
    assert "9 Mar 2026, 10:00 (UTC+8)" in mail.text
    assert invitation.token_hash == tokens.digest(token)
    assert token not in str(Invitation.objects.values().get())
    assert invitation.expires_at == now + timedelta(days=7)
    assert verbs_about(invitation) == ["invitation.sent"]


def test_the_mail_is_written_in_the_language_of_the_invitation(ada, now):
    invite(ada, now, language="zh-hans")

    assert OutboundEmail.objects.get().language == "zh-hans"


def test_only_an_administrator_invites_sends_again_and_withdraws(ada, chen, now):
    invitation = invite(ada, now)

    with pytest.raises(people.NotAnAdministrator):
        invite(chen, now, email="another@authority.example")
    with pytest.raises(people.NotAnAdministrator):
        invitations.send_again(invitation=invitation, by=chen, at=now)
    with pytest.raises(people.NotAnAdministrator):
        invitations.withdraw(invitation=invitation, by=chen, at=now)


def test_nobody_with_an_account_is_invited(ada, chen, now):
    with pytest.raises(people.EmailTaken):
        invite(ada, now, email="CHEN@authority.example")

    assert OutboundEmail.objects.count() == 0


def test_nobody_is_invited_twice(ada, now):
    invite(ada, now)

    with pytest.raises(invitations.AlreadyInvited):
        invite(ada, now, email="NOOR@authority.example")

    assert OutboundEmail.objects.count() == 1


def test_other_integrity_errors_are_not_taken_for_a_second_invitation(ada, now):
    with pytest.raises(IntegrityError):
        invite(ada, now, language=None)


def test_accepting_opens_the_account_once(ada, now):
    invitation = invite(ada, now)
    token = last_token()

    person = invitations.accept(token=token, password=PASSWORD, at=now)

    invitation.refresh_from_db()
    assert (person.email, person.name, person.role) == (
        "noor@authority.example",
        "Noor Haddad",
        "HANDLER",
    )
    assert person.check_password(PASSWORD)
    assert (invitation.accepted_at, invitation.accepted_by) == (now, person)
    assert verbs_about(invitation) == ["invitation.accepted", "invitation.sent"]
    with pytest.raises(invitations.NotOpen):
        invitations.accept(token=token, password="another password", at=now)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_an_invitation_expires_to_the_second(ada, now):
    invitation = invite(ada, now)
    token = last_token()
    last_moment = invitation.expires_at - timedelta(seconds=1)

    assert open_invitation(token, at=last_moment) == invitation
    assert open_invitation(token, at=invitation.expires_at) is None
    with pytest.raises(invitations.NotOpen):
        invitations.accept(token=token, password=PASSWORD, at=invitation.expires_at)


@pytest.mark.parametrize("token", ["", "nonsense", "a" * 43, "' OR 1=1 --"])
def test_made_up_tokens_open_nothing(token, ada, now):
    invite(ada, now)

    assert open_invitation(token, at=now) is None
    with pytest.raises(invitations.NotOpen):
        invitations.accept(token=token, password=PASSWORD, at=now)


def test_the_stored_hash_is_not_a_token(ada, now):
    invitation = invite(ada, now)

    assert open_invitation(invitation.token_hash, at=now) is None


def test_sending_again_replaces_the_link_and_starts_a_new_week(ada, now):
    invitation = invite(ada, now)
    old = last_token()
    later = now + timedelta(days=6)

    again = invitations.send_again(invitation=invitation, by=ada, at=later)

    new = last_token()
    assert OutboundEmail.objects.count() == 2
    assert open_invitation(old, at=later) is None
    assert open_invitation(new, at=later) == invitation
    assert again.expires_at == later + timedelta(days=7)
    assert verbs_about(invitation) == ["invitation.sent_again", "invitation.sent"]


def test_an_expired_invitation_can_be_sent_again(ada, now):
    invitation = invite(ada, now)
    later = now + timedelta(days=30)

    invitations.send_again(invitation=invitation, by=ada, at=later)

    assert open_invitation(last_token(), at=later) == invitation


def test_a_withdrawn_invitation_opens_nothing_and_frees_the_address(ada, now):
    invitation = invite(ada, now)
    token = last_token()

    invitations.withdraw(invitation=invitation, by=ada, at=now)

    invitation.refresh_from_db()
    assert (invitation.withdrawn_at, invitation.withdrawn_by) == (now, ada)
    assert open_invitation(token, at=now) is None
    assert verbs_about(invitation) == ["invitation.withdrawn", "invitation.sent"]
    assert invite(ada, now).pk != invitation.pk


def test_what_is_over_cannot_be_sent_again_or_withdrawn(ada, now):
    withdrawn = invite(ada, now)
    invitations.withdraw(invitation=withdrawn, by=ada, at=now)
    accepted = invite(ada, now)
    invitations.accept(token=last_token(), password=PASSWORD, at=now)

    for over in (withdrawn, accepted):
        with pytest.raises(invitations.NotOpen):
            invitations.send_again(invitation=over, by=ada, at=now)
        with pytest.raises(invitations.NotOpen):
            invitations.withdraw(invitation=over, by=ada, at=now)


def test_an_address_that_got_an_account_meanwhile_is_not_taken_over(ada, now):
    invite(ada, now)
    token = last_token()
    noor = people.create_person(
        email="noor@authority.example",
        name="Noor Haddad",
        role=Role.AUDITOR,
        at=now,
        password="her own password",
    )

    with pytest.raises(invitations.NotOpen):
        invitations.accept(token=token, password=PASSWORD, at=now)

    noor.refresh_from_db()
    assert (noor.role, noor.check_password("her own password")) == ("AUDITOR", True)


@pytest.mark.parametrize(
    "broken",
    [
        {"accepted_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
    ],
)
def test_the_database_wants_to_know_who(broken, ada, now):
    invitation = invite(ada, now)

    with pytest.raises(IntegrityError):
        Invitation.objects.filter(pk=invitation.pk).update(**broken)


def test_the_database_lets_no_invitation_be_both_accepted_and_withdrawn(ada, now):
    invitation = invite(ada, now)
    invitations.accept(token=last_token(), password=PASSWORD, at=now)

    with pytest.raises(IntegrityError, match="not_both_accepted_and_withdrawn"):
        Invitation.objects.filter(pk=invitation.pk).update(
            withdrawn_at=now, withdrawn_by=ada
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_comes_too_late(ada):
    at = timezone.now()
    invite(ada, at)
    token = last_token()

    outcomes = race(
        lambda: invitations.accept(token=token, password=PASSWORD, at=at),
        lambda: invitations.accept(token=token, password="another password", at=at),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotOpen", "User"]
    assert User.objects.filter(email="noor@authority.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_invite_the_same_person_at_once_one_is_refused(ada, bo):
    at = timezone.now()

    outcomes = race(lambda: invite(ada, at), lambda: invite(bo, at))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "AlreadyInvited",
        "Invitation",
    ]
