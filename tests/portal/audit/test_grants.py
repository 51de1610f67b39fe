import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from portal.audit import chain, grants, trail
from portal.audit.models import Event


@pytest.fixture
def role(db):
    """A role without anything; gone again with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE licet_app_under_test")
    return "licet_app_under_test"


def execute_as(role, statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(statement)
        cursor.execute("RESET ROLE")


def test_the_role_can_add_and_read(role, three_events, ada, now):
    grants.harden(role)

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        event = trail.record(verb="account.seen", subject=ada, by=ada, at=now)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        fault = chain.first_fault()
        cursor.execute("RESET ROLE")

    assert (event.sequence, fault) == (4, None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'a.b'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_payload SET data = '{}'",
        "SET LOCAL licet.erasure = 'on'; DELETE FROM audit_payload",
        "SET LOCAL licet.allow_truncate = 'on'; TRUNCATE audit_payload",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_chain ON audit_event",
        "CREATE TABLE audit_event_2 (id int)",
        "SET LOCAL session_replication_role = 'replica'",
    ],
)
def test_the_role_cannot_do_anything_else_to_it(role, three_events, statement):
    grants.harden(role)

    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        execute_as(role, statement)

    assert Event.objects.count() == 3


def test_the_role_can_work_with_the_other_tables(role, ada):
    grants.harden(role)

    execute_as(role, "UPDATE accounts_user SET name = 'Ada Wong'")
    execute_as(role, "DELETE FROM django_session")

    ada.refresh_from_db()
    assert ada.name == "Ada Wong"


def test_hardening_twice_changes_nothing(role):
    tables = grants.harden(role)

    assert grants.harden(role) == tables
    assert {"audit_event", "audit_payload"} <= set(tables)


def test_a_table_that_everybody_may_write_is_found(role):
    with connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON audit_event TO PUBLIC")

    with pytest.raises(grants.CannotHarden, match="still may UPDATE audit_event"):
        grants.harden(role)


def test_the_command_names_the_tables(role, capsys):
    call_command("harden_database", "--role", role)

    assert "audit_event, audit_payload" in capsys.readouterr().out


def test_the_owner_cannot_be_hardened(db):
    with pytest.raises(CommandError, match="owns the tables"):
        call_command("harden_database", "--role", connection.settings_dict["USER"])


def test_a_role_that_may_act_as_the_owner_cannot_be_hardened(role):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT {connection.settings_dict['USER']} TO {role}")

    with pytest.raises(grants.CannotHarden, match="may act as their owner"):
        grants.harden(role)


@pytest.mark.parametrize("name", ["nobody-here", "x; DROP TABLE audit_event", '"'])
def test_a_role_that_does_not_exist_is_refused(db, name):
    with pytest.raises(grants.CannotHarden, match="There is no database role"):
        grants.harden(name)
