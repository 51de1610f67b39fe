"""Takes from the application's database role what an append-only table must not allow.

Triggers hold against everybody who may not alter tables; a role without the privileges
cannot even try. The owner keeps everything: run migrations as the owner and the portal
as another role.
"""

from django.db import connection, transaction
from psycopg import sql

from portal.lib.append_only import TRIGGER_SUFFIX

_WORK = "SELECT, INSERT, UPDATE, DELETE"
_WRITES = ("UPDATE", "DELETE", "TRUNCATE")


class CannotHarden(Exception):
    """The role would still be able to rewrite the tables."""


def append_only_tables() -> list[str]:
    """Return the tables that carry the trigger of `portal.lib.append_only`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = c.relname || %s"
            " AND c.relnamespace = current_schema()::regnamespace ORDER BY 1",
            [TRIGGER_SUFFIX],
        )
        return [name for (name,) in cursor.fetchall()]


@transaction.atomic
def harden(role: str) -> list[str]:
    """Let the role work with all tables and only add to those; return their names.

    Repeatable; to be repeated after each migration. Raises CannotHarden.
    """
    _check_role(role)
    tables = append_only_tables()
    who = sql.Identifier(role)
    statements = (
        "GRANT USAGE ON SCHEMA {schema} TO {who}",
        "REVOKE CREATE ON SCHEMA {schema} FROM {who}",
        f"GRANT {_WORK} ON ALL TABLES IN SCHEMA {{schema}} TO {{who}}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {who}",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = sql.Identifier(cursor.fetchone()[0])
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(schema=schema, who=who))
        for table in tables:
            cursor.execute(
                sql.SQL(
                    "REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER ON {} FROM {}"
                ).format(sql.Identifier(table), who)
            )
            _check_taken(role, table)
    return tables


def _check_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, pg_has_role(oid, (SELECT relowner FROM pg_class"
            " WHERE oid = 'audit_event'::regclass), 'MEMBER')"
            " FROM pg_roles WHERE rolname = %s",
            [role],
        )
        row = cursor.fetchone()
    if row is None:
        raise CannotHarden(f"There is no database role “{role}”.")
    if any(row):
        raise CannotHarden(
            f"“{role}” owns the tables, may act as their owner or is a superuser;"
            " run the portal as another role."
        )


def _check_taken(role: str, table: str) -> None:
    """Look for what the role holds through PUBLIC or through another role."""
    with connection.cursor() as cursor:
        for privilege in _WRITES:
            cursor.execute(
                "SELECT has_table_privilege(%s, %s::regclass, %s)",
                [role, table, privilege],
            )
            if cursor.fetchone()[0]:
                raise CannotHarden(
                    f"“{role}” still may {privilege} {table}, through PUBLIC or a role"
                    " that it belongs to."
                )
