"""Licence types and what they ask for: dated, versioned rows, pinned by each case.

A version in use cannot be changed (database triggers); the law's next text is a new
row.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.enums import Needed, NoticeKind, UseMode
from licensing.models.bilingual import Bilingual


class LicenceType(Bilingual):
    """A kind of licence, for as long as its law lasts."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    reference_prefix = models.CharField(_("reference prefix"), max_length=4)

    class Meta:
        verbose_name = _("licence type")
        verbose_name_plural = _("licence types")

    def __str__(self) -> str:
        return self.code


class LicenceTypeVersion(models.Model):
    """What the type asks and gives, from a day until another."""

    licence_type = models.ForeignKey(
        LicenceType, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    # R-V1, R-V2: how long a licence lasts.
    validity_months = models.PositiveSmallIntegerField(_("validity in months"))
    ends_with_year = models.BooleanField(_("ends with the year"))
    use_mode = models.CharField(_("mode"), max_length=10, choices=UseMode.choices)
    max_uses = models.PositiveSmallIntegerField(_("clearances"))
    # CK-LICENCE, in working days.
    decision_days = models.PositiveSmallIntegerField(_("working days to decide"))
    correction_days = models.PositiveSmallIntegerField(_("working days to correct"))
    needs_vehicle_list = models.BooleanField(_("needs a vehicle list"))
    remarks_zh = models.CharField(_("remarks on the licence"), max_length=200)
    declaration_en = models.TextField(_("declaration in English"))
    declaration_zh = models.TextField(_("declaration in Chinese"))

    class Meta:
        verbose_name = _("licence type version")
        verbose_name_plural = _("licence type versions")
        constraints = [
            models.UniqueConstraint(
                fields=["licence_type", "number"], name="licence_type_version_number"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="licence_type_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licence_type} v{self.number}"


class DocumentRequirement(Bilingual):
    """A document the type asks for, and why it may be asked (R-D1)."""

    version = models.ForeignKey(
        LicenceTypeVersion, on_delete=models.PROTECT, related_name="requirements"
    )
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))
    needed = models.CharField(_("needed"), max_length=20, choices=Needed.choices)
    why_en = models.CharField(_("why, in English"), max_length=300)
    why_zh = models.CharField(_("why, in Chinese"), max_length=300)
    legal_basis = models.CharField(_("legal basis"), max_length=200)

    class Meta:
        verbose_name = _("document requirement")
        verbose_name_plural = _("document requirements")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="document_requirement_once_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.version})"

    @property
    def why(self) -> str:
        return self.in_language("why")


class NoticeMilestone(models.Model):
    """A reminder the type owes, so many days before a licence's last day."""

    version = models.ForeignKey(
        LicenceTypeVersion, on_delete=models.PROTECT, related_name="milestones"
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[
            (NoticeKind.RENEWAL.value, NoticeKind.RENEWAL.label),
            (NoticeKind.EXPIRY.value, NoticeKind.EXPIRY.label),
        ],
    )
    days_before = models.PositiveSmallIntegerField(_("days before the last day"))

    class Meta:
        verbose_name = _("notice milestone")
        verbose_name_plural = _("notice milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "days_before"], name="notice_milestone_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.kind}, {self.days_before}"


class GoodsCode(Bilingual):
    """A row of the yearly goods catalogue (R-H2 to R-H4)."""

    licence_type = models.ForeignKey(
        LicenceType, on_delete=models.PROTECT, related_name="goods_codes"
    )
    code = models.CharField(_("HS code"), max_length=10)
    is_used = models.BooleanField(_("used"))
    is_kit = models.BooleanField(_("kit"))
    has_vin = models.BooleanField(_("has a VIN"))
    unit_en = models.CharField(_("unit in English"), max_length=20)
    unit_zh = models.CharField(_("unit in Chinese"), max_length=20)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("goods code")
        verbose_name_plural = _("goods codes")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="goods_code_once_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{10}$"),
                name="goods_code_has_ten_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReasonCode(Bilingual):
    """A ground of refusal with its basis in law (regime §3.4)."""

    code = models.CharField(_("code"), max_length=10)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("reason code")
        verbose_name_plural = _("reason codes")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="reason_code_once_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CodeEntry(Bilingual):
    """A value of one of the code lists on the face of a licence (regime §6.4, §6.5)."""

    code_list = models.CharField(_("list"), max_length=20)
    code = models.CharField(_("code"), max_length=10)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("code list entry")
        verbose_name_plural = _("code list entries")
        constraints = [
            models.UniqueConstraint(
                fields=["code_list", "code", "valid_from"],
                name="code_entry_once_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code_list} {self.code}"


class NumberSeries(models.Model):
    """The last serial given in a series; taken under a row lock."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
