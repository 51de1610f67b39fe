from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from exporters.models.organisation import Organisation


class Authorisation(models.Model):
    """A manufacturer lets a trader export its products (R-A1, R-A2).

    Empty brands or destinations mean all of them; no cap means any quantity.
    """

    number = models.CharField(_("number"), max_length=40)
    manufacturer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="given_authorisations"
    )
    exporter = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="held_authorisations"
    )
    brands = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    destinations = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    cap = models.PositiveIntegerField(_("quantity cap"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))

    class Meta:
        verbose_name = _("authorisation")
        verbose_name_plural = _("authorisations")
        constraints = [
            models.UniqueConstraint(
                fields=["manufacturer", "number"],
                name="authorisation_number_once_per_manufacturer",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="authorisation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(manufacturer=models.F("exporter")),
                name="authorisation_between_two_companies",
            ),
        ]
        indexes = [
            models.Index(
                fields=["exporter", "manufacturer", "valid_until"],
                name="authorisation_of_exporter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.manufacturer} for {self.exporter}"
