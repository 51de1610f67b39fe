import pytest
import time_machine
from django.test import Client

from portal.accounts.models import Session
from portal.accounts.sessions import public_name
from portal.audit.queries import events_about
from tests.people import PASSWORD

PAGE = "/accounts/sessions/"
END = "/accounts/sessions/end/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def sign_in(person, **headers):
    browser = Client(headers=headers)
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def test_people_see_where_they_are_signed_in(mei, chen):
    here = sign_in(mei, user_agent=FIREFOX)
    sign_in(mei)
    sign_in(chen)

    page = here.get(PAGE).content.decode()

    assert page.count("<tr>") == 3
    assert "Firefox on Linux" in page
    assert "Unknown browser" in page
    assert "This session" in page
    for session in Session.objects.all():
        assert session.session_key not in page


def test_one_session_alone_offers_nothing_to_end(mei):
    page = sign_in(mei).get(PAGE).content.decode()

    assert "End all but this one" not in page


def test_another_session_is_ended(mei):
    here, there = sign_in(mei), sign_in(mei)
    name = public_name(there.session.session_key)
    assert name in here.get(PAGE).content.decode()

    answer = here.post(END, {"session": name}, follow=True)

    assert "1 session ended." in answer.content.decode()
    assert there.get(PAGE).status_code == 302
    assert here.get(PAGE).status_code == 200


def test_all_others_are_ended(mei):
    here, *others = [sign_in(mei) for _ in range(3)]

    answer = here.post(END, follow=True)

    assert "2 sessions ended." in answer.content.decode()
    assert [browser.get(PAGE).status_code for browser in others] == [302, 302]


@pytest.mark.parametrize("name", ["nonsense", "' OR 1=1 --", "x" * 5000])
def test_a_session_that_is_not_theirs_is_not_ended(name, mei, chen):
    here = sign_in(mei)
    sign_in(chen)

    answer = here.post(END, {"session": name}, follow=True)

    assert "There was no other session to end." in answer.content.decode()
    assert Session.objects.filter(user=chen).count() == 1


def test_ending_sessions_is_done_by_post_only(mei):
    assert sign_in(mei).get(END).status_code == 405


def test_a_session_ended_elsewhere_ends_in_the_middle_of_a_page(mei):
    here = sign_in(mei)
    Session.objects.all().delete()

    assert here.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_a_real_installation_asks_who_it_is_before_it_ends_sessions(
    mei, chen, demanding
):
    with time_machine.travel("2026-03-02T02:00:00Z", tick=False):
        here, there = sign_in(mei), sign_in(mei)
    with time_machine.travel("2026-03-02T02:10:00Z", tick=False):
        answer = here.post(END)
        assert (
            answer.url
            == "/accounts/reauthenticate/?next=%2Faccounts%2Fsessions%2Fend%2F"
        )
        assert Session.objects.filter(user=mei).count() == 2
        page = here.get(answer.url).content.decode()
        assert "Confirm that it is you" in page

        answer = here.post(answer.url, {"password": PASSWORD})

    assert answer.url == PAGE
    assert Session.objects.filter(user=mei).count() == 1
    assert there.get(PAGE).status_code == 302
    assert events_about(mei).first().verb == "account.sessions_ended"
