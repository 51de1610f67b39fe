import pytest

from portal.accounts.operations import profile
from portal.audit.queries import events_about


def test_what_changes_is_kept_with_what_it_was(mei, now):
    profile.update(
        user=mei,
        by=mei,
        at=now,
        name=" Mei Chen-Park ",
        language="zh-hans",
        time_zone="Europe/Berlin",
    )

    mei.refresh_from_db()
    assert (mei.name, mei.language, mei.time_zone) == (
        "Mei Chen-Park",
        "zh-hans",
        "Europe/Berlin",
    )
    event = events_about(mei).first()
    assert event.verb == "account.profile_changed"
    assert event.facts["before"] == {
        "name": "Mei Chen",
        "language": "en",
        "time_zone": "Asia/Shanghai",
    }
    assert event.facts["after"] == {
        "name": "Mei Chen-Park",
        "language": "zh-hans",
        "time_zone": "Europe/Berlin",
    }


def test_what_stays_the_same_leaves_no_trace(mei, now):
    profile.choose_language(user=mei, language="en", at=now)

    assert [event.verb for event in events_about(mei)] == ["account.created"]


def test_language_and_time_zone_are_chosen_one_by_one(mei, now):
    profile.choose_language(user=mei, language="zh-hans", at=now)
    profile.choose_time_zone(user=mei, time_zone="UTC", at=now)

    mei.refresh_from_db()
    assert (mei.language, mei.time_zone) == ("zh-hans", "UTC")


@pytest.mark.parametrize("language", ["", "fr", "zh", "en; DROP TABLE", "../en"])
def test_a_language_must_be_spoken_here(language, mei, now):
    with pytest.raises(profile.UnknownLanguage):
        profile.choose_language(user=mei, language=language, at=now)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "/etc"])
def test_a_time_zone_must_exist(zone, mei, now):
    with pytest.raises(profile.UnknownTimeZone):
        profile.choose_time_zone(user=mei, time_zone=zone, at=now)


def test_a_name_is_needed(mei, now):
    with pytest.raises(profile.NameMissing):
        profile.update(user=mei, by=mei, at=now, name="  ")
