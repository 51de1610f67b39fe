import asyncio
import os
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate
from django.utils import timezone, translation

pytest_plugins = [
    "tests.people",
    "tests.cases",
    "tests.signing",
    "tests.certificates",
    "tests.browsing",
]


def pytest_configure():
    # Slow on purpose in the portal; here every test opens accounts.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if process := os.environ.get("PYTEST_XDIST_WORKER"):
        _use_own_broker(int(process.removeprefix("gw")) + 1)


def _use_own_broker(number):
    """Share neither jobs nor cache with the other processes of a parallel run."""
    address = urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
    os.environ["REDIS_URL"] = address
    settings.REDIS_URL = settings.CELERY_BROKER_URL = address
    settings.CACHES["default"]["LOCATION"] = address


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Tests empty tables between them, append-only ones too; nothing else may."""
    options = settings.DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = "-c licet.allow_truncate=on"


@pytest.fixture(scope="session", autouse=True)
def _reference_data_comes_back():
    """Emptying the tables takes away what migrations loaded; put it back at once."""

    def reload(sender, **context):
        if "plan" not in context:  # after a flush, not after a migration
            for load in loads.get(sender.label, []):
                load(apps, None)

    loads = {}
    for (label, _name), migration in sorted(
        MigrationLoader(None).disk_migrations.items()
    ):
        if migration.__module__.startswith(("portal.", "exporters.", "licensing.")):
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    loads.setdefault(label, []).append(operation.code)
    post_migrate.connect(reload)
    yield
    post_migrate.disconnect(reload)


@pytest.fixture(autouse=True)
def _no_reader_before_the_first():
    """A request leaves its reader's language in the thread; no later test reads it."""
    translation.deactivate()
    timezone.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Playwright leaves a loop running in the thread; signing runs one of its own."""
    if "playwright" in item.fixturenames:
        return (yield)
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)
