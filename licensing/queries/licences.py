"""Finding licences."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Func, JSONField, QuerySet, Value

from licensing.models import Licence
from licensing.queries.applications import companies_of
from licensing.rules import validity
from portal.accounts.models import User
from portal.accounts.roles import Permission


def visible_to(user: User) -> "QuerySet[Licence]":
    """Return what the person may see: the authority all, members their company's."""
    licences = Licence.objects.select_related(
        "organisation", "manufacturer", "certificate", "application"
    ).defer("face")
    if user.has_role(Permission.SEE_ALL_LICENCES):
        return licences
    return licences.filter(organisation__in=companies_of(user))


def standing_of(licence: Licence, *, at: datetime) -> validity.Standing:
    """Return what the licence is worth at the moment, whether or not any job ran."""
    return validity.standing(
        licence.valid_from,
        licence.valid_to,
        at=at,
        zone=settings.LEGAL_TIME_ZONE,
        ending=licence.ended_as,
    )


def face_without_vehicles(licence: Licence) -> dict[str, Any]:
    """Return the face but its list of vehicles, however many they are."""
    face: dict[str, Any] = (
        Licence.objects.annotate(
            brief=Func(
                F("face"),
                Value("vehicles"),
                arg_joiner=" - ",
                template="(%(expressions)s)",
                output_field=JSONField(),
            )
        )
        .values_list("brief", flat=True)
        .get(pk=licence.pk)
    )
    return face


def by_number(number: str) -> "QuerySet[Licence]":
    """Return the licence of that number, for anyone: grants are public (§3.7)."""
    return (
        Licence.objects.select_related("organisation", "manufacturer", "certificate")
        .defer("face")
        .filter(number=number)
    )
