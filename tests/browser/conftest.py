import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from portal.celery import app
from portal.standalone import ports
from portal.standalone.mailbox import Mailbox
from tests.people import NOW

pytest.register_assert_rewrite("tests.browser.visitor")

from tests.browser.visitor import Visitor  # noqa: E402 -- now it can be rewritten

WORKER = """
import sys, time_machine
time_machine.travel(sys.argv[1], tick=True).start()
from portal.celery import app
app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip",
                 "--without-mingle", "--without-heartbeat"])
"""


@pytest.fixture(autouse=True)
def clock():
    """It is ten in the morning of a working day; the clock goes on from there."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def visit(browser, live_server, settings, clock):
    """Gives each person a browser of their own; closes them before the tables empty."""
    cache.clear()
    settings.SITE_URL = live_server.url
    contexts = []

    def open_browser(person=None, *, language="en", scripts=True):
        context = browser.new_context(
            java_script_enabled=scripts, accept_downloads=True
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        name = person.name.partition(" ")[0].lower() if person else "nobody"
        visitor = Visitor(context, live_server.url, name=name, scripts=scripts)
        if person is None:
            visitor.open("/")
        else:
            visitor.sign_in(person)
        visitor.speak(language)
        return visitor

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def mail_server(settings, tmp_path):
    """A real SMTP server that keeps every message for the page of the mailbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILBOX_DIR = tmp_path / "mail"
    settings.EMAIL_HOST, settings.EMAIL_PORT = ports.LOOPBACK, ports.find_free()
    controller = Controller(
        Mailbox(settings.MAILBOX_DIR), hostname=ports.LOOPBACK, port=settings.EMAIL_PORT
    )
    controller.start()
    yield
    controller.stop()


@pytest.fixture
def worker(live_server, settings, private_files, signing_folder, mail_server, clock):
    """A real Celery worker on the tables and the files of the test, at its hour."""
    app.control.purge()
    database = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    process = subprocess.Popen(  # noqa: S603 -- fixed argv
        [sys.executable, "-c", WORKER, timezone.now().isoformat()],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": urlunsplit(database._replace(path=f"/{name}")),
            "DOCUMENTS_URL": private_files.as_uri(),
            "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
            "SIGNING_KEY": settings.SIGNING_KEY,
            "SITE_URL": live_server.url,
        },
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(20)
