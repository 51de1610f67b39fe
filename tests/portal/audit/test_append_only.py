"""Attacks on the two tables, by SQL, as the role that the portal runs as."""

from importlib import import_module

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from portal.audit import chain, trail
from portal.audit.models import Event, Payload

_LOST = [
    "UPDATE audit_event SET verb = 'account.spared' WHERE sequence = 2",
    "UPDATE audit_payload SET data = '{}' WHERE event_id = 2",
    "UPDATE audit_event SET verb = verb WHERE false",
    "DELETE FROM audit_event WHERE sequence = 3",
    "DELETE FROM audit_payload WHERE event_id = 3",
    (
        "INSERT INTO audit_payload SELECT * FROM audit_payload"
        " ON CONFLICT (event_id) DO UPDATE SET data = '{}'"
    ),
    (
        "MERGE INTO audit_payload p USING audit_event e ON p.event_id = e.sequence"
        " WHEN MATCHED THEN DELETE"
    ),
    "SET LOCAL licet.erasure = 'on'; DELETE FROM audit_event WHERE sequence = 3",
    "SET LOCAL licet.erasure = 'on'; UPDATE audit_payload SET data = '{}'",
    "SET LOCAL licet.erasure = 'no'; DELETE FROM audit_payload",
    "SET LOCAL licet.allow_truncate = 'off'; TRUNCATE audit_event CASCADE",
    "SET LOCAL licet.allow_truncate = 'off'; TRUNCATE audit_payload",
]


@pytest.mark.parametrize("statement", _LOST)
def test_neither_table_loses_or_changes_a_row(three_events, statement):
    with (
        pytest.raises(IntegrityError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")

    assert (Event.objects.count(), Payload.objects.count()) == (3, 3)
    assert chain.first_fault() is None


def test_truncate_passes_where_the_tests_ask_for_it(three_events):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL licet.allow_truncate = 'on'")
        cursor.execute("TRUNCATE audit_event CASCADE")

    assert Event.objects.count() == 0


_COLUMNS = "sequence, at, verb, subject_type, subject_id, payload_digest"
_VALUES = "'2026-01-01Z', 'account.forged', 'accounts.user', '1', repeat('0', 64)"


@pytest.mark.parametrize("sequence", [-1, 1, 3, 5, 100])
def test_an_entry_cannot_be_slipped_in_out_of_turn(three_events, sequence):
    with (
        pytest.raises(IntegrityError, match="does not follow the head"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO audit_event ({_COLUMNS}) VALUES ({sequence}, {_VALUES})"
        )

    assert Event.objects.count() == 3


@pytest.mark.parametrize("column", ["previous_hash", "hash"])
def test_an_entry_cannot_bring_a_hash_of_its_own(three_events, column):
    with (
        pytest.raises(IntegrityError, match="does not follow the head"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO audit_event ({_COLUMNS}, {column})"
            f" VALUES (4, {_VALUES}, repeat('a', 64))"
        )


def test_rows_inserted_by_hand_are_chained_all_the_same(three_events):
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_event ({_COLUMNS})"
            f" SELECT 0, {_VALUES} FROM generate_series(1, 3)"
        )
        cursor.execute(f"INSERT INTO audit_event ({_COLUMNS}) VALUES (NULL, {_VALUES})")

    verdict = chain.verify(anchored={})
    assert (verdict.count, verdict.erased, verdict.fault) == (7, 4, None)


def test_a_temporary_table_cannot_stand_in_for_the_chain(three_events, ada, now):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE audit_event (LIKE public.audit_event)")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"INSERT INTO public.audit_event ({_COLUMNS}) VALUES (0, {_VALUES})"
        )
        cursor.execute("DROP TABLE pg_temp.audit_event")

    assert chain.first_fault() is None
    assert Event.objects.count() == 4


def test_a_snapshot_that_is_too_old_to_see_the_head_is_refused(three_events):
    """The number exists already: the primary key says so."""
    with (
        pytest.raises((IntegrityError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT INTO audit_event ({_COLUMNS}) VALUES (3, {_VALUES})")


def test_the_migration_can_be_taken_back_and_made_again(three_events, ada, now):
    migration = import_module("portal.audit.migrations.0002_append_only").Migration
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for operation in reversed(migration.operations):
            cursor.execute(operation.reverse_sql)
        cursor.execute("DELETE FROM audit_payload WHERE event_id = 3")
        cursor.execute("DELETE FROM audit_event WHERE sequence = 3")
        for operation in migration.operations:
            cursor.execute(operation.sql)

    event = trail.record(verb="account.opened", subject=ada, by=ada, at=now)
    assert event.sequence == 3
    assert chain.first_fault() is None
