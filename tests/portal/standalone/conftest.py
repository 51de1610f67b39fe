import os

import psutil
import pytest

from portal.standalone.children import Children, Program
from portal.standalone.stopping import StopRequests
from portal.standalone.waiting import wait_until

OURS = {
    "ALLOWED_HOSTS",
    "BIND",
    "DATABASE_POOL_SIZE",
    "DATABASE_URL",
    "EMAIL_URL",
    "LICET_MODE",
    "LICET_VAR",
    "PORT",
    "REDIS_URL",
    "SECRET_KEY",
    "SITE_URL",
    "TEMPLATE_DEBUG",
}


@pytest.fixture
def given(tmp_path):
    """The variables of somebody who has set none of ours but the folder."""
    others = {name: value for name, value in os.environ.items() if name not in OURS}
    return others | {"LICET_VAR": str(tmp_path / "var")}


@pytest.fixture
def requests():
    return StopRequests()


@pytest.fixture
def children(tmp_path, requests):
    (tmp_path / "var").mkdir()
    children = Children(tmp_path / "var", requests)
    yield children
    children.stop()


@pytest.fixture
def shell():
    """Makes a program of a line of shell."""

    def make(line, **details):
        return Program(
            name="trial",
            command=["/bin/sh", "-c", line],
            environment={"PATH": os.defpath},
            **details,
        )

    return make


@pytest.fixture
def number_in():
    """Reads the number that a child writes into a file, once it is there."""

    def read(path):
        assert wait_until(lambda: path.exists() and path.read_text().strip(), seconds=5)
        return int(path.read_text())

    return read


@pytest.fixture
def is_gone():
    def ask(pid):
        try:
            return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    return ask
