from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exporters.models import Organisation
from licensing.enums import CertificateState, EndingKind
from licensing.models.application import Application
from licensing.models.catalogue import LicenceTypeVersion


class Licence(models.Model):
    """An issued licence. Nobody alters its face (R-C1); the database sees to it.

    Whether it is in force is a fact of the date, computed on read
    (licensing.rules.validity): `valid_from` and `valid_to` are whole days in
    Asia/Shanghai, both included.
    """

    number = models.CharField(_("licence number"), max_length=12, unique=True)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="licence"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="licences"
    )
    manufacturer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+"
    )
    type_version = models.ForeignKey(LicenceTypeVersion, on_delete=models.PROTECT)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField(_("issued on"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("last day"))
    destination = models.CharField(max_length=2)
    quantity = models.PositiveIntegerField(_("quantity"))
    # Every field of the face as printed (regime §2.1), and its hash.
    face = models.JSONField()
    face_digest = models.CharField(max_length=64)

    # The one part that may change, with its act: see LicenceEnding.
    ended_as = models.CharField(max_length=20, choices=EndingKind.choices, blank=True)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^\d{2}-[A-Z0-9]{2}-\d{6}$"),
                name="licence_number_well_formed",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1), name="licence_quantity_positive"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-id"], name="licence_of_organisation"
            ),
            models.Index(
                fields=["valid_to"],
                name="licence_running",
                condition=models.Q(ended_as=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("licence", args=[self.number])


class LicensedVehicle(models.Model):
    """A VIN for as long as its licence lives: never on two at once (RF-15)."""

    licence = models.ForeignKey(
        Licence, on_delete=models.PROTECT, related_name="vehicles"
    )
    vin = models.CharField(max_length=17)
    live = DateRangeField()

    class Meta:
        verbose_name = _("licensed vehicle")
        verbose_name_plural = _("licensed vehicles")
        constraints = [
            ExclusionConstraint(
                name="licensed_vehicle_on_one_live_licence",
                expressions=[
                    ("vin", RangeOperators.EQUAL),
                    ("live", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["vin"], name="licensed_vehicle_vin")]

    def __str__(self) -> str:
        return f"{self.vin} on {self.licence}"


class LicenceEnding(models.Model):
    """An act that ends or suspends a licence: two people, a ground, a time."""

    licence = models.ForeignKey(
        Licence, on_delete=models.PROTECT, related_name="endings"
    )
    kind = models.CharField(max_length=20, choices=EndingKind.choices)
    ground = models.TextField(_("ground"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("ending of a licence")
        verbose_name_plural = _("endings of licences")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("ended_by")),
                name="licence_ending_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licence}: {self.kind}"


class Certificate(models.Model):
    """The signed PDF of a licence; owed from issue, made by a worker."""

    licence = models.OneToOneField(
        Licence, on_delete=models.PROTECT, related_name="certificate"
    )
    state = models.CharField(
        max_length=10,
        choices=CertificateState.choices,
        default=CertificateState.WAITING,
    )
    stored_name = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    code_text = models.TextField(_("text of the QR code"), blank=True)
    made_at = models.DateTimeField(_("made at"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(state=CertificateState.MADE, made_at__isnull=False)
                    & ~models.Q(sha256="")
                )
                | (~models.Q(state=CertificateState.MADE) & models.Q(made_at=None)),
                name="certificate_made_at_when_made",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="certificate_not_made",
                condition=~models.Q(state=CertificateState.MADE),
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate of {self.licence}"
