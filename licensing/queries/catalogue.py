"""Reference rows as they stand on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from licensing.enums import CodeList, Needed
from licensing.models import (
    Application,
    CodeEntry,
    DocumentRequirement,
    GoodsCode,
    LicenceType,
    LicenceTypeVersion,
    ReasonCode,
)


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def open_types(on: date) -> QuerySet[LicenceTypeVersion]:
    """Return the versions a new application may rest on, one for each type."""
    return (
        LicenceTypeVersion.objects.filter(_on(on))
        .select_related("licence_type")
        .order_by("licence_type__code", "-number")
        .distinct("licence_type__code")
    )


def code_lists(on: date) -> dict[str, list[CodeEntry]]:
    """Return the entries of every list on the day, in their order, in one query."""
    lists: dict[str, list[CodeEntry]] = {code_list: [] for code_list in CodeList}
    for entry in CodeEntry.objects.filter(_on(on)).order_by("position", "code"):
        lists[entry.code_list].append(entry)
    return lists


def labels(on: date) -> dict[tuple[str, str], CodeEntry]:
    """Return every code list entry of the day, by list and code; the newest of two."""
    return {
        (entry.code_list, entry.code): entry
        for entry in CodeEntry.objects.filter(_on(on)).order_by("valid_from")
    }


def goods_codes(licence_type: LicenceType, on: date) -> QuerySet[GoodsCode]:
    return GoodsCode.objects.filter(_on(on), licence_type=licence_type).order_by("code")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the day: of the goods catalogue, whose list has no name, or of a list."""

    code_list: str
    code: str
    is_used: bool
    is_kit: bool
    has_vin: bool


def codes(licence_type: LicenceType, on: date) -> list[Code]:
    """Return everything the rules compare codes with, in one query, by list and code."""
    goods = GoodsCode.objects.filter(_on(on), licence_type=licence_type)
    no = Value(value=False)
    rows = goods.values_list(Value(""), "code", "is_used", "is_kit", "has_vin").union(
        CodeEntry.objects.filter(_on(on)).values_list("code_list", "code", no, no, no)
    )
    return [Code(*row) for row in sorted(rows)]


def reasons(on: date) -> QuerySet[ReasonCode]:
    return ReasonCode.objects.filter(_on(on)).order_by("code")


def requirements_of(application: Application) -> list[DocumentRequirement]:
    """Return the documents this application is asked for, in their order.

    No query when the requirements of its type are prefetched.
    """
    is_own_product = application.manufacturer_id == application.organisation_id
    return sorted(
        (
            requirement
            for requirement in application.type_version.requirements.all()
            if not (requirement.needed == Needed.WHEN_TRADER and is_own_product)
        ),
        key=lambda requirement: requirement.position,
    )
