import logging

import pytest

from portal.lib import cache as module
from portal.lib.cache import SteadyCache

# Nobody listens there, and the refusal comes at once.
NOWHERE = "redis://127.0.0.1:1/0"
OPTIONS = {"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1}


@pytest.fixture
def lonely():
    cache = SteadyCache(NOWHERE, {"KEY_PREFIX": "lonely", "OPTIONS": OPTIONS})
    cache._stand_in.clear()
    return cache


@pytest.fixture
def usual(settings):
    cache = SteadyCache(settings.REDIS_URL, {"KEY_PREFIX": "usual", "OPTIONS": OPTIONS})
    cache.clear()
    return cache


@pytest.fixture(params=["usual", "lonely"])
def steady(request):
    return request.getfixturevalue(request.param)


def test_it_counts_with_and_without_redis(steady):
    assert steady.add("attempts", 1, timeout=60)
    assert not steady.add("attempts", 1, timeout=60)
    assert steady.incr("attempts") == 2
    assert steady.get("attempts") == 2
    assert steady.get("others", []) == []
    steady.set("attempts", [1.5], 60)
    assert steady.get("attempts") == [1.5]
    assert steady.delete("attempts")
    assert not steady.delete("attempts")
    with pytest.raises(ValueError, match="attempts"):
        steady.incr("attempts")


def test_a_missing_redis_is_said_once_and_left_alone_for_a_while(
    lonely, caplog, monkeypatch
):
    now = 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    caplog.set_level(logging.WARNING, "portal.lib.cache")

    for _ in range(20):
        lonely.get("anything")
    assert len(caplog.records) == 1
    now += 5
    lonely.get("anything")

    assert len(caplog.records) == 2


def test_it_comes_back_to_redis(lonely, usual, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    lonely.set("where", "here")
    usual.set("where", "there")
    lonely._client = usual.client
    assert lonely.get("where") == "here"
    now += 5

    assert lonely.get("where") == "there"
