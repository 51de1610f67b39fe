import os

import pytest

from portal.standalone import person as persons
from portal.standalone.children import MYSELF


def test_an_ordinary_user_runs_it_himself(monkeypatch):
    monkeypatch.setattr(persons.os, "geteuid", lambda: 1000)
    assert persons.find() == MYSELF


@pytest.fixture
def root(monkeypatch):
    monkeypatch.setattr(persons.os, "geteuid", lambda: 0)


def test_root_becomes_nobody_without_unshare(root, monkeypatch):
    monkeypatch.setattr(persons.shutil, "which", lambda _name: None)
    assert persons.find().prefix == ()
    assert persons.find().user is not None


@pytest.mark.parametrize(("unshare", "prefixed"), [("env", True), ("false", False)])
def test_root_uses_namespaces_where_they_are_allowed(
    root, monkeypatch, tmp_path, unshare, prefixed
):
    # Stands for a machine that allows, or forbids, user namespaces.
    ending = 'shift 3; exec "$@"' if prefixed else "exit 1"
    (tmp_path / "unshare").write_text(f"#!/bin/sh\n{ending}\n")
    (tmp_path / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert bool(persons.find().prefix) is prefixed
