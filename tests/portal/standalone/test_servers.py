import smtplib

import pytest

from portal.standalone import servers
from portal.standalone.refusals import CannotStart

GIVEN = {
    "DATABASE_URL": "postgres://portal@db.example/licet",
    "REDIS_URL": "redis://broker.example/0",
    "EMAIL_URL": "smtp://mail.example",
}


def test_addresses_that_are_given_are_used(children, tmp_path):
    assert servers.start(children, GIVEN, var=tmp_path, durable=True) == GIVEN
    assert children.running == []


def test_the_others_are_started(children, tmp_path):
    addresses = servers.start(children, {}, var=tmp_path / "var", durable=False)
    assert [child.program.name for child in children.running] == [
        "postgres",
        "valkey",
        "mailbox",
    ]
    assert sorted(addresses) == ["DATABASE_URL", "EMAIL_URL", "REDIS_URL"]
    host, port = addresses["EMAIL_URL"].removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as client:
        client.sendmail("a@demo.example", ["b@demo.example"], "Subject: word\n\nhere")
    assert len(list((tmp_path / "var" / "mail").glob("*.eml"))) == 1


def test_a_mailbox_that_does_not_answer_is_given_up(children, tmp_path, monkeypatch):
    monkeypatch.setattr(servers, "_START_SECONDS", -1)
    monkeypatch.setattr(servers.ports, "answers", lambda _port: False)
    with pytest.raises(CannotStart, match="The mailbox did not answer"):
        servers.start(children, GIVEN | {"EMAIL_URL": ""}, var=tmp_path, durable=True)
