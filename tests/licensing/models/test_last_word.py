"""What the database refuses by itself, tried by raw SQL as the owner of the tables."""

import threading

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    connection,
    connections,
    transaction,
)

from licensing.models import LicenceTypeVersion, Notice
from licensing.operations import numbering
from tests.people import NOW


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


NOTICE = (
    "INSERT INTO licensing_notice (licence_id, application_id, recipient_id, kind,"
    " days_before, occurrence, due_on, state, planned_at, posted_at, reason, email_key)"
    " VALUES (%s, %s, %s, %s, %s, 1, '2026-03-02', %s, now(), %s, '', %s)"
)


def test_the_ledger_holds_the_notice_of_issue_once(licence, lin):
    with pytest.raises(IntegrityError, match="notice_once_per_licence"):
        run(NOTICE, licence.pk, None, lin.pk, "ISSUED", None, "PLANNED", None, "")


def test_the_ledger_holds_a_reminder_once(licence, lin):
    reminder = (licence.pk, None, lin.pk, "EXPIRY", 7, "PLANNED", None, "")
    run(NOTICE, *reminder)

    with pytest.raises(IntegrityError, match="notice_once_per_licence"):
        run(NOTICE, *reminder)


def test_the_ledger_holds_a_receipt_once(submitted, lin):
    with pytest.raises(IntegrityError, match="notice_once_per_application"):
        run(NOTICE, None, submitted.pk, lin.pk, "RECEIVED", None, "PLANNED", None, "")


def test_a_notice_is_about_one_thing(licence, lin):
    with pytest.raises(IntegrityError, match="notice_about_one_thing"):
        run(NOTICE, None, None, lin.pk, "ISSUED", None, "PLANNED", None, "")


def test_a_notice_is_not_posted_without_its_mail(licence):
    issued = Notice.objects.get(kind="ISSUED")

    with pytest.raises(IntegrityError, match="notice_posted_at_when_posted"):
        run("UPDATE licensing_notice SET state = 'POSTED' WHERE id = %s", issued.pk)


def test_only_what_was_posted_is_read(licence):
    owed = licence.notices.filter(kind="ISSUED")
    with pytest.raises(IntegrityError, match="notice_read_only_when_posted"):
        owed.update(read_at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE licensing_licencetypeversion SET validity_months = 12",
        "UPDATE licensing_licencetypeversion SET decision_days = 30",
        "DELETE FROM licensing_licencetypeversion",
        "UPDATE licensing_documentrequirement SET needed = 'OPTIONAL'",
        "DELETE FROM licensing_documentrequirement WHERE code = 'N-AUTH'",
        "UPDATE licensing_noticemilestone SET days_before = 5 WHERE days_before = 7",
        "DELETE FROM licensing_noticemilestone WHERE days_before = 0",
        (
            "INSERT INTO licensing_noticemilestone (version_id, kind, days_before)"
            " SELECT id, 'EXPIRY', 3 FROM licensing_licencetypeversion"
        ),
    ],
)
def test_a_version_with_cases_is_not_changed(submitted, change):
    with pytest.raises(DatabaseError, match="make a new one"):
        run(change)


def test_a_version_with_cases_may_be_ended(submitted):
    ended = run("UPDATE licensing_licencetypeversion SET valid_until = '2026-12-31'")

    assert ended == 1


def test_a_version_without_cases_may_be_put_right(db):
    changed = run("UPDATE licensing_noticemilestone SET days_before = days_before + 1")

    assert changed == LicenceTypeVersion.objects.get().milestones.count()
    assert run("DELETE FROM licensing_documentrequirement WHERE code = 'N-SVC'") == 1


def test_a_case_keeps_the_rules_it_began_with(submitted):
    run(
        "INSERT INTO licensing_licencetypeversion (licence_type_id, number, valid_from,"
        " legal_basis, validity_months, ends_with_year, use_mode, max_uses,"
        " decision_days, correction_days, needs_vehicle_list, remarks_zh,"
        " declaration_en, declaration_zh)"
        " SELECT licence_type_id, 2, '2026-06-01', legal_basis, 3, ends_with_year,"
        " use_mode, max_uses, decision_days, correction_days, needs_vehicle_list,"
        " remarks_zh, declaration_en, declaration_zh FROM licensing_licencetypeversion"
    )

    with pytest.raises(IntegrityError, match="keeps the rules it began with"):
        run(
            "UPDATE licensing_application SET type_version_id ="
            " (SELECT id FROM licensing_licencetypeversion WHERE number = 2)"
        )


def test_a_closed_case_stays_closed(granted):
    with pytest.raises(IntegrityError, match="is closed"):
        run("UPDATE licensing_application SET state = 'IN_REVIEW', closed_at = NULL")


@pytest.mark.parametrize(
    "table", ["submission", "participation", "recommendation", "decision"]
)
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_what_was_done_to_a_case_stays_as_it_was(granted, table, change):
    with pytest.raises(DatabaseError, match="only ever added"):
        run(
            "SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL licet.allow_truncate = 'off';"
            + change.format(f"licensing_{table}")
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    taken = []
    start = threading.Barrier(8)

    def take():
        start.wait()
        with transaction.atomic():
            taken.append(numbering.next_licence_number(year=2026))
        connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [f"26-JN-{serial:06}" for serial in range(1, 9)]
