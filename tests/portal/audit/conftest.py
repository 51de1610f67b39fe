from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import trail


@pytest.fixture
def now():
    return datetime(2026, 3, 2, 1, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def ada(db, now):
    return make_user("ada@example.org", "Ada Ito", Role.ADMINISTRATOR, now)


@pytest.fixture
def ming(db, now):
    return make_user("ming@example.org", "陈明", Role.EXPORTER, now)


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def three_events(ada, ming, now):
    """Ada opens, renames and closes Ming's account."""
    return [
        trail.record(
            verb=f"account.{verb}", subject=ming, by=ada, at=now, reason=reason
        )
        for verb, reason in [
            ("opened", ""),
            ("renamed", "Typing error"),
            ("closed", ""),
        ]
    ]


def make_user(email, name, role, at):
    return User.objects.create(email=email, name=name, role=role, joined_at=at)


@pytest.fixture
def triggers_off(db):
    return _triggers_off


@contextmanager
def _triggers_off():
    """What an attacker who owns the tables can do, and the chain must show."""
    tables = ["audit_event", "audit_payload"]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        yield cursor
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
