import pytest
from celery import current_app
from django.db import connection
from django.urls import reverse


def test_a_live_process_says_so_without_asking_anyone(client):
    response = client.get(reverse("health-live"))

    assert response.status_code == 200
    assert response.json() == {"status": "live"}


def test_a_ready_portal_names_its_parts(client, db):
    response = client.get(reverse("health-ready"))

    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "parts": {"database": "ok", "broker": "ok"},
    }
    assert "no-cache" in response.headers["Cache-Control"]


def test_without_a_broker_the_portal_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_read_url", "redis://127.0.0.1:1/0")

    response = client.get(reverse("health-ready"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "parts": {"database": "ok", "broker": "failed"},
    }


def test_without_a_database_the_portal_is_not_ready(client, db):
    with connection.execute_wrapper(_refuse):
        response = client.get(reverse("health-ready"))

    assert response.status_code == 503
    assert response.json()["parts"] == {"database": "failed", "broker": "ok"}


def _refuse(execute, sql, params, many, context):
    raise AssertionError("the server has gone")


@pytest.mark.parametrize("name", ["health-live", "health-ready"])
def test_health_is_only_read(client, name):
    assert client.post(reverse(name)).status_code == 405
