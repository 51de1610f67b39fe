from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from portal.lib import pulse
from portal.lib.pulse import Part
from tests.people import NOW


@pytest.fixture(autouse=True)
def _all_are_well():
    with time_machine.travel(NOW, tick=False):
        for part in Part:
            pulse.note(part, at=NOW)
        yield
    cache.clear()


def test_a_live_process_says_so_without_asking_anyone(client):
    response = client.get(reverse("health-live"))

    assert response.status_code == 200
    assert response.json() == {"status": "live"}


def ask(client):
    response = client.get(reverse("health-ready"))
    return response.status_code, response.json()


def test_a_ready_portal_names_its_parts(client, db):
    response = client.get(reverse("health-ready"))

    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "parts": {"database": "ok", "broker": "ok", "beat": "ok", "worker": "ok"},
    }
    assert "no-cache" in response.headers["Cache-Control"]


def test_without_a_broker_pages_are_served_and_the_fault_is_named(
    client, db, monkeypatch
):
    monkeypatch.setattr(current_app.conf, "broker_read_url", "redis://127.0.0.1:1/0")

    status, told = ask(client)

    assert (status, told["status"]) == (200, "ready")
    assert told["parts"]["broker"] == "failed"


def test_a_worker_that_is_gone_is_named_and_drops_nobody(client, db):
    pulse.note(Part.BEAT, at=NOW)
    pulse.note(Part.WORKER, at=NOW - timedelta(hours=1))

    status, told = ask(client)

    assert (status, told["status"]) == (200, "ready")
    assert told["parts"]["beat"] == "ok"
    assert told["parts"]["worker"] == "stale since 2026-03-02T01:00:00Z"


def test_a_beat_that_was_never_started_is_named(client, db):
    cache.clear()

    status, told = ask(client)

    assert status == 200
    assert told["parts"]["beat"] == told["parts"]["worker"] == "never seen"


def test_without_a_database_the_portal_is_not_ready(client, db):
    with connection.execute_wrapper(_refuse):
        status, told = ask(client)

    assert (status, told["status"]) == (503, "not ready")
    assert told["parts"] == {
        "database": "failed",
        "broker": "ok",
        "beat": "ok",
        "worker": "ok",
    }


def _refuse(execute, sql, params, many, context):
    raise AssertionError("the server has gone")


@pytest.mark.parametrize("name", ["health-live", "health-ready"])
def test_health_is_only_read(client, name):
    assert client.post(reverse(name)).status_code == 405
