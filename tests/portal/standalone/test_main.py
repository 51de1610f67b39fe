import runpy
import sys

import pytest

from portal.standalone import __main__ as entry


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch, given):
    for name in set(given) | {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "LICET_MODE"}:
        monkeypatch.setenv(name, given.get(name, ""))


def test_what_hinders_the_start_is_said_in_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "http")
    assert entry.main(["run"]) == 1
    assert capsys.readouterr().err == (
        "PORT must be a number from 1 to 65535, not “http”.\n"
    )


def test_a_command_is_executed(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://portal@db.example/licet")
    monkeypatch.setenv("REDIS_URL", "redis://broker.example/0")
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")
    assert entry.main(["exec", "--", "/bin/sh", "-c", "exit 4"]) == 4


def test_the_data_are_reset(monkeypatch, tmp_path):
    (tmp_path / "var" / "mail").mkdir(parents=True)
    monkeypatch.setattr(sys, "argv", ["portal.standalone", "reset"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(entry.__file__, run_name="__main__")
    assert end.value.code == 0
    assert not (tmp_path / "var").exists()
