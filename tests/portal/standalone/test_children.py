import os
import signal
import time

import psutil
import pytest

from portal.standalone.children import ChildDied
from portal.standalone.stopping import StopRequested
from portal.standalone.waiting import wait_until


def test_a_child_is_stopped_and_leaves_no_zombie(children, shell):
    child = children.start(shell("exec sleep 60"))
    children.check()
    children.stop()
    assert not psutil.pid_exists(child.process.pid)


def test_children_are_stopped_last_started_first(children, shell, tmp_path):
    note = "trap 'echo {0} >> {1}; exit' TERM; echo > {1}.{0}; sleep 60 & wait"
    for name in ("one", "two"):
        children.start(shell(note.format(name, tmp_path / "order")))
        assert wait_until((tmp_path / f"order.{name}").exists, seconds=5)
    children.stop()
    assert (tmp_path / "order").read_text() == "two\none\n"


def test_grandchildren_go_too(children, shell, tmp_path, number_in, is_gone):
    children.start(shell(f"sleep 60 & echo $! > {tmp_path}/pid; wait"))
    grandchild = number_in(tmp_path / "pid")
    children.stop()
    assert wait_until(lambda: is_gone(grandchild), seconds=5)


def test_one_that_does_not_listen_is_killed(children, shell, tmp_path):
    line = f"trap '' TERM; touch {tmp_path}/deaf; sleep 60"
    child = children.start(shell(line, patience=0.1))
    assert wait_until((tmp_path / "deaf").exists, seconds=5)
    children.stop()
    assert child.process.returncode == -signal.SIGKILL


def test_one_that_ends_by_itself_is_reported_with_its_last_words(children, shell):
    child = children.start(shell("echo the disk is full >&2; exit 3"))
    child.process.wait()
    with pytest.raises(ChildDied) as report:
        children.check()
    assert str(report.value) == (
        f"trial ended by itself (exit code 3). The end of {child.log}:\n"
        "  | the disk is full"
    )


def test_one_that_was_killed_is_reported_with_the_signal(children, shell):
    child = children.start(shell("exec sleep 60"))
    child.process.kill()
    child.process.wait()
    with pytest.raises(ChildDied, match=r"^trial ended by itself \(signal SIGKILL\)"):
        children.check()


def test_a_program_is_run_to_its_end(children, shell):
    children.run(shell("sleep 0.3; echo done"))
    assert (children.logs / "trial.log").read_text() == "done\n"


def test_a_program_that_fails_is_reported(children, shell):
    with pytest.raises(ChildDied, match=r"^trial failed \(exit code 1\)"):
        children.run(shell("exit 1"))


def test_a_program_is_ended_when_a_signal_arrives(children, shell, requests):
    requests.note(signal.SIGTERM, None)
    began = time.monotonic()
    with pytest.raises(StopRequested):
        children.run(shell("exec sleep 60"))
    assert time.monotonic() - began < 5


def test_a_program_reads_what_it_is_told(children, shell):
    children.run(shell("cat", told="a secret\n"))
    assert (children.logs / "trial.log").read_text() == "a secret\n"


def test_a_program_need_not_listen(children, shell):
    children.run(shell("exit 0", told="words " * 50_000))


def test_each_child_leads_a_group_of_its_own(children, shell):
    child = children.start(shell("exec sleep 60"))
    assert os.getpgid(child.process.pid) == child.process.pid


def test_the_log_before_is_kept(children, shell):
    children.run(shell("echo first"))
    children.run(shell("echo second"))
    assert (children.logs / "trial.log").read_text() == "second\n"
    assert (children.logs / "trial.previous.log").read_text() == "first\n"
