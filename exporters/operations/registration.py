"""Companies, their members and their standing. Each write is audited with its change."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from exporters.enums import OrganisationKind, QualificationStatus
from exporters.models import (
    Authorisation,
    Membership,
    Organisation,
    Qualification,
)
from portal.accounts.models import User
from portal.accounts.roles import MemberRole
from portal.audit import trail
from portal.lib import uscc as uscc_rules


@transaction.atomic
def register(
    *,
    uscc: str,
    kind: OrganisationKind,
    name_en: str,
    name_zh: str,
    by: User | None,
    at: datetime,
) -> Organisation:
    """Add a company. Raises portal.lib.uscc.NotACreditCode for a code that is none."""
    organisation = Organisation.objects.create(
        uscc=uscc_rules.checked(uscc),
        kind=kind,
        name_en=name_en,
        name_zh=name_zh,
        registered_at=at,
    )
    trail.record(
        verb="organisation.registered",
        subject=organisation,
        by=by,
        at=at,
        uscc=organisation.uscc,
    )
    return organisation


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    user: User,
    role: MemberRole,
    by: User | None,
    at: datetime,
) -> Membership:
    membership = Membership.objects.create(
        organisation=organisation, user=user, role=role, joined_at=at
    )
    trail.record(
        verb="membership.added",
        subject=membership,
        by=by,
        at=at,
        organisation=organisation.uscc,
        role=str(role),
    )
    return membership


@transaction.atomic
def list_manufacturer(
    *,
    organisation: Organisation,
    year: int,
    status: QualificationStatus,
    on: date,
    by: User | None,
    at: datetime,
) -> Qualification:
    """Put a manufacturer on the list of a year (R-Q6)."""
    qualification = Qualification.objects.create(
        organisation=organisation, year=year, status=status, listed_on=on
    )
    trail.record(
        verb="qualification.listed",
        subject=qualification,
        by=by,
        at=at,
        year=year,
        status=str(status),
    )
    return qualification


@transaction.atomic
def authorise(  # noqa: PLR0913 -- an authorisation is all of these together
    *,
    number: str,
    manufacturer: Organisation,
    exporter: Organisation,
    valid_from: date,
    valid_until: date,
    by: User | None,
    at: datetime,
    brands: Sequence[str] = (),
    destinations: Sequence[str] = (),
    cap: int | None = None,
) -> Authorisation:
    """Let a trader export a manufacturer's products (R-A1)."""
    authorisation = Authorisation.objects.create(
        number=number,
        manufacturer=manufacturer,
        exporter=exporter,
        brands=list(brands),
        destinations=list(destinations),
        cap=cap,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    trail.record(
        verb="authorisation.given",
        subject=authorisation,
        by=by,
        at=at,
        manufacturer=manufacturer.uscc,
        exporter=exporter.uscc,
    )
    return authorisation
