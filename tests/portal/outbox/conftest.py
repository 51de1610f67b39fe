import socket
from copy import deepcopy
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from portal.outbox import mail

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture(autouse=True)
def greeting_templates(settings):
    """A mail of the tests' own, so that no screen's mail is needed here."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def woken(settings, monkeypatch):
    """The names of the tasks that were asked of the broker."""
    settings.SITE_URL = "https://licences.example.org"
    names = []
    monkeypatch.setattr(
        "celery.app.base.Celery.send_task", lambda _app, name, **_: names.append(name)
    )
    return names


@pytest.fixture
def post(db, now):
    def _post(key="greeting-1", **changes):
        values = {
            "to": "ming@example.org",
            "language": "en",
            "name": "greeting",
            "context": {"person": "Ming"},
            "at": now,
        }
        return mail.post(key=key, **{**values, **changes})

    return _post


class Postbox:
    """A real SMTP server that can be told how to treat whom."""

    def __init__(self):
        self.received = []
        self.sessions = set()
        self.at_rcpt = {}
        self.at_data = {}
        self.on_data = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        if answer := self.at_rcpt.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.sessions.add(session.peer)
        answer = self.at_data.get(envelope.rcpt_tos[0], "250 OK")
        if answer == "drop":
            server.transport.abort()
            return "250 too late"
        self.on_data()
        if answer.startswith("250"):
            self.received.append(
                message_from_bytes(envelope.content, policy=policy.default)
            )
        return answer

    def addressees(self):
        return [message["To"] for message in self.received]


@pytest.fixture
def postbox(settings):
    handler = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 3
    controller = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
