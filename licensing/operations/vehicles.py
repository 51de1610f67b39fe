"""The list of cars: read from a file, shown, agreed, and only then saved."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Func, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from licensing import permissions
from licensing.enums import Section
from licensing.models import Application, LicensedVehicle, Vehicle, VehicleImport
from licensing.operations import judging
from licensing.operations.drafts import (
    SectionLocked,
    lock_for_change,
    unlocked_sections,
)
from licensing.rules import vehicle_rows
from licensing.rules.vin import VinFault, normalise
from licensing.workflow.application import WITH_AUTHORITY
from portal.accounts.models import User
from portal.audit import trail
from portal.lib.legal_time import legal_day


class NothingToAgree(Exception):
    """The list was agreed already, or has no good row."""


class NoLinesYet(Exception):
    """The application has no specification lines to sort the cars under."""


class TooManyVehicles(Exception):
    """The list would go over the number of cars an application may have."""


@transaction.atomic
def read_list(
    *,
    application: Application,
    rows: Iterable[tuple[int, str, str]],
    file_name: str,
    sha256: str,
    by: User,
    at: datetime,
) -> VehicleImport:
    """Judge rows of (number, VIN, model) and keep the result to show. Saves no car.

    Raises NotPermitted, SectionLocked, or NoLinesYet.
    """
    permissions.check_prepares_for(by, application.organisation)
    if Section.VEHICLES not in unlocked_sections(application):
        raise SectionLocked
    lines = [
        vehicle_rows.SpecificationLine(
            line.position, line.brand, line.model, line.quantity, line.listed
        )
        for line in application.lines.annotate(listed=Count("vehicles")).order_by(
            "position"
        )
    ]
    if not lines:
        raise NoLinesYet
    rows = list(rows)
    reading = vehicle_rows.read_rows(
        rows,
        lines,
        taken=_taken(application, {normalise(vin) for _, vin, _ in rows}, at),
    )
    result = VehicleImport.objects.create(
        application=application,
        file_name=file_name,
        sha256=sha256,
        uploaded_at=at,
        uploaded_by=by,
        good=list(map(_as_data, reading.good)),
        bad=list(map(_as_data, reading.bad)),
    )
    trail.record(
        verb="vehicles.read",
        subject=application,
        by=by,
        at=at,
        file=file_name,
        sha256=sha256,
        good=len(reading.good),
        bad=len(reading.bad),
    )
    return result


def _as_data(row: vehicle_rows.GoodRow | vehicle_rows.BadRow) -> dict[str, object]:
    """Return a row as JSON keeps it; for many rows, so without `asdict`'s copies."""
    return {name: getattr(row, name) for name in row.__slots__}


def _taken(
    application: Application, vins: set[str], at: datetime
) -> vehicle_rows.TakenVins:
    # As one array: a hundred thousand placeholders take seconds to bind.
    wanted = RawSQL("SELECT unnest(%s::text[])", [list(vins)])
    listed = Vehicle.objects.filter(vin__in=wanted)
    others = listed.filter(application__state__in=WITH_AUTHORITY)
    live = LicensedVehicle.objects.filter(
        vin__in=wanted, live__endswith__gt=legal_day(at)
    )
    return vehicle_rows.TakenVins(
        in_application=_vins(listed.filter(application=application)),
        on_live_licence=_vins(live),
        in_open_case=_vins(others.exclude(application=application)),
    )


def _vins(rows: QuerySet[Any]) -> frozenset[str]:
    return frozenset(rows.values_list("vin", flat=True))


@transaction.atomic
def agree(*, upload: VehicleImport, by: User, at: datetime) -> Application:
    """Save the good rows of a list that was shown.

    Raises NothingToAgree, TooManyVehicles, or as `drafts.lock_for_change` does.
    """
    application = lock_for_change(
        upload.application, section=Section.VEHICLES, by=by, at=at
    )
    waiting = VehicleImport.objects.filter(pk=upload.pk, agreed_at=None)
    good = waiting.values_list(
        Func(F("good"), function="jsonb_array_length", output_field=IntegerField()),
        flat=True,
    ).first()
    if not good:
        raise NothingToAgree
    if application.vehicle_count + good > settings.VEHICLES_PER_APPLICATION:
        raise TooManyVehicles
    _save_good_rows(application, upload)
    waiting.update(agreed_at=at, agreed_by=by)
    return _recount(application, verb="vehicles.agreed", by=by, at=at)


def _save_good_rows(application: Application, upload: VehicleImport) -> None:
    """Copy the rows inside the database; a car that is there already is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO licensing_vehicle"
            " (application_id, line_id, vin, check_digit_is_right)"
            " SELECT line.application_id, line.id, row.vin, NOT row.warnings ? %s"
            " FROM licensing_vehicleimport AS upload,"
            " jsonb_to_recordset(upload.good)"
            " AS row (vin text, position integer, warnings jsonb)"
            " JOIN licensing_specificationline AS line"
            " ON line.application_id = %s AND line.position = row.position"
            " WHERE upload.id = %s"
            " ON CONFLICT (application_id, vin) DO NOTHING",
            [str(VinFault.CHECK_DIGIT), application.pk, upload.pk],
        )


@transaction.atomic
def clear(*, application: Application, by: User, at: datetime) -> Application:
    """Take every car off the list. Raises as `drafts.lock_for_change` does."""
    application = lock_for_change(application, section=Section.VEHICLES, by=by, at=at)
    Vehicle.objects.filter(application=application).delete()
    return _recount(application, verb="vehicles.cleared", by=by, at=at)


@transaction.atomic
def remove(
    *, application: Application, vins: Collection[str], by: User, at: datetime
) -> Application:
    """Take some cars off the list. Raises as `drafts.lock_for_change` does."""
    application = lock_for_change(application, section=Section.VEHICLES, by=by, at=at)
    Vehicle.objects.filter(application=application, vin__in=vins).delete()
    return _recount(application, verb="vehicles.removed", by=by, at=at)


def _recount(
    application: Application, *, verb: str, by: User, at: datetime
) -> Application:
    application.vehicle_count = application.vehicles.count()
    application.save(update_fields=["vehicle_count"])
    judging.rejudge(application, at=at)
    trail.record(
        verb=verb, subject=application, by=by, at=at, count=application.vehicle_count
    )
    return application
