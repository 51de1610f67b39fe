"""Administrators see that beat or the workers are gone; nobody else is alarmed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.core.cache import cache, caches

from portal.accounts.operations import profile
from portal.lib import pulse
from portal.lib.pulse import Part
from tests.people import NOW

AGO = NOW - timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nobody_seen_yet():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
    cache.clear()


@pytest.fixture
def alarms(client, ada):
    def read(address="/admin/"):
        client.force_login(ada)
        return client.get(address).text

    return read


def test_nothing_is_said_while_all_are_well(alarms):
    for part in Part:
        pulse.note(part, at=NOW)

    page = alarms()

    assert "Beat has" not in page
    assert "No worker" not in page


def test_a_worker_that_is_gone_is_told_with_the_time(alarms):
    pulse.note(Part.BEAT, at=NOW)
    pulse.note(Part.WORKER, at=AGO)

    page = alarms("/admin/accounts/user/")

    assert "No worker has done a job since 2 Mar 2026, 09:00" in page
    assert "Beat has" not in page


def test_a_beat_that_is_gone_is_told_with_the_time(alarms):
    for part in Part:
        pulse.note(part, at=AGO)

    page = alarms()

    assert "Beat has given no sign since 2 Mar 2026, 09:00" in page
    assert "No worker" not in page


def test_who_does_not_administer_is_told_nothing(lin, rf):
    request = rf.get("/admin/")
    request.user = lin

    assert "alarms" not in admin.site.each_context(request)


def test_who_was_never_started_is_told(alarms):
    page = alarms()

    assert "Beat has given no sign yet." in page
    assert "No worker has done a job yet." in page


def test_without_redis_one_sentence_is_enough(alarms, settings):
    settings.CACHES = {
        "default": settings.CACHES["default"]
        | {"LOCATION": "redis://127.0.0.1:1/0", "KEY_PREFIX": "away"}
    }
    caches["default"]._stand_in.clear()

    page = alarms()

    assert "Redis cannot be reached" in page
    assert "Beat has" not in page


def test_the_alarm_speaks_the_language_of_the_administrator(alarms, ada):
    profile.choose_language(user=ada, language="zh-hans", at=NOW)

    assert '<ul class="messagelist">' in alarms()


def test_others_are_not_alarmed(client, lin):
    client.force_login(lin)

    answer = client.get("/admin/", follow=True)

    assert "Beat has" not in answer.text
    assert b"Beat has" not in client.get("/help/").content
