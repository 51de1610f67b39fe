"""Builds the frozen facts the rules judge; the only bridge from rows to rules."""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum, Value, Window

from exporters.models import Authorisation
from exporters.queries import authorisations
from licensing.enums import EndingKind, Needed, ScanState
from licensing.models import (
    Application,
    Licence,
    LicensedVehicle,
    Vehicle,
)
from licensing.queries import catalogue
from licensing.rules.facts import (
    ApplicationFacts,
    AuthorisationFacts,
    GoodsCodeFacts,
    LineFacts,
    QualificationFacts,
    RequirementFacts,
    VehicleFacts,
)
from licensing.workflow.application import WITH_AUTHORITY

_EXAMPLES = 5


def facts_for(application: Application, *, on: date) -> ApplicationFacts:
    """Return the application as it stands, to be judged for the day."""
    manufacturer = application.manufacturer
    codes = catalogue.codes(application.type_version.licence_type, on)
    return ApplicationFacts(
        on=on,
        licence_year=on.year,
        exporter_uscc=application.organisation.uscc,
        exporter_is_manufacturer=(
            application.manufacturer_id == application.organisation_id
        ),
        manufacturer_uscc=manufacturer.uscc if manufacturer else "",
        contract_number=application.contract_number,
        buyer_name=application.buyer_name,
        destination=application.destination,
        customs_district=application.customs_district,
        trade_mode=application.trade_mode,
        payment_mode=application.payment_mode,
        transport_mode=application.transport_mode,
        lines=_lines(application),
        vehicles=_vehicles(application, on),
        requirements=_requirements(application),
        goods_codes=tuple(
            GoodsCodeFacts(row.code, row.is_used, row.is_kit, row.has_vin)
            for row in codes
            if not row.code_list
        ),
        # The lists are named like the fields they are for.
        listed_codes=frozenset(
            (row.code_list.lower(), row.code) for row in codes if row.code_list
        ),
        qualification=_qualification(application, on),
        authorisation=_authorisation(application, on),
        needs_vehicle_list=application.type_version.needs_vehicle_list,
    )


def _lines(application: Application) -> tuple[LineFacts, ...]:
    return tuple(
        LineFacts(
            position=line.position,
            brand=line.brand,
            model=line.model,
            hs_code=line.hs_code,
            quantity=line.quantity,
            unit_price=line.unit_price,
            currency=line.currency,
            vehicle_count=line.vehicle_count,
        )
        for line in application.lines.annotate(
            vehicle_count=Count("vehicles")
        ).order_by("position")
    )


def _vehicles(application: Application, on: date) -> VehicleFacts:
    vehicles = Vehicle.objects.filter(application=application)
    counts, examples = _count_and_examples(
        wrong_check_digit=vehicles.filter(check_digit_is_right=False),
        on_live_licence=vehicles.filter(Exists(on_live_licence(on))),
        in_open_case=vehicles.filter(Exists(in_open_case())),
    )
    return VehicleFacts(
        count=application.vehicle_count,
        wrong_check_digit=counts["wrong_check_digit"],
        wrong_check_digit_examples=tuple(examples["wrong_check_digit"]),
        on_live_licence=counts["on_live_licence"],
        on_live_licence_examples=tuple(examples["on_live_licence"]),
        in_open_case=counts["in_open_case"],
        in_open_case_examples=tuple(examples["in_open_case"]),
    )


def on_live_licence(on: date) -> QuerySet[LicensedVehicle]:
    """Return licences' vehicles with the outer vehicle's VIN, live on the day or later."""
    return LicensedVehicle.objects.filter(vin=OuterRef("vin"), live__endswith__gt=on)


def in_open_case() -> QuerySet[Vehicle]:
    """Return vehicles with the outer vehicle's VIN in another case now decided on."""
    return Vehicle.objects.filter(
        vin=OuterRef("vin"), application__state__in=WITH_AUTHORITY
    ).exclude(application=OuterRef("application"))


def _count_and_examples(
    **groups: QuerySet[Vehicle],
) -> tuple[Counter[str], dict[str, list[str]]]:
    """Return how many vehicles each group has, and its first VINs, in one query."""
    parts = [
        vehicles.annotate(group=Value(name), total=Window(Count("pk")))
        .order_by("vin")
        .values_list("group", "total", "vin")[:_EXAMPLES]
        for name, vehicles in groups.items()
    ]
    counts: Counter[str] = Counter()
    examples: dict[str, list[str]] = {name: [] for name in groups}
    for group, total, vin in parts[0].union(*parts[1:], all=True):
        counts[group] = total
        examples[group].append(vin)
    return counts, {name: sorted(vins) for name, vins in examples.items()}


def _requirements(application: Application) -> tuple[RequirementFacts, ...]:
    counts = Counter(
        (document.requirement_id, document.scan_state)
        for document in application.documents.all()
        if document.removed_at is None
    )
    return tuple(
        RequirementFacts(
            code=requirement.code,
            is_required=requirement.needed != Needed.OPTIONAL,
            clean=counts[requirement.pk, ScanState.CLEAN],
            waiting=counts[requirement.pk, ScanState.WAITING],
            refused=counts[requirement.pk, ScanState.REFUSED],
        )
        for requirement in catalogue.requirements_of(application)
    )


def _qualification(application: Application, on: date) -> QualificationFacts | None:
    if application.manufacturer is None:
        return None
    row = authorisations.qualification_of(application.manufacturer, year=on.year)
    return QualificationFacts(row.year, row.status) if row else None


def _authorisation(application: Application, on: date) -> AuthorisationFacts | None:
    if application.manufacturer is None:
        return None
    row = authorisations.in_force(
        exporter=application.organisation, manufacturer=application.manufacturer, on=on
    )
    if row is None:
        return None
    return AuthorisationFacts(
        number=row.number,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        brands=frozenset(row.brands),
        destinations=frozenset(row.destinations),
        remaining=(None if row.cap is None else row.cap - _licensed_under(row)),
    )


def _licensed_under(authorisation: Authorisation) -> int:
    """Return how many cars were licensed to the exporter within its term (R-A3)."""
    total: int | None = (
        Licence.objects.filter(
            organisation=authorisation.exporter_id,
            manufacturer=authorisation.manufacturer_id,
            issued_on__range=(authorisation.valid_from, authorisation.valid_until),
        )
        .exclude(ended_as=EndingKind.REVOKED)
        .aggregate(total=Sum("quantity"))["total"]
    )
    return total or 0
