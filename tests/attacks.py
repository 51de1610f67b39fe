"""Raw SQL against the database, past every operation."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction


def run(sql, *params):
    """Run the statement and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def refused_by(constraint, sql, *params):
    """Run the statement; it must fail, and by this name."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        run(sql, *params)
    name = caught.value.__cause__.diag.constraint_name
    assert name == constraint, caught.value


def copy(label, **changes):
    """Return the statement that adds each row of a model again, but for the changes.

    The changes are SQL, by column.
    """
    meta = apps.get_model(label)._meta
    columns = [
        field.column for field in meta.concrete_fields if field.column != meta.pk.column
    ]
    values = [changes.get(column, f'"{column}"') for column in columns]
    quoted = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {meta.db_table} ({quoted})"
        f" SELECT {', '.join(values)} FROM {meta.db_table}"
    )
