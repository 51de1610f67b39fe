import pytest

from portal.accounts.forms.profile import time_zones
from portal.accounts.models import User

PAGE = "/accounts/"
CHANGED = {"name": "Mei Chen-Park", "language": "en", "time_zone": "Europe/Berlin"}


def test_a_person_sees_and_changes_their_profile(client, mei):
    client.force_login(mei)
    page = client.get(PAGE).content.decode()
    assert "mei@exporter.example" in page
    assert "Exporter" in page

    answer = client.post(PAGE, CHANGED, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Saved." in answer.content.decode()
    mei.refresh_from_db()
    assert (mei.name, mei.time_zone) == ("Mei Chen-Park", "Europe/Berlin")


def test_only_name_language_and_time_zone_can_be_posted(client, mei):
    client.force_login(mei)
    before = User.objects.values().get(pk=mei.pk)

    client.post(
        PAGE,
        {
            **CHANGED,
            "email": "x@y.example",
            "role": "ADMINISTRATOR",
            "is_active": "",
            "session_epoch": "7",
            "password": "x",
            "id": "1",
        },
    )

    after = User.objects.values().get(pk=mei.pk)
    assert {key for key in after if after[key] != before[key]} == {"name", "time_zone"}


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "\x00"},
        {"language": "fr"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(bad, client, mei):
    client.force_login(mei)

    answer = client.post(PAGE, {**CHANGED, **bad})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    mei.refresh_from_db()
    assert mei.name == "Mei Chen"


def test_a_refusal_of_the_operation_stands_in_the_form(client, mei, monkeypatch):
    client.force_login(mei)
    monkeypatch.setattr("portal.accounts.operations.profile.available_timezones", set)

    answer = client.post(PAGE, CHANGED)

    assert "There is no such time zone." in answer.content.decode()


def test_time_zones_are_places():
    names = [name for name, _label in time_zones()]

    assert names[0] == "UTC"
    assert {"Asia/Shanghai", "Europe/Berlin", "America/New_York"} < set(names)
    assert not {"EST5EDT", "Etc/GMT+8", "US/Eastern"} & set(names)


def test_the_page_says_whether_a_second_factor_is_needed(client, mei, ada, demanding):
    client.force_login(mei)

    assert "Off" in client.get(PAGE).content.decode()


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(PAGE).url == "/accounts/login/?next=/accounts/"
