from django.db import models
from django.utils.translation import gettext_lazy as _

from exporters.enums import QualificationStatus
from exporters.models.organisation import Organisation


class Qualification(models.Model):
    """A manufacturer's place on the list of one year (R-Q6)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="qualifications"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(
        _("status"), max_length=20, choices=QualificationStatus.choices
    )
    listed_on = models.DateField(_("listed on"))

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], name="qualification_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}: {self.get_status_display()}"
