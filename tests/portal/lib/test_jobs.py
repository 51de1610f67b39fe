"""Waking workers: after the commit, and never at the cost of the page."""

import base64
import json
import logging
import socket
import time
from uuid import uuid4

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.db import transaction

from portal.lib import jobs

LONGEST_SECONDS = 2.5


@pytest.fixture
def name():
    """A task's name that no other test uses."""
    return f"tests.{uuid4()}"


@pytest.fixture
def asked(name):
    """Reads what the real broker holds for the task, and takes it away in the end."""

    def read():
        return [
            json.loads(base64.b64decode(message["body"]))[1]
            for message in map(json.loads, client.lrange("celery", 0, -1))
            if message["headers"]["task"] == name
        ]

    client = redis.Redis.from_url(settings.REDIS_URL)
    yield read
    for raw in client.lrange("celery", 0, -1):
        if json.loads(raw)["headers"]["task"] == name:
            client.lrem("celery", 0, raw)
    client.close()


@pytest.fixture
def broker_at():
    """Sends jobs to another broker."""

    def move(url):
        current_app.conf.broker_url = url

    kept = current_app.conf.broker_url
    yield move
    move(kept)
    jobs.broker.away_until = 0.0


@pytest.fixture
def nowhere():
    """The address of a broker that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return address_of(server)


@pytest.fixture
def listener():
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def address_of(server):
    return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.django_db(transaction=True)
def test_a_job_is_sent_after_the_commit_and_not_before(name, asked):
    with transaction.atomic():
        jobs.enqueue(name, serial=7)
        before = asked()

    assert (before, asked()) == ([], [{"serial": 7}])


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_taken_back_is_never_sent(name, asked):
    def change_and_fail():
        with transaction.atomic():
            jobs.enqueue(name)
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()

    assert asked() == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_is_logged_and_raises_nothing(
    name, broker_at, nowhere, caplog
):
    broker_at(nowhere)

    began = time.monotonic()
    jobs.enqueue(name)

    assert time.monotonic() - began < LONGEST_SECONDS
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert caplog.messages[0].startswith(
        f"Broker unreachable, {name} waits for its sweep"
    )


def test_a_broker_that_hangs_is_not_waited_for(name, broker_at, listener, caplog):
    broker_at(address_of(listener))

    began = time.monotonic()
    jobs.broker.send(name, {})

    assert time.monotonic() - began < LONGEST_SECONDS
    assert "Timeout" in caplog.text


def test_after_a_failure_the_broker_is_left_alone_for_a_while(
    name, broker_at, nowhere, caplog, asked
):
    broker_at(nowhere)
    jobs.broker.send(name, {})

    broker_at(settings.REDIS_URL)
    caplog.set_level(logging.DEBUG, "portal.lib.jobs")
    caplog.clear()
    jobs.broker.send(name, {})

    assert (caplog.messages, asked()) == ([], [])


def test_when_the_pause_is_over_jobs_go_out_again(name, broker_at, nowhere, asked):
    broker_at(nowhere)
    jobs.broker.send(name, {})

    broker_at(settings.REDIS_URL)
    jobs.broker.away_until = time.monotonic()
    jobs.broker.send(name, {"serial": 8})

    assert asked() == [{"serial": 8}]
