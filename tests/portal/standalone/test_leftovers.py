import json
import os
import signal
import subprocess
from contextlib import suppress

import psutil
import pytest

from portal.standalone import leftovers
from portal.standalone.leftovers import Ledger
from portal.standalone.waiting import wait_until


@pytest.fixture
def begin(tmp_path):
    """Starts what a launcher would, and forgets it as a killed launcher does."""
    begun = []

    def start(line, mark=None):
        process = subprocess.Popen(  # noqa: S603 -- lines of this file
            ["/bin/sh", "-c", line],
            env={"PATH": os.defpath, "LICET_VAR": mark or str(tmp_path)},
            start_new_session=True,
        )
        begun.append(process)
        return process

    yield start
    for process in begun:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "children.json")


def test_what_is_left_is_asked_to_end(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(psutil.Process(process.pid), stop_signal=signal.SIGINT, patience=5)
    Ledger(ledger.path).stop_leftovers()
    assert process.wait() == -signal.SIGINT
    assert not ledger.path.exists()


def test_what_does_not_listen_is_killed(begin, ledger, tmp_path):
    process = begin(f"trap '' TERM; touch {tmp_path}/deaf; sleep 60")
    assert wait_until((tmp_path / "deaf").exists, seconds=5)
    ledger.add(psutil.Process(process.pid), stop_signal=signal.SIGTERM, patience=0.1)
    Ledger(ledger.path).stop_leftovers()
    assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize(("mark", "goes"), [(None, True), ("/another/folder", False)])
def test_members_of_a_group_without_its_leader_are_ended_if_they_are_ours(
    begin, ledger, tmp_path, number_in, is_gone, mark, goes
):
    process = begin(f"sleep 60 & echo $! > {tmp_path}/pid; sleep 60", mark)
    member = number_in(tmp_path / "pid")
    ledger.add(psutil.Process(process.pid), stop_signal=signal.SIGTERM, patience=5)
    process.kill()
    process.wait()
    Ledger(ledger.path).stop_leftovers()
    assert wait_until(lambda: is_gone(member), seconds=5 if goes else 0.2) is goes


def test_a_stranger_with_the_same_number_is_left_alone(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(psutil.Process(process.pid), stop_signal=signal.SIGTERM, patience=5)
    entries = json.loads(ledger.path.read_text())
    entries[0]["born"] -= 3600
    ledger.path.write_text(json.dumps(entries))
    Ledger(ledger.path).stop_leftovers()
    assert process.poll() is None


def test_what_has_ended_meanwhile_is_no_trouble(begin, ledger):
    process = begin("exec sleep 60")
    ledger.add(psutil.Process(process.pid), stop_signal=signal.SIGTERM, patience=5)
    process.kill()
    process.wait()
    Ledger(ledger.path).stop_leftovers()


def test_what_its_parent_buried_is_gone(begin):
    process = begin("exec sleep 60")
    remembered = psutil.Process(process.pid)
    assert not leftovers.is_gone(remembered)
    process.kill()
    process.wait()
    assert leftovers.is_gone(remembered)


@pytest.mark.parametrize("text", ["", "{", '{"pid": 1}', "[1]", '[{"pid": 1}]'])
def test_a_ledger_that_cannot_be_read_names_nobody(ledger, text):
    ledger.path.write_text(text)
    ledger.stop_leftovers()
    assert not ledger.path.exists()
