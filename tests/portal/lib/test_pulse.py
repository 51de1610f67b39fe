"""Beat and workers say that they live; their silence is noticed."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.core.cache import cache, caches

from portal import tasks
from portal.beat import Scheduler
from portal.beat import app as beat_app
from portal.lib import pulse
from portal.lib.pulse import Health, Part, Sign
from tests.people import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nobody_seen_yet():
    cache.clear()
    yield
    cache.clear()


def healths(at=NOW):
    return {part: sign.health for part, sign in pulse.read(at=at).items()}


def test_who_was_never_seen_is_not_called_well():
    assert pulse.read(at=NOW) == {
        Part.BEAT: Sign(Health.NEVER_SEEN),
        Part.WORKER: Sign(Health.NEVER_SEEN),
    }


def test_who_left_a_sign_just_now_is_well():
    for part in Part:
        pulse.note(part, at=NOW)

    assert pulse.read(at=NOW + MINUTE) == {
        Part.BEAT: Sign(Health.WELL, NOW),
        Part.WORKER: Sign(Health.WELL, NOW),
    }


def test_a_worker_that_stopped_answering_is_noticed():
    pulse.note(Part.WORKER, at=NOW)
    pulse.note(Part.BEAT, at=NOW + 6 * MINUTE)
    assert healths(NOW + 6 * MINUTE)[Part.WORKER] is Health.WELL

    pulse.note(Part.BEAT, at=NOW + 7 * MINUTE)

    assert pulse.read(at=NOW + 7 * MINUTE) == {
        Part.BEAT: Sign(Health.WELL, NOW + 7 * MINUTE),
        Part.WORKER: Sign(Health.STALE, NOW),
    }


def test_of_a_beat_that_stopped_the_workers_are_not_accused():
    for part in Part:
        pulse.note(part, at=NOW)

    assert healths(NOW + 2 * MINUTE)[Part.BEAT] is Health.WELL
    assert healths(NOW + 60 * MINUTE) == {
        Part.BEAT: Health.STALE,
        Part.WORKER: Health.WELL,
    }


def test_a_worker_without_any_beat_is_judged_by_the_clock():
    pulse.note(Part.WORKER, at=NOW)

    assert healths(NOW + 60 * MINUTE) == {
        Part.BEAT: Health.NEVER_SEEN,
        Part.WORKER: Health.STALE,
    }


def test_without_redis_nothing_is_known(settings):
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    caches["default"]._stand_in.clear()

    assert set(healths().values()) == {Health.UNKNOWN}
    pulse.note(Part.BEAT, at=NOW)  # goes on all the same
    assert set(healths().values()) == {Health.UNKNOWN}


def test_the_job_of_a_worker_is_its_sign():
    with time_machine.travel(NOW, tick=False):
        tasks.leave_sign(anything="new beat sends")

    assert healths()[Part.WORKER] is Health.WELL


def test_every_tick_of_beat_is_its_sign(tmp_path):
    scheduler = Scheduler(app=beat_app, schedule_filename=str(tmp_path / "schedule"))
    try:
        with time_machine.travel(NOW, tick=False):
            assert scheduler.tick() >= 0
    finally:
        scheduler.close()

    assert healths()[Part.BEAT] is Health.WELL


@pytest.mark.parametrize("app", [beat_app, current_app], ids=["beat", "portal"])
def test_beat_leaves_signs_however_it_is_started(app):
    assert app.conf.beat_scheduler == "portal.beat:Scheduler"
    assert app.conf.beat_schedule["pulse"]["task"] == tasks.leave_sign.name


def test_a_beat_of_its_own_process_reaches_the_same_redis():
    """Beat has no Django set up: nothing but the settings."""
    leaving = (
        "from datetime import datetime, UTC; from portal import beat; from portal.lib"
        " import pulse; pulse.note(pulse.Part.BEAT, at=datetime(2026, 3, 2, 2, tzinfo=UTC))"
    )

    subprocess.run([sys.executable, "-c", leaving], check=True, env=os.environ)  # noqa: S603 -- a line of this file

    assert healths()[Part.BEAT] is Health.WELL
