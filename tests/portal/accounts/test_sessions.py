from datetime import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from portal.accounts.models import Session
from tests.people import PASSWORD


def at(moment):
    return time_machine.travel(f"2026-03-02T{moment}Z", tick=False)


def moment(text):
    return datetime.fromisoformat(f"2026-03-02T{text}+00:00")


def sign_in(person):
    browser = Client(headers={"user-agent": "Safari iPad " + "x" * 300})
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def is_in(browser):
    return browser.get("/accounts/").status_code == 200


@pytest.fixture
def limited(settings):
    settings.SESSION_COOKIE_AGE = 12 * 60 * 60
    settings.SESSION_IDLE_LIMIT = 60 * 60
    return settings


def test_a_session_row_knows_whose_it_is(mei, limited):
    with at("02:00:00"):
        sign_in(mei)

    row = Session.objects.get()
    assert (row.user, row.ip_address) == (mei, "127.0.0.1")
    assert (row.began_at, row.seen_at) == (moment("02:00:00"), moment("02:00:00"))
    assert row.expire_date == moment("14:00:00")
    assert row.user_agent == ("Safari iPad " + "x" * 300)[:200]
    assert str(row) == row.session_key


def test_staff_who_do_nothing_for_an_hour_sign_in_again(chen, limited):
    with at("02:00:00"):
        browser = sign_in(chen)
    with at("02:59:59"):
        assert is_in(browser)
    with at("03:59:58"):
        assert is_in(browser)
    with at("04:59:59"):
        assert browser.get("/accounts/").url == "/accounts/login/?next=/accounts/"


def test_exporters_may_think_longer(mei, limited):
    with at("02:00:00"):
        browser = sign_in(mei)
    with at("13:59:59"):
        assert is_in(browser)


def test_nobody_stays_longer_than_twelve_hours_however_busy(chen, limited):
    with at("02:00:00"):
        browser = sign_in(chen)
    for hour in range(2, 14):
        for minute in ("10", "50"):
            with at(f"{hour:02}:{minute}:00"):
                assert is_in(browser)
    with at("14:00:01"):
        assert not is_in(browser)


def test_one_machine_mode_has_no_idle_limit(chen, limited):
    limited.SESSION_IDLE_LIMIT = None
    with at("02:00:00"):
        browser = sign_in(chen)
    with at("13:00:00"):
        assert is_in(browser)


def test_being_here_is_written_down_once_a_minute(
    mei, limited, django_assert_num_queries
):
    with at("02:00:00"):
        browser = sign_in(mei)
        browser.get("/accounts/")
    with at("02:00:59"):
        browser.get("/accounts/")
        assert Session.objects.get().seen_at == moment("02:00:00")
    with at("02:01:00"):
        browser.get("/accounts/")
        assert Session.objects.get().seen_at == moment("02:01:00")


def test_signing_in_again_starts_a_new_twelve_hours(mei, limited):
    with at("02:00:00"):
        browser = sign_in(mei)
    with at("13:00:00"):
        browser.post("/accounts/logout/")
        browser.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
        assert Session.objects.get(user=mei).began_at == moment("13:00:00")


def test_a_session_that_began_elsewhere_gets_its_limits_at_the_first_page(mei, limited):
    browser = Client()
    with at("02:00:00"):
        browser.force_login(mei)
        assert Session.objects.get().user == mei
        assert Session.objects.get().began_at is None
        browser.get("/accounts/")

    assert Session.objects.get().began_at == moment("02:00:00")


def test_expired_sessions_are_cleared_by_the_usual_command(mei, limited):
    with at("02:00:00"):
        sign_in(mei)
    with at("15:00:00"):
        call_command("clearsessions")

    assert Session.objects.count() == 0
