import pytest
from allauth.mfa.models import Authenticator

from portal.accounts.models import Session
from portal.accounts.operations import people, second_factor
from portal.audit.queries import events_about


def test_lost_devices_are_forgotten_with_a_reason(ada, chen, client, now):
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=chen, type=kind, data={})
    client.force_login(chen)

    second_factor.forget_devices(user=chen, by=ada, at=now, reason="Telephone lost")

    assert Authenticator.objects.count() == 0
    assert Session.objects.count() == 0
    event = events_about(chen).first()
    assert (event.verb, event.reason, event.facts) == (
        "account.second_factor_forgotten",
        "Telephone lost",
        {"devices": 2},
    )


def test_nobody_forgets_their_own_or_without_right_or_reason(ada, chen, now):
    with pytest.raises(people.NotOnOneself):
        second_factor.forget_devices(user=ada, by=ada, at=now, reason="Convenience")
    with pytest.raises(people.NotAnAdministrator):
        second_factor.forget_devices(user=ada, by=chen, at=now, reason="Malice")
    with pytest.raises(people.ReasonMissing):
        second_factor.forget_devices(user=chen, by=ada, at=now, reason=" ")
