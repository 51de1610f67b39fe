from datetime import date

from django.db.models import Q, QuerySet

from exporters.models import Authorisation, Organisation, Qualification


def in_force(
    *, exporter: Organisation, manufacturer: Organisation, on: date
) -> Authorisation | None:
    """Return the authorisation that runs longest on the day, if there is one (RF-02)."""
    return (
        Authorisation.objects.filter(
            exporter=exporter,
            manufacturer=manufacturer,
            valid_from__lte=on,
            valid_until__gte=on,
        )
        .order_by("-valid_until", "pk")
        .first()
    )


def manufacturers_for(exporter: Organisation, *, on: date) -> QuerySet[Organisation]:
    """Return whose cars the company may export: its own, or those it is authorised for."""
    authorised = Authorisation.objects.filter(
        exporter=exporter, valid_from__lte=on, valid_until__gte=on
    ).values("manufacturer")
    own = Q(pk=exporter.pk) if exporter.is_manufacturer else Q(pk=None)
    return Organisation.objects.filter(own | Q(pk__in=authorised))


def qualification_of(manufacturer: Organisation, *, year: int) -> Qualification | None:
    return Qualification.objects.filter(organisation=manufacturer, year=year).first()
