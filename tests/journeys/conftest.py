import os
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from celery import current_app
from celery.beat import PersistentScheduler
from django.db import connection

from portal import beat
from portal.lib import jobs
from portal.standalone import ports
from tests.journeys.parts import Broker, Part, Postbox


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """Where all jobs of the test go. It does not run until it is started."""
    broker = Broker(tmp_path)
    monkeypatch.setattr(current_app.conf, "broker_url", broker.url)
    jobs.broker.away_until = 0.0
    yield broker
    broker.stop()
    jobs.broker.away_until = 0.0


@pytest.fixture
def postbox(settings):
    handler = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = ports.LOOPBACK, handler.port
    controller = Controller(handler, hostname=ports.LOOPBACK, port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def variables(broker, postbox, private_files, signing_folder, tmp_path):
    """What an installation sets: here, the test's own database, broker and folders."""
    address = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    return os.environ | {
        "DATABASE_URL": address._replace(path=f"/{name}").geturl(),
        "DATABASE_POOL_SIZE": "0",
        "REDIS_URL": broker.url,
        "EMAIL_URL": f"smtp://{ports.LOOPBACK}:{postbox.port}",
        "DOCUMENTS_URL": f"file://{private_files}",
        "SIGNING_KEY": str(signing_folder / "signing.pem"),
        "LICET_VAR": str(tmp_path / "var"),
    }


@pytest.fixture
def start_part(variables, transactional_db):
    """Starts a process. All are gone before the tables are emptied."""

    def start(*arguments):
        started.append(Part(variables, *arguments))
        return started[-1]

    started = []
    yield start
    for part in started:
        part.close()


@pytest.fixture
def start_worker(start_part):
    """Starts a worker as `make run` does."""

    def start():
        quiet = ("--without-gossip", "--without-mingle")
        return start_part(
            *("-m", "celery", "-A", "portal.celery", "worker", "--concurrency=2"),
            *quiet,
        )

    return start


@pytest.fixture
def start_beat(start_part, tmp_path):
    """Starts beat after an outage: everything it knows was last asked for hours ago."""

    def start():
        folder = tmp_path / "var"
        folder.mkdir(exist_ok=True)
        schedule = PersistentScheduler(
            app=beat.app, schedule_filename=str(folder / "beat-schedule")
        )
        for entry in schedule.schedule.values():
            entry.last_run_at = datetime.now(UTC) - timedelta(hours=2)  # noqa: TID251 -- beat's own clock
        schedule.close()
        return start_part("-m", "celery", "-A", "portal.beat", "beat", "--pidfile=")

    return start


@pytest.fixture
def start_command(start_part):
    """Starts a management command."""

    def start(name, *arguments):
        return start_part("manage.py", name, *arguments)

    return start
