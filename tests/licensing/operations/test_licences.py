"""A licence: its dates and face at issue, and what nobody can do to it afterwards."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from licensing.enums import CertificateState, EndingKind
from licensing.models import Licence, LicensedVehicle
from licensing.operations import licences
from licensing.queries.licences import standing_of
from licensing.rules.certificate import LicenceFace
from licensing.rules.validity import Standing
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def end(licence, kind, *, proposed_by, by, at=NOW):
    return licences.end(
        licence=licence, kind=kind, ground="Why.", proposed_by=proposed_by, by=by, at=at
    )


def test_a_grant_issues_the_licence(granted):
    licence = granted.licence

    assert licence.number == "26-JN-000001"
    assert (licence.valid_from, licence.valid_to) == (
        date(2026, 3, 2),
        date(2026, 9, 2),
    )
    assert licence.certificate.state == CertificateState.WAITING
    assert set(licence.vehicles.values_list("vin", flat=True)) == {
        steps.vin(1),
        steps.vin(2),
        steps.vin(3),
    }


def test_the_face_says_what_was_applied_for(licence):
    face = LicenceFace.from_data(licence.face)

    assert face.exporter.uscc == "91310115MA9XA0016F"
    assert (face.destination.en, face.destination.zh) == ("Thailand", "泰国")
    assert (face.customs_district.code, face.total_quantity) == ("2248", 3)
    assert face.digest().hex() == licence.face_digest


def test_numbers_follow_one_another(licence, lin, yunfan, chen, zhou):
    second = steps.draft(by=lin, organisation=yunfan, serials=(4, 5, 6))
    steps.submit(second, by=lin)
    steps.claim(second, by=chen)
    steps.recommend(second, by=chen)
    steps.decide(second, by=zhou)
    second.refresh_from_db()

    assert second.licence.number == "26-JN-000002"


def test_the_issue_is_in_the_trail(licence):
    assert events_about(licence)[0].verb == "licence.issued"


def test_a_failing_trail_takes_the_licence_back(recommended, zhou, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        steps.decide(recommended, by=zhou)

    assert not Licence.objects.exists()


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), Standing.ACTIVE),
        # The last second of 2 September in Shanghai, and the one after it.
        (datetime(2026, 9, 2, 15, 59, 59, tzinfo=UTC), Standing.ACTIVE),
        (datetime(2026, 9, 2, 16, 0, 0, tzinfo=UTC), Standing.EXPIRED),
    ],
)
def test_a_licence_expires_at_the_second_of_its_date_without_any_job(
    licence, at, standing
):
    assert standing_of(licence, at=at) is standing


@pytest.mark.parametrize(
    "change",
    [
        "valid_to = valid_to + 30",
        "quantity = quantity + 1",
        "number = '26-JN-999999'",
        "face = '{}'::jsonb",
        "face_digest = repeat('0', 64)",
        "organisation_id = manufacturer_id",
        "destination = 'NO'",
    ],
)
def test_nobody_alters_the_face_by_sql(licence, change):
    with pytest.raises(DatabaseError, match="Nobody alters the face"):
        run(f"UPDATE licensing_licence SET {change} WHERE id = %s", licence.pk)


def test_nobody_deletes_a_licence_by_sql(licence):
    with pytest.raises(DatabaseError, match="stays in the register"):
        run("DELETE FROM licensing_licence WHERE id = %s", licence.pk)


def test_no_licence_without_a_grant_by_sql(licence, submitted, zhou):
    copied = (
        "INSERT INTO licensing_licence (number, application_id, organisation_id,"
        " manufacturer_id, type_version_id, issued_at, issued_by_id, issued_on,"
        " valid_from, valid_to, destination, quantity, face, face_digest, ended_as)"
        " SELECT '26-JN-000777', %s, organisation_id, manufacturer_id,"
        " type_version_id, issued_at, issued_by_id, issued_on, valid_from, valid_to,"
        " destination, quantity, face, face_digest, '' FROM licensing_licence"
    )
    other = steps.start(by=submitted.created_by, organisation=submitted.organisation)

    with pytest.raises(IntegrityError, match="has no grant behind it"):
        run(copied, other.pk)


@pytest.mark.parametrize("number", ["26-JN-1", "2026-JN-000001", "26-jn-000001", ""])
def test_a_number_is_well_formed_or_refused(licence, number):
    with pytest.raises(DatabaseError):
        run("UPDATE licensing_licence SET number = %s", number)


def test_a_car_is_on_one_live_licence_only(licence):
    rival = Licence.objects.get(pk=licence.pk)

    with pytest.raises(IntegrityError, match="one_live_licence"), transaction.atomic():
        LicensedVehicle.objects.create(
            licence=rival,
            vin=steps.vin(1),
            live=LicensedVehicle.objects.first().live,
        )


def test_ending_takes_two_people(licence, zhou):
    with pytest.raises(licences.NotByOnePerson):
        end(licence, EndingKind.REVOKED, proposed_by=zhou, by=zhou)


def test_ending_takes_two_people_in_the_database_too(licence, zhou):
    with pytest.raises(IntegrityError, match="by_two_people"):
        run(
            "INSERT INTO licensing_licenceending (licence_id, kind, ground,"
            " proposed_by_id, ended_at, ended_by_id)"
            " VALUES (%s, 'REVOKED', 'x', %s, now(), %s)",
            licence.pk,
            zhou.pk,
            zhou.pk,
        )


def test_a_licence_is_not_ended_without_an_act(licence):
    with pytest.raises(IntegrityError, match="has no such ending"):
        run("UPDATE licensing_licence SET ended_as = 'REVOKED'")


def test_a_suspended_licence_keeps_its_cars(licence, chen, zhou):
    end(licence, EndingKind.SUSPENDED, proposed_by=chen, by=zhou)

    licence.refresh_from_db()
    assert standing_of(licence, at=NOW) is Standing.SUSPENDED
    assert licence.vehicles.filter(live__contains=date(2026, 3, 3)).count() == 3


def test_a_revoked_licence_frees_its_cars_for_another(licence, lin, yunfan, chen, zhou):
    end(licence, EndingKind.REVOKED, proposed_by=chen, by=zhou)

    again = steps.draft(by=lin, organisation=yunfan, serials=(1, 2, 3))
    steps.submit(again, by=lin)
    steps.claim(again, by=chen)
    steps.recommend(again, by=chen)
    steps.decide(again, by=zhou)
    again.refresh_from_db()
    assert again.licence.vehicles.count() == 3


def test_a_revoked_licence_stays_revoked(licence, chen, zhou):
    end(licence, EndingKind.SUSPENDED, proposed_by=chen, by=zhou)
    end(licence, EndingKind.REVOKED, proposed_by=chen, by=zhou)

    with pytest.raises(IntegrityError, match="stays revoked"):
        run("UPDATE licensing_licence SET ended_as = 'SUSPENDED'")
