"""Writing an application: from its first page, and again while a correction is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from exporters.models import Organisation
from exporters.queries import authorisations
from licensing import permissions
from licensing.enums import Part, Section, State
from licensing.models import (
    Application,
    CorrectionItem,
    LicenceTypeVersion,
    SpecificationLine,
    VehicleImport,
)
from licensing.operations import judging, numbering, transitions
from licensing.queries import applications
from licensing.queries.contents import CONTRACT_FIELDS
from portal.accounts.models import User
from portal.audit import trail
from portal.lib import references
from portal.lib.legal_time import legal_day

MAX_LINES = 50


class SectionLocked(Exception):
    """The section cannot be changed as the application stands."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the application after this page was opened."""


class TooManyLines(Exception):
    """The application has as many specification lines as it may."""


class LineGone(Exception):
    """Somebody else removed the line meanwhile."""


class NotAuthorisedByManufacturer(Exception):
    """The company may not export this manufacturer's cars on the day."""


@dataclass(frozen=True, slots=True)
class LineContents:
    """A specification line as typed and checked. The price is FOB, per unit."""

    brand: str
    model: str
    hs_code: str
    quantity: int
    unit_price: Decimal
    currency: str


@transaction.atomic
def start(
    *,
    organisation: Organisation,
    type_version: LicenceTypeVersion,
    by: User,
    at: datetime,
) -> Application:
    """Begin a draft. It is a row with a reference from this moment on."""
    permissions.check_prepares_for(by, organisation)
    prefix = type_version.licence_type.reference_prefix
    year = legal_day(at).year
    application = Application.objects.create(
        reference=references.make(
            prefix, year, numbering.next_serial(f"application:{prefix}:{year}")
        ),
        type_version=type_version,
        organisation=organisation,
        # A manufacturer exports its own cars; a trader with one maker needs not choose.
        manufacturer=_only_manufacturer_of(organisation, at),
        created_at=at,
        created_by=by,
        changed_at=at,
    )
    transitions.note_participation(
        application=application, user=by, part=Part.PREPARED, at=at
    )
    judging.rejudge(application, at=at)
    trail.record(verb="application.started", subject=application, by=by, at=at)
    return application


def _only_manufacturer_of(
    organisation: Organisation, at: datetime
) -> Organisation | None:
    makers = list(authorisations.manufacturers_for(organisation, on=legal_day(at))[:2])
    return makers[0] if len(makers) == 1 else None


def lock_for_change(
    application: Application,
    *,
    section: Section,
    by: User,
    at: datetime,
    revision: int | None = None,
) -> Application:
    """Lock the row and see that the person may change the section now.

    Notes that the person prepared the case, and raises the revision. Raises
    NotPermitted, SectionLocked, or ChangedMeanwhile when `revision` is given and
    another change was saved since.
    """
    application = applications.lock(application)
    permissions.check_prepares_for(by, application.organisation)
    if section not in unlocked_sections(application):
        raise SectionLocked
    if revision is not None and revision != application.revision:
        raise ChangedMeanwhile
    application.revision += 1
    application.changed_at = at
    application.save(update_fields=["revision", "changed_at"])
    transitions.note_participation(
        application=application, user=by, part=Part.PREPARED, at=at
    )
    return application


def unlocked_sections(application: Application) -> frozenset[Section]:
    """Return what may be changed: all of a draft, or what a correction asks for."""
    if application.state == State.DRAFT:
        return frozenset(Section)
    if application.state != State.RETURNED:
        return frozenset()
    asked = CorrectionItem.objects.filter(
        correction__application=application, correction__answered_at=None
    )
    return frozenset(map(Section, asked.values_list("section", flat=True)))


