import pytest

from portal.accounts.models import User
from portal.accounts.operations import profile


def test_a_reader_gets_their_own_language_whatever_the_cookie_says(client, mei, now):
    profile.choose_language(user=mei, language="zh-hans", at=now)
    client.force_login(mei)
    client.cookies["licet_language"] = "en"

    answer = client.get("/accounts/")

    assert answer.headers["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in answer.content.decode()


def test_strangers_get_the_language_of_the_cookie(client, db):
    client.cookies["licet_language"] = "zh-hans"

    answer = client.get("/accounts/login/")

    assert answer.headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Asia/Shanghai", "10:00"), ("Europe/Berlin", "03:00"), ("UTC", "02:00")],
)
def test_a_reader_sees_times_in_their_own_zone(zone, shown, client, mei, time_machine):
    time_machine.move_to("2026-03-02T02:00:00Z", tick=False)
    User.objects.filter(pk=mei.pk).update(time_zone=zone)
    client.force_login(mei)
    client.get("/accounts/")

    assert f"2 Mar 2026, {shown}" in client.get("/accounts/sessions/").content.decode()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "/x"])
def test_a_zone_that_is_no_more_does_not_close_the_portal(
    zone, client, mei, time_machine
):
    time_machine.move_to("2026-03-02T02:00:00Z", tick=False)
    User.objects.filter(pk=mei.pk).update(time_zone=zone)
    client.force_login(mei)
    client.get("/accounts/")

    assert "2 Mar 2026, 10:00" in client.get("/accounts/sessions/").content.decode()


def test_pages_of_signed_in_people_stay_out_of_caches(client, mei):
    client.force_login(mei)

    assert client.get("/accounts/").headers["Cache-Control"] == "no-store, private"
