from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exporters.models import Organisation
from licensing.enums import State
from licensing.models.catalogue import LicenceTypeVersion


class ApplicationQuerySet(models.QuerySet["Application"]):
    def sent(self) -> Self:
        return self.filter(submitted_at__isnull=False)


class Application(models.Model):
    """A case: from the first page of a draft to its decision.

    `state` is written by licensing.operations.transitions only.
    """

    reference = models.CharField(_("reference"), max_length=24, unique=True)
    type_version = models.ForeignKey(LicenceTypeVersion, on_delete=models.PROTECT)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.DRAFT
    )
    created_at = models.DateTimeField(_("started at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("last changed at"))
    # Raised by every saved change of the contents; a form sends back what it saw.
    revision = models.PositiveIntegerField(default=0)

    manufacturer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    contract_number = models.CharField(max_length=17, blank=True)
    buyer_name = models.CharField(max_length=200, blank=True)
    destination = models.CharField(max_length=2, blank=True)
    customs_district = models.CharField(max_length=4, blank=True)
    trade_mode = models.CharField(max_length=10, blank=True)
    payment_mode = models.CharField(max_length=10, blank=True)
    transport_mode = models.CharField(max_length=10, blank=True)

    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The first-level officer whose case it is.
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    # For lists, kept by the operations that change what they count.
    quantity = models.PositiveIntegerField(default=0)
    vehicle_count = models.PositiveIntegerField(default=0)
    blocker_count = models.PositiveSmallIntegerField(default=0)
    check_count = models.PositiveSmallIntegerField(default=0)
    # The running clock's due day; the worklist's order.
    due_on = models.DateField(null=True)

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, submitted_by=None)
                | models.Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="application_submitted_at_with_by",
            ),
            models.CheckConstraint(
                condition=models.Q(claimed_at=None, officer=None)
                | models.Q(claimed_at__isnull=False, officer__isnull=False),
                name="application_claimed_at_with_officer",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT)
                | models.Q(state=State.WITHDRAWN)
                | models.Q(submitted_at__isnull=False),
                name="application_sent_has_submission",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[State.GRANTED, State.REFUSED, State.WITHDRAWN],
                    closed_at__isnull=False,
                )
                | (
                    ~models.Q(state__in=[State.GRANTED, State.REFUSED, State.WITHDRAWN])
                    & models.Q(closed_at=None)
                ),
                name="application_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values),
                name="application_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-id"], name="application_of_organisation"
            ),
            # For the beginning of a number, as officers type it.
            models.Index(
                fields=["contract_number"],
                name="application_contract",
                opclasses=["varchar_pattern_ops"],
            ),
            models.Index(
                fields=["due_on", "id"],
                name="application_unclaimed",
                condition=models.Q(state=State.SUBMITTED),
            ),
            models.Index(
                fields=["officer", "due_on", "id"],
                name="application_of_officer",
                condition=models.Q(state=State.IN_REVIEW),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="application_second_level",
                condition=models.Q(state=State.RECOMMENDED),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="application_with_exporter",
                condition=models.Q(state=State.RETURNED),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="application_waiting",
                condition=models.Q(
                    state__in=[
                        State.SUBMITTED,
                        State.IN_REVIEW,
                        State.RETURNED,
                        State.RECOMMENDED,
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.reference])


class SpecificationLine(models.Model):
    """One specification of the goods; all lines of a licence share one code (§2.1)."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="lines"
    )
    position = models.PositiveSmallIntegerField(_("line"))
    brand = models.CharField(_("brand"), max_length=60)
    model = models.CharField(_("model"), max_length=60)
    hs_code = models.CharField(_("HS code"), max_length=10)
    quantity = models.PositiveIntegerField(_("quantity"))
    # FOB, per unit.
    unit_price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        verbose_name = _("specification line")
        verbose_name_plural = _("specification lines")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="line_position_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1), name="line_quantity_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(unit_price__gt=0), name="line_unit_price_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} line {self.position}"


class Vehicle(models.Model):
    """A car of the application's list."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="vehicles"
    )
    line = models.ForeignKey(
        SpecificationLine, on_delete=models.PROTECT, related_name="vehicles"
    )
    vin = models.CharField(_("VIN"), max_length=17)
    check_digit_is_right = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("vehicle")
        verbose_name_plural = _("vehicles")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "vin"], name="vehicle_once_per_application"
            ),
            models.CheckConstraint(
                condition=models.Q(vin__regex=r"^[A-HJ-NPR-Z0-9]{17}$"),
                name="vehicle_vin_well_formed",
            ),
        ]
        indexes = [models.Index(fields=["vin"], name="vehicle_vin")]

    def __str__(self) -> str:
        return self.vin


class VehicleImport(models.Model):
    """An uploaded list as it was read, shown before anything is saved from it."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="imports"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    good = models.JSONField()
    bad = models.JSONField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("vehicle list")
        verbose_name_plural = _("vehicle lists")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_at=None, agreed_by=None)
                | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="vehicle_import_agreed_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
