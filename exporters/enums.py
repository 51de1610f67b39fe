from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MANUFACTURER = "MANUFACTURER", _("Manufacturer")
    TRADER = "TRADER", _("Trading company")


class QualificationStatus(models.TextChoices):
    """A manufacturer's standing on the list of one year (regime §3.8)."""

    LISTED = "LISTED", _("Listed")
    WARNED = "WARNED", _("Listed, warned")
    SUSPENDED = "SUSPENDED", _("Suspended")
    REMOVED = "REMOVED", _("Removed")
