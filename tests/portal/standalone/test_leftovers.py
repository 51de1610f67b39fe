import json
import signal
import subprocess

import psutil
import pytest

from portal.standalone import leftovers
from portal.standalone.leftovers import Ledger, end_group
from portal.standalone.waiting import wait_until


@pytest.fixture
def begin():
    """Starts what a launcher would, and forgets it as a killed launcher does."""
    begun = []

    def start(line):
        process = subprocess.Popen(["/bin/sh", "-c", line], start_new_session=True)  # noqa: S603 -- lines of this file
        begun.append(process)
        return process

    yield start
    for process in begun:
        end_group(process.pid)
        process.wait()


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "children.json")


def test_what_is_left_is_asked_to_end(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(process.pid, stop_signal=signal.SIGINT, patience=5)
    Ledger(ledger.path).stop_leftovers()
    assert process.wait() == -signal.SIGINT
    assert not ledger.path.exists()


def test_what_does_not_listen_is_killed(begin, ledger, tmp_path):
    process = begin(f"trap '' TERM; touch {tmp_path}/deaf; sleep 60")
    assert wait_until((tmp_path / "deaf").exists, seconds=5)
    ledger.add(process.pid, stop_signal=signal.SIGTERM, patience=0.1)
    Ledger(ledger.path).stop_leftovers()
    assert process.wait() == -signal.SIGKILL


def test_a_group_that_lost_its_leader_is_ended(
    begin, ledger, tmp_path, number_in, is_gone
):
    process = begin(f"sleep 60 & echo $! > {tmp_path}/pid; sleep 60")
    member = number_in(tmp_path / "pid")
    ledger.add(process.pid, stop_signal=signal.SIGTERM, patience=5)
    process.kill()
    process.wait()
    Ledger(ledger.path).stop_leftovers()
    assert wait_until(lambda: is_gone(member), seconds=5)


def test_a_stranger_with_the_same_number_is_left_alone(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(process.pid, stop_signal=signal.SIGTERM, patience=5)
    entries = json.loads(ledger.path.read_text())
    entries[0]["born"] -= 3600
    ledger.path.write_text(json.dumps(entries))
    Ledger(ledger.path).stop_leftovers()
    assert process.poll() is None


def test_what_has_ended_meanwhile_is_no_trouble(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(process.pid, stop_signal=signal.SIGTERM, patience=5)
    process.kill()
    process.wait()
    Ledger(ledger.path).stop_leftovers()


def test_what_its_parent_buried_is_gone(begin):
    process = begin("exec sleep 60")
    remembered = psutil.Process(process.pid)
    assert not leftovers._is_gone(remembered)
    process.kill()
    process.wait()
    assert leftovers._is_gone(remembered)


@pytest.mark.parametrize("text", ["", "{", '{"pid": 1}', "[1]", '[{"pid": 1}]'])
def test_a_ledger_that_cannot_be_read_names_nobody(ledger, text):
    ledger.path.write_text(text)
    ledger.stop_leftovers()
    assert not ledger.path.exists()
