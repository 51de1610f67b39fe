"""The launcher as its users meet it. One folder of data serves the tests in turn."""

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from portal.standalone import demo, environment, ports
from portal.standalone import run as running
from portal.standalone.refusals import CannotStart
from portal.standalone.run import run
from portal.standalone.waiting import wait_until


@pytest.fixture
def home(given, tmp_path_factory, worker_id):
    """Somebody's variables; the demo data in his folder serve these tests in turn."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with (shared / "one-machine.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield given | {
            "LICET_VAR": str(shared / "one-machine"),
            "PORT": str(ports.find_free()),
        }


@pytest.fixture
def launch(home):
    """Starts launchers of their own, until the page answers."""
    launched = []

    def start():
        launcher = subprocess.Popen(
            [sys.executable, "-m", "portal.standalone", "run"],
            env=home,
            cwd=environment.PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        launched.append(launcher)
        assert any("Licet is at" in line for line in launcher.stdout)
        return launcher

    yield start
    for launcher in launched:
        launcher.terminate()
        launcher.communicate()


def status_of(home, path):
    site = http.client.HTTPConnection(ports.LOOPBACK, int(home["PORT"]), timeout=9)
    try:
        site.request("GET", path)
        return site.getresponse().status
    except OSError:
        return None
    finally:
        site.close()


def children_of(home):
    ledger = Path(home["LICET_VAR"]) / "children.json"
    return [entry["pid"] for entry in json.loads(ledger.read_text())]


def test_the_portal_serves_until_it_is_asked_to_stop(home, capsys, is_gone):
    said, statuses, seen, ended = [], [], [], threading.Event()

    def has_begun():
        said.append(capsys.readouterr().out)
        return ended.is_set() or any("Licet is at" in text for text in said)

    def visit():
        wait_until(has_begun, seconds=120)
        if not ended.is_set():
            statuses.append(status_of(home, "/health/ready"))
            seen.extend(children_of(home))
            os.kill(os.getpid(), signal.SIGTERM)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        run(home)
    finally:
        ended.set()
        visitor.join()
    text = "".join([*said, capsys.readouterr().out])
    assert f"Licet is at http://localhost:{home['PORT']}" in text
    assert demo.table() in text
    assert text.endswith(f"Stopped. The data are kept in {home['LICET_VAR']}.\n")
    assert statuses == [200]
    assert len(seen) > 5
    assert all(is_gone(pid) for pid in seen)


def test_what_a_killed_launcher_left_is_stopped_by_the_next(home, launch, is_gone):
    first = launch()
    left = children_of(home)
    first.kill()
    first.wait()
    assert status_of(home, "/health/live") == 200
    launch()
    assert all(is_gone(pid) for pid in left)
    assert status_of(home, "/health/ready") == 200
    with pytest.raises(CannotStart, match="is already running with the data in"):
        run(home)


def test_when_one_child_dies_all_stop(home, launch, is_gone):
    launcher = launch()
    everyone = children_of(home)
    worker = next(
        child
        for child in psutil.Process(launcher.pid).children()
        if "worker" in child.cmdline()
    )
    worker.kill()
    _, complaint = launcher.communicate(timeout=60)
    assert complaint.startswith("worker ended by itself (signal SIGKILL).")
    assert launcher.returncode == 1
    assert all(is_gone(pid) for pid in everyone)


def begin(variables, var, *, fails=False):
    with running._whole_first_start(variables, var):
        (var / "postgres").mkdir(exist_ok=True)
        (var / "documents").mkdir(exist_ok=True)
        if fails:
            raise CannotStart


def test_a_first_start_that_failed_is_begun_again(tmp_path):
    with pytest.raises(CannotStart):
        begin({}, tmp_path, fails=True)
    (tmp_path / "postgres" / "half").touch()
    begin({}, tmp_path)
    assert list((tmp_path / "postgres").iterdir()) == []


def test_a_later_start_that_failed_loses_nothing(tmp_path):
    begin({}, tmp_path)
    (tmp_path / "postgres" / "whole").touch()
    with pytest.raises(CannotStart):
        begin({}, tmp_path, fails=True)
    begin({}, tmp_path)
    assert (tmp_path / "postgres" / "whole").exists()


def test_what_belongs_to_another_database_is_never_thrown_away(tmp_path):
    elsewhere = {"DATABASE_URL": "postgres://db.example/licet"}
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "theirs").touch()
    with pytest.raises(CannotStart):
        begin(elsewhere, tmp_path, fails=True)
    begin(elsewhere, tmp_path)
    assert (tmp_path / "documents" / "theirs").exists()


def test_a_port_that_is_taken_is_refused_before_anything_starts(given, tmp_path):
    with socket.create_server((ports.LOOPBACK, 0)) as other:
        port = str(other.getsockname()[1])
        with pytest.raises(CannotStart, match=f"^Port {port} at 127.0.0.1 is taken"):
            run(given | {"PORT": port})
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_real_installation_is_not_run_so(given):
    with pytest.raises(CannotStart, match="LICET_MODE asks for “production”"):
        run(given | {"LICET_MODE": "production"})


def test_a_site_that_does_not_answer_is_given_up(children, monkeypatch):
    monkeypatch.setattr(running, "_START_SECONDS", -1)
    with pytest.raises(CannotStart, match="The portal did not answer within"):
        running._await_first_page(children, "", ports.find_free(), "localhost")
