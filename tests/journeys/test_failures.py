"""What breaks loses nothing: the broker away, a worker killed while it sends."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from email import message_from_bytes, policy
from urllib.parse import urlsplit, urlunsplit

import pytest
from aiosmtpd.controller import Controller
from celery import current_app
from django.db import connection

from licensing.enums import CertificateState, NoticeKind, NoticeState
from licensing.models import Certificate, Notice
from licensing.operations import certificates, notices
from portal.lib import jobs
from portal.outbox import delivery
from portal.outbox.models import OutboundEmail
from portal.standalone import ports
from tests import steps
from tests.people import NOW

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# As long as a person waits without noticing; the broker alone may take a second.
UNNOTICED = 8.0


@pytest.fixture
def no_broker(monkeypatch):
    """The broker's address is one where nobody listens."""
    nowhere = f"redis://{ports.LOOPBACK}:{ports.find_free()}/0"
    monkeypatch.setattr(current_app.conf, "broker_url", nowhere)
    jobs.broker.away_until = 0.0
    yield
    jobs.broker.away_until = 0.0


class Postbox:
    """A real mail server that keeps what it accepts, and can be made to stall."""

    def __init__(self):
        self.received = []
        self.someone_waits = threading.Event()
        self.stalls = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.stalls:
            self.someone_waits.set()
            # The sender is killed meanwhile; nobody is left to hear an answer.
            await asyncio.sleep(60)
        self.received.append(
            message_from_bytes(envelope.content, policy=policy.default)
        )
        return "250 OK"


@pytest.fixture
def postbox(settings):
    handler = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = ports.LOOPBACK, ports.find_free()
    controller = Controller(handler, hostname=ports.LOOPBACK, port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def test_a_broker_that_is_away_at_submission_loses_nothing(no_broker, draft, lin):
    before = time.monotonic()
    submitted = steps.submit(draft, by=lin)

    assert time.monotonic() - before < UNNOTICED
    receipt = Notice.objects.get(application=submitted)
    assert (receipt.kind, receipt.state) == (NoticeKind.RECEIVED, NoticeState.PLANNED)


def test_when_the_broker_is_back_the_sweeps_send_what_was_owed_once(
    no_broker, postbox, submitted, lin
):
    # Beat asks for both sweeps; asking twice changes nothing.
    for _ in range(2):
        notices.deliver(at=NOW)
        delivery.deliver_due(at=NOW)

    assert [mail["To"] for mail in postbox.received] == [lin.email]


def test_a_broker_that_is_away_at_issue_loses_nothing(
    no_broker, recommended, zhou, signing_folder, postbox
):
    steps.decide(recommended, by=zhou)
    owed = Certificate.objects.get()
    assert owed.state == CertificateState.WAITING

    for _ in range(2):
        certificates.make_waiting(at=NOW)
        notices.deliver(at=NOW)
        delivery.deliver_due(at=NOW)

    owed.refresh_from_db()
    number = recommended.licence.number
    issued = [mail for mail in postbox.received if number in mail["Subject"]]
    assert owed.state == CertificateState.MADE
    assert len(issued) == 1


def start_sender(settings):
    """Start a process of its own that sends what is due, as a worker does."""
    database = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "manage.py", "deliver_mail"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": urlunsplit(database._replace(path=f"/{name}")),
            "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_worker_killed_while_sending_has_its_mail_sent_by_another(
    submitted, lin, postbox, settings
):
    notices.deliver(at=NOW)
    postbox.stalls = True
    sender = start_sender(settings)
    assert postbox.someone_waits.wait(timeout=40)

    sender.send_signal(signal.SIGKILL)
    sender.wait(timeout=10)
    postbox.stalls = False
    taken = OutboundEmail.objects.get()
    assert taken.state == "SENDING"
    assert delivery.deliver_due(at=taken.lease_until) == 1

    taken.refresh_from_db()
    assert taken.state == "SENT"
    assert [mail["Message-ID"] for mail in postbox.received] == [taken.message_id]
    assert Notice.objects.get().state == NoticeState.POSTED


def test_planners_at_once_owe_each_reminder_once(licence):
    start = threading.Barrier(4)
    plans = []

    def plan():
        start.wait()
        plans.append(notices.plan(on=licence.valid_to, at=NOW))
        connection.close()

    threads = [threading.Thread(target=plan) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(plan.planned for plan in plans) == 1
    assert Notice.objects.filter(days_before__isnull=False).count() == 6


def test_deliverers_at_once_post_each_notice_once(licence, wei):
    notices.plan(on=licence.valid_to, at=NOW)
    start = threading.Barrier(4)
    posted = []

    def deliver():
        start.wait()
        posted.append(notices.deliver(at=NOW))
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    owed_today = Notice.objects.filter(due_on__lte=licence.issued_on)
    assert sum(posted) == owed_today.count()
    assert OutboundEmail.objects.count() == owed_today.count()
