import pytest
import redis

from portal.standalone import broker
from portal.standalone.refusals import CannotStart


def start(children, tmp_path, **details):
    options = {"folder": tmp_path / "a broker", "password": "safe", "durable": False}
    return broker.start(children, **(options | details))


def test_it_serves_whoever_knows_the_password(children, tmp_path):
    address = start(children, tmp_path)
    with redis.Redis.from_url(address) as client:
        assert client.ping() is True
    with (
        redis.Redis.from_url(address.replace("safe", "guessed")) as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()


def test_what_waits_survives_a_stop_when_it_shall(children, tmp_path):
    with redis.Redis.from_url(start(children, tmp_path, durable=True)) as client:
        client.lpush("waiting", "a job")
    children.stop()
    with redis.Redis.from_url(start(children, tmp_path, durable=True)) as client:
        assert client.lrange("waiting", 0, -1) == [b"a job"]


def test_one_that_does_not_answer_is_given_up(children, tmp_path, monkeypatch):
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    monkeypatch.setattr(broker, "find_binary", lambda: silent)
    monkeypatch.setattr(broker, "_START_SECONDS", 0)
    with pytest.raises(CannotStart, match="The broker did not answer"):
        start(children, tmp_path)


@pytest.fixture
def no_wheel(monkeypatch, tmp_path):
    monkeypatch.setattr(broker, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("name", ["valkey-server", "redis-server"])
def test_without_the_wheel_an_installed_one_will_do(no_wheel, tmp_path, name):
    (tmp_path / name).touch(mode=0o755)
    assert broker.find_binary() == tmp_path / name


def test_else_it_says_how_to_get_one(no_wheel):
    with pytest.raises(CannotStart, match=r"apt-get install redis-server$"):
        broker.find_binary()