@transaction.atomic
def save_contract(
    *,
    application: Application,
    manufacturer: Organisation | None,
    answers: Mapping[str, str],
    revision: int | None,
    by: User,
    at: datetime,
) -> Application:
    """Save the contract and route, whole or in part: what is missing is "".

    Raises NotAuthorisedByManufacturer, or as `lock_for_change` does.
    """
    application = lock_for_change(
        application, section=Section.CONTRACT, by=by, at=at, revision=revision
    )
    if manufacturer is not None and manufacturer.pk != application.manufacturer_id:
        allowed = authorisations.manufacturers_for(
            application.organisation, on=legal_day(at)
        )
        if not allowed.filter(pk=manufacturer.pk).exists():
            raise NotAuthorisedByManufacturer
    application.manufacturer = manufacturer
    for field in CONTRACT_FIELDS:
        setattr(application, field, answers[field])
    application.save(update_fields=["manufacturer", *CONTRACT_FIELDS])
    _record_change(application, Section.CONTRACT, by=by, at=at)
    return application


@transaction.atomic
def add_line(
    *, application: Application, contents: LineContents, by: User, at: datetime
) -> SpecificationLine:
    """Add a specification line. Raises TooManyLines, or as `lock_for_change` does."""
    application = lock_for_change(application, section=Section.GOODS, by=by, at=at)
    if application.lines.count() >= MAX_LINES:
        raise TooManyLines
    last = application.lines.aggregate(last=Max("position"))["last"] or 0
    line = SpecificationLine.objects.create(
        application=application, position=last + 1, **_as_fields(contents)
    )
    _count_goods(application)
    _record_change(application, Section.GOODS, by=by, at=at, line=line.position)
    return line


@transaction.atomic
def change_line(
    *,
    line: SpecificationLine,
    contents: LineContents,
    revision: int | None,
    by: User,
    at: datetime,
) -> SpecificationLine:
    """Change a line. Raises LineGone, or as `lock_for_change` does."""
    application = lock_for_change(
        line.application, section=Section.GOODS, by=by, at=at, revision=revision
    )
    line = _line_as_it_is(line)
    for field, value in _as_fields(contents).items():
        setattr(line, field, value)
    line.save()
    _forget_lists_not_agreed(application)
    _count_goods(application)
    _record_change(application, Section.GOODS, by=by, at=at, line=line.position)
    return line


@transaction.atomic
def remove_line(*, line: SpecificationLine, by: User, at: datetime) -> Application:
    """Take a line out, with the cars listed under it.

    Raises LineGone, or as `lock_for_change` does.
    """
    application = lock_for_change(line.application, section=Section.GOODS, by=by, at=at)
    line = _line_as_it_is(line)
    position = line.position
    line.vehicles.all().delete()
    line.delete()
    _forget_lists_not_agreed(application)
    _count_goods(application)
    _record_change(application, Section.GOODS, by=by, at=at, line=position)
    return application


def _line_as_it_is(line: SpecificationLine) -> SpecificationLine:
    """Read the line again, now that nobody else can change the application."""
    try:
        return SpecificationLine.objects.get(pk=line.pk)
    except SpecificationLine.DoesNotExist:
        raise LineGone from None


def _forget_lists_not_agreed(application: Application) -> None:
    """Drop what was read against other goods: its cars would land on a wrong line."""
    VehicleImport.objects.filter(application=application, agreed_at=None).delete()


def _as_fields(contents: LineContents) -> dict[str, object]:
    return {
        "brand": contents.brand,
        "model": contents.model,
        "hs_code": contents.hs_code,
        "quantity": contents.quantity,
        "unit_price": contents.unit_price,
        "currency": contents.currency,
    }


def _count_goods(application: Application) -> None:
    total = application.lines.aggregate(total=Sum("quantity"))["total"] or 0
    application.quantity = total
    application.vehicle_count = application.vehicles.count()
    application.save(update_fields=["quantity", "vehicle_count"])


def _record_change(
    application: Application,
    section: Section,
    *,
    by: User,
    at: datetime,
    line: int | None = None,
) -> None:
    judging.rejudge(application, at=at)
    trail.record(
        verb="application.changed",
        subject=application,
        by=by,
        at=at,
        section=str(section),
        line=line,
    )
