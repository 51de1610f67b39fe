from django.test import Client

from portal.accounts.models import Session
from portal.accounts.operations import sessions
from portal.accounts.sessions import public_name
from portal.audit.queries import events_about


def browsers(person, count):
    opened = [Client() for _ in range(count)]
    for browser in opened:
        browser.force_login(person)
        browser.get("/accounts/")
    return opened


def test_ending_the_others_keeps_the_current_one(mei, now):
    here, *_ = browsers(mei, 3)

    ended = sessions.end_others(user=mei, current=here.session.session_key, at=now)

    assert ended == 2
    assert Session.objects.get().session_key == here.session.session_key
    event = events_about(mei).first()
    assert (event.verb, event.facts) == ("account.sessions_ended", {"count": 2})


def test_ending_none_leaves_no_trace(mei, now):
    here, *_ = browsers(mei, 1)

    assert sessions.end_others(user=mei, current=here.session.session_key, at=now) == 0
    assert events_about(mei).first().verb == "account.created"


def test_one_session_is_ended_by_its_public_name(mei, now):
    here, there = browsers(mei, 2)

    assert sessions.end_one(
        user=mei, name=public_name(there.session.session_key), at=now
    )

    assert Session.objects.get().session_key == here.session.session_key


def test_nobody_ends_the_session_of_somebody_else(mei, chen, now):
    (theirs,) = browsers(chen, 1)
    browsers(mei, 1)

    assert not sessions.end_one(
        user=mei, name=public_name(theirs.session.session_key), at=now
    )

    assert Session.objects.filter(user=chen).count() == 1
