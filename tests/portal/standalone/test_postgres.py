import os
import signal
from pathlib import Path

import psycopg
import pytest

from portal.standalone import person as persons
from portal.standalone import postgres
from portal.standalone.children import ChildDied, Children, Person
from portal.standalone.refusals import CannotStart
from portal.standalone.stopping import StopRequested

MYSELF_BY_NUMBER = Person(user=os.geteuid(), group=os.getegid())


@pytest.fixture
def home(children, tmp_path):
    return tmp_path / "var" / "postgres"


def start(children, home, **details):
    options = {"home": home, "password": "safe", "durable": False} | details
    return postgres.start(children, **options)


def ask(address, question):
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchone()


def test_data_survive_a_stop_and_a_start(children, home):
    with psycopg.connect(start(children, home)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    children.stop()
    again = start(children, home)
    assert ask(again, "SELECT answer FROM kept") == (42,)
    with pytest.raises(psycopg.OperationalError, match="password authentication"):
        ask(again.replace("safe", "guessed"), "SELECT 1")


def test_a_stop_is_clean(children, home):
    start(children, home, durable=True)
    children.stop()
    last = (children.logs / "postgres.log").read_text().splitlines()[-1]
    assert last.endswith("LOG:  database system is shut down")


def test_a_server_that_a_launcher_forgot_is_stopped_first(children, home, requests):
    start(children, home)
    forgotten = children.running[0].process
    children.ledger.clear()
    second = Children(children.logs.parent, requests)
    try:
        assert ask(start(second, home), "SELECT 1") == (1,)
        assert forgotten.wait() == 0
    finally:
        second.stop()


@pytest.mark.parametrize("owner", ["a stranger", "nobody"])
def test_a_lock_that_a_dead_server_left_is_removed(tmp_path, owner):
    pid = os.getpid() if owner == "a stranger" else 2**22 + 1
    lock = tmp_path / "postmaster.pid"
    lock.write_text(f"{pid}\n{tmp_path}\n")
    postgres._clear_stale_lock(tmp_path)
    assert not lock.exists()


def test_data_of_another_version_are_refused(children, home):
    (home / "data").mkdir(parents=True)
    (home / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart) as refusal:
        start(children, home)
    assert str(refusal.value).startswith(
        f"The data in {home / 'data'} were written by PostgreSQL 9, and only PostgreSQL"
    )


def test_data_half_made_are_made_anew(children, home):
    (home / "draft").mkdir(parents=True)
    (home / "draft" / "PG_VERSION").write_text("half")
    assert ask(start(children, home), "SELECT 1") == (1,)


def test_a_server_that_cannot_start_says_why(children, home):
    start(children, home)
    children.stop()
    (home / "data" / "global" / "pg_control").unlink()
    with pytest.raises(ChildDied, match="could not find the database system"):
        start(children, home)


def test_a_signal_interrupts_the_wait(children, home, requests):
    start(children, home)
    children.stop()
    requests.note(signal.SIGTERM, None)
    with pytest.raises(StopRequested):
        start(children, home)


def test_a_server_that_is_not_ready_in_time_is_given_up(children, home, monkeypatch):
    start(children, home)
    children.stop()
    monkeypatch.setattr(postgres, "_START_SECONDS", -1)
    monkeypatch.setattr(postgres, "_status", lambda _data: "starting")
    with pytest.raises(CannotStart, match="PostgreSQL was not ready within"):
        start(children, home)


def test_the_status_of_a_server_that_is_starting_is_not_known(tmp_path):
    assert postgres._status(tmp_path) == ""
    (tmp_path / "postmaster.pid").write_text("1\n2\n")
    assert postgres._status(tmp_path) == ""


def test_somebody_else_s_data_lie_where_he_may_go(
    children, home, tmp_path, monkeypatch
):
    monkeypatch.setattr(postgres, "ELSEWHERE", tmp_path)
    settled = postgres._settle(home, MYSELF_BY_NUMBER)
    assert settled.parent == tmp_path
    assert home.readlink() == settled
    assert postgres._settle(home, MYSELF_BY_NUMBER) == settled
    postgres.discard(home)
    assert not home.is_symlink()
    assert not settled.exists()


def test_data_that_vanished_from_there_are_made_anew(home, tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "ELSEWHERE", tmp_path)
    home.symlink_to(tmp_path / "vanished")
    assert postgres._settle(home, MYSELF_BY_NUMBER).is_dir()


def test_discarding_what_is_not_there_is_no_trouble(home):
    postgres.discard(home)
    home.mkdir()
    postgres.discard(home)
    assert list(home.parent.glob("postgres*")) == []


def test_data_of_another_mode_move_there_too(home, tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "ELSEWHERE", tmp_path)
    (home / "data" / "base").mkdir(parents=True)
    settled = postgres._settle(home, MYSELF_BY_NUMBER)
    assert [path.name for path in settled.rglob("*")] == ["data", "base"]


def test_data_of_another_person_are_handed_over(home, monkeypatch):
    given = []
    monkeypatch.setattr(
        postgres.shutil, "chown", lambda path, *to: given.append((path.name, to))
    )
    (home / "data" / "base").mkdir(parents=True)
    postgres._hand_over(home / "data", Person(user=65534, group=65533))
    postgres._hand_over(home / "data", MYSELF_BY_NUMBER)
    assert given == [("data", (65534, 65533)), ("base", (65534, 65533))]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_root_without_user_namespaces_runs_it_as_nobody(
    children, home, tmp_path, monkeypatch
):
    tmp_path.chmod(0o700)
    try:
        start(children, home)  # as this machine allows
        children.stop()
        monkeypatch.setattr(persons.shutil, "which", lambda _name: None)
        assert ask(start(children, home), "SELECT 1") == (1,)
        assert home.resolve().parent == postgres.ELSEWHERE
        server = Path(f"/proc/{children.running[0].process.pid}")
        assert server.stat().st_uid == persons.find().user
        children.stop()
        monkeypatch.undo()
        assert ask(start(children, home), "SELECT 1") == (1,)
    finally:
        children.stop()
        postgres.discard(home)
