import pytest
import time_machine

from tests.people import PASSWORD

pytestmark = pytest.mark.urls("tests.portal.accounts.decide_urls")
SIGNED_IN = "2026-03-02T02:00:00Z"
FOUR_MINUTES = "2026-03-02T02:04:00Z"
TEN_MINUTES = "2026-03-02T02:10:00Z"


@pytest.fixture
def officer(client, mei):
    with time_machine.travel(SIGNED_IN, tick=False):
        client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    return client


def test_whoever_just_signed_in_is_not_asked(officer, demanding):
    with time_machine.travel(FOUR_MINUTES, tick=False):
        assert officer.get("/decide/").content == b"The form"


def test_a_page_comes_back_after_asking(officer, demanding):
    with time_machine.travel(TEN_MINUTES, tick=False):
        asked = officer.get("/decide/?case=7")
        assert asked.url == "/accounts/reauthenticate/?next=%2Fdecide%2F%3Fcase%3D7"

        answer = officer.post(asked.url, {"password": PASSWORD}, follow=True)

    assert answer.redirect_chain == [("/decide/?case=7", 302)]
    assert answer.content == b"The form"


def test_what_was_typed_is_sent_after_asking(officer, demanding):
    with time_machine.travel(TEN_MINUTES, tick=False):
        asked = officer.post("/decide/", {"reason": "Complete and correct"})

        answer = officer.post(asked.url, {"password": PASSWORD})

    assert answer.content == b"Decided: Complete and correct"


def test_a_wrong_password_decides_nothing(officer, demanding):
    with time_machine.travel(TEN_MINUTES, tick=False):
        asked = officer.post("/decide/", {"reason": "Complete and correct"})

        answer = officer.post(asked.url, {"password": "not mine at all"})

        assert "The password is wrong." in answer.content.decode()
        assert officer.get("/decide/").status_code == 302


def test_a_session_without_any_proof_is_asked(client, mei, demanding):
    client.force_login(mei)

    assert client.get("/decide/").status_code == 302


def test_one_machine_mode_does_not_ask(officer):
    with time_machine.travel(TEN_MINUTES, tick=False):
        assert officer.get("/decide/").content == b"The form"


def test_strangers_sign_in_first(client, db, demanding):
    assert client.get("/decide/").url == "/accounts/login/?next=/decide/"
