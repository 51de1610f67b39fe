import os
import signal
import sys
import threading
import time

import psutil
import pytest

from portal.standalone import execute as executing
from portal.standalone.children import ChildDied
from portal.standalone.execute import execute
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

ADDRESSES = {
    "DATABASE_URL": "postgres://portal@db.example/licet",
    "REDIS_URL": "redis://broker.example/0",
}


@pytest.fixture
def nearby(given):
    """Somebody whose database and broker run already."""
    return given | ADDRESSES


def shell(line):
    return ["/bin/sh", "-c", line]


def test_the_command_s_exit_code_is_ours(nearby):
    assert execute(nearby, shell("exit 7")) == 7
    assert execute(nearby, shell("exit 0")) == 0


def test_a_command_that_was_killed_gives_the_shell_s_code(nearby):
    assert execute(nearby, shell("kill -9 $$")) == 128 + 9


def test_the_command_works_among_servers_that_go_with_it(given, tmp_path):
    question = """if True:
        import os, psycopg, redis, smtplib
        with psycopg.connect(os.environ["DATABASE_URL"]) as database:
            database.execute("CREATE TABLE made_here()")
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).setnx("made", "here")
        host, port = os.environ["EMAIL_URL"].removeprefix("smtp://").split(":")
        smtplib.SMTP(host, int(port)).sendmail("a@demo", ["b@demo"], "made here")
    """
    for _ in range(2):  # the second time there is nothing of the first
        assert execute(given, [sys.executable, "-c", question]) == 0
    left = {path.name for path in (tmp_path / "var" / "test").iterdir()}
    assert left == {"lock", "log", "secrets"}


def test_a_command_that_is_not_there_is_named(nearby):
    with pytest.raises(CannotStart) as refusal:
        execute(nearby, ["no-such-command"])
    assert (
        str(refusal.value) == "Cannot run no-such-command: No such file or directory."
    )


def test_a_server_that_dies_ends_the_command(nearby, tmp_path, number_in, is_gone):
    def kill_the_mailbox():
        number_in(tmp_path / "pid")
        for child in psutil.Process().children():
            if "mailbox.py" in " ".join(child.cmdline()):
                child.kill()

    killer = threading.Thread(target=kill_the_mailbox)
    killer.start()
    with pytest.raises(ChildDied, match=r"^mailbox ended by itself"):
        execute(nearby, shell(f"echo $$ > {tmp_path}/pid; exec sleep 60"))
    killer.join()
    assert is_gone(number_in(tmp_path / "pid"))


@pytest.mark.parametrize(
    ("number", "ending"),
    [(signal.SIGTERM, "exec sleep 60"), (signal.SIGINT, "sleep 2")],
)
def test_a_signal_ends_the_command(nearby, tmp_path, number_in, number, ending, capsys):
    def interrupt():
        number_in(tmp_path / "pid")
        os.kill(os.getpid(), number)

    interrupter = threading.Thread(target=interrupt)
    interrupter.start()
    began = time.monotonic()
    assert execute(nearby, shell(f"echo $$ > {tmp_path}/pid; {ending}")) == 128 + number
    interrupter.join()
    assert time.monotonic() - began < 15
    assert capsys.readouterr().err == f"Stopped by {number.name}.\n"


def test_a_command_that_does_not_listen_is_killed(
    nearby, tmp_path, number_in, is_gone, monkeypatch
):
    monkeypatch.setattr(executing, "_PATIENCE_SECONDS", 0.2)

    def interrupt():
        number_in(tmp_path / "pid")
        os.kill(os.getpid(), signal.SIGTERM)

    interrupter = threading.Thread(target=interrupt)
    interrupter.start()
    line = f"trap '' TERM; echo $$ > {tmp_path}/pid; sleep 60 & wait; sleep 60"
    assert execute(nearby, shell(line)) == 128 + signal.SIGTERM
    interrupter.join()
    assert wait_until(lambda: is_gone(number_in(tmp_path / "pid")), seconds=5)
