import os
import pwd

import pytest

from portal.standalone import person as persons
from portal.standalone.children import MYSELF

NAMELESS = 2**31 - 9


@pytest.fixture
def become(monkeypatch):
    def as_number(number):
        monkeypatch.setattr(persons.os, "geteuid", lambda: number)

    return as_number


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine that allows user namespaces, forbids them, or does not know them."""

    def make(*, namespaces):
        ending = {"allowed": 'shift 3; exec "$@"', "forbidden": "exit 1"}
        if namespaces in ending:
            (tmp_path / "unshare").write_text(f"#!/bin/sh\n{ending[namespaces]}\n")
            (tmp_path / "unshare").chmod(0o755)
            monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        else:
            monkeypatch.setattr(persons.shutil, "which", lambda _name: None)

    return make


def test_an_ordinary_user_runs_it_himself(become, machine):
    machine(namespaces="allowed")
    become(pwd.getpwnam("nobody").pw_uid)
    assert persons.find() == MYSELF


@pytest.mark.parametrize("number", [0, NAMELESS])
def test_root_and_the_nameless_become_nobody_in_a_namespace(become, machine, number):
    machine(namespaces="allowed")
    become(number)
    assert persons.find().prefix[1:] == ("-U", "--map-user=65534", "--map-group=65534")
    assert persons.find().user is None


@pytest.mark.parametrize("namespaces", ["forbidden", "unknown"])
def test_without_namespaces_root_becomes_nobody(become, machine, namespaces):
    machine(namespaces=namespaces)
    become(0)
    assert persons.find().prefix == ()
    assert persons.find().user == pwd.getpwnam("nobody").pw_uid


@pytest.mark.parametrize("namespaces", ["forbidden", "unknown"])
def test_without_namespaces_the_nameless_stay_so(become, machine, namespaces):
    machine(namespaces=namespaces)
    become(NAMELESS)
    assert persons.find() == MYSELF
