import pytest
from django.core.cache import caches
from django.test import Client

from portal.audit.queries import events_about
from tests.people import PASSWORD


@pytest.fixture
def _without_redis(settings):
    settings.CACHES = {
        "default": {
            **settings.CACHES["default"],
            "LOCATION": "redis://127.0.0.1:1/0",
            "KEY_PREFIX": "away",
        }
    }
    caches["default"]._stand_in.clear()


@pytest.mark.usefixtures("_without_redis")
def test_people_sign_in_and_guessing_is_still_stopped(mei, chen):
    thief, owner = Client(), Client()
    for _ in range(5):
        answer = thief.post("/accounts/login/", {"login": mei.email, "password": "x"})
    assert "The e-mail address or the password is wrong." in answer.content.decode()

    stopped = thief.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    let_in = owner.post("/accounts/login/", {"login": chen.email, "password": PASSWORD})

    assert "There were too many attempts." in stopped.content.decode()
    assert let_in.status_code == 302
    assert events_about(chen).first().verb == "account.signed_in"


@pytest.mark.usefixtures("_without_redis")
def test_a_password_reset_is_mailed(mei, client):
    answer = client.post("/accounts/password/reset/", {"email": mei.email})

    assert answer.url == "/accounts/password/reset/done/"
