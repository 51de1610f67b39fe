import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from portal.accounts import secrecy
from portal.accounts.current import person_of
from portal.accounts.tasks import clear_expired_sessions


def test_nobody_signs_up(rf):
    assert not get_adapter().is_open_for_signup(rf.get("/"))


def test_no_mail_goes_past_the_outbox():
    with pytest.raises(NotImplementedError):
        get_adapter().send_mail("account/email/login_code", "a@b.example", {})


def test_what_is_hidden_differs_each_time_and_comes_back():
    hidden = secrecy.hide("JBSWY3DPEHPK3PXP")

    assert hidden != secrecy.hide("JBSWY3DPEHPK3PXP")
    assert secrecy.reveal(hidden) == "JBSWY3DPEHPK3PXP"


def test_a_view_for_people_refuses_strangers(rf):
    request = rf.get("/")
    request.user = AnonymousUser()

    with pytest.raises(PermissionDenied):
        person_of(request)


def test_expired_sessions_are_cleared_by_the_task(db):
    assert clear_expired_sessions(unknown="argument") is None
