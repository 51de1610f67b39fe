"""Issuing a licence: number, dates and face fixed in the transaction of its grant."""

from datetime import datetime
from typing import cast

from django.db import connection, transaction
from psycopg.types.range import DateRange

from exporters.models import Organisation
from licensing.enums import EndingKind, NoticeState
from licensing.jobs import Job
from licensing.models import (
    Application,
    Certificate,
    Licence,
    LicenceEnding,
    LicensedVehicle,
    Notice,
)
from licensing.operations import promises
from licensing.queries.faces import face_for
from licensing.rules import validity
from portal.accounts.models import User
from portal.audit import trail
from portal.lib import jobs
from portal.lib.legal_time import legal_day


class NotByOnePerson(Exception):
    """Ending a licence takes two people."""


def issue(*, application: Application, number: str, by: User, at: datetime) -> Licence:
    """Issue the licence of a granted application, and owe its certificate and notices.

    Call from the decision, inside its transaction. A car that is on another live
    licence raises IntegrityError (RF-15).
    """
    version = application.type_version
    day = legal_day(at)
    valid_from = validity.starts_on(day, day.year)
    valid_to = validity.valid_to(
        valid_from,
        months=version.validity_months,
        ends_with_year=version.ends_with_year,
    )
    face = face_for(
        application,
        number=number,
        issued_on=day,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    licence = Licence.objects.create(
        number=number,
        application=application,
        organisation=application.organisation,
        # A rule blocked the submission without one.
        manufacturer=cast("Organisation", application.manufacturer),
        type_version=version,
        issued_at=at,
        issued_by=by,
        issued_on=day,
        valid_from=valid_from,
        valid_to=valid_to,
        destination=application.destination,
        quantity=face.total_quantity,
        face=face.to_data(),
        face_digest=face.digest().hex(),
    )
    _take_vins(licence)
    Certificate.objects.create(licence=licence)
    promises.promise_issue(licence, at=at)
    trail.record(
        verb="licence.issued",
        subject=licence,
        by=by,
        at=at,
        application=application.reference,
        valid_from=valid_from.isoformat(),
        valid_to=valid_to.isoformat(),
        face_digest=licence.face_digest,
    )
    jobs.enqueue(Job.MAKE_WAITING_CERTIFICATES)
    return licence


def _take_vins(licence: Licence) -> None:
    """Put the application's cars on the licence, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO licensing_licensedvehicle (licence_id, vin, live)"
            " SELECT %s, vin, daterange(%s, %s, '[]') FROM licensing_vehicle"
            " WHERE application_id = %s",
            [
                licence.pk,
                licence.valid_from,
                licence.valid_to,
                licence.application_id,
            ],
        )


@transaction.atomic
def end(
    *,
    licence: Licence,
    kind: EndingKind,
    ground: str,
    proposed_by: User,
    by: User,
    at: datetime,
) -> LicenceEnding:
    """Suspend or revoke a licence; its reminders stop, and a revoked car is free again.

    Raises NotByOnePerson.
    """
    if proposed_by.pk == by.pk:
        raise NotByOnePerson
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    ending = LicenceEnding.objects.create(
        licence=licence,
        kind=kind,
        ground=ground,
        proposed_by=proposed_by,
        ended_at=at,
        ended_by=by,
    )
    licence.ended_as = kind
    licence.save(update_fields=["ended_as"])
    if kind is EndingKind.REVOKED:
        day = max(legal_day(at), licence.valid_from)
        LicensedVehicle.objects.filter(licence=licence).update(
            live=DateRange(licence.valid_from, day, "[)")
        )
    Notice.objects.filter(licence=licence, state=NoticeState.PLANNED).update(
        state=NoticeState.CANCELLED, reason=f"licence.{kind.lower()}"
    )
    trail.record(
        verb=f"licence.{kind.lower()}",
        subject=licence,
        by=by,
        at=at,
        reason=ground,
        proposed_by=str(proposed_by.pk),
    )
    return ending
