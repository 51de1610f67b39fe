from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.enums import ScanState
from licensing.models.application import Application
from licensing.models.catalogue import DocumentRequirement


class Document(models.Model):
    """A file given for a requirement. It cannot be opened until the scan says clean."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="documents"
    )
    requirement = models.ForeignKey(
        DocumentRequirement, on_delete=models.PROTECT, related_name="+"
    )
    display_name = models.CharField(_("file name"), max_length=120)
    stored_name = models.CharField(max_length=80, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    scan_state = models.CharField(
        _("scan"), max_length=10, choices=ScanState.choices, default=ScanState.WAITING
    )
    scanned_at = models.DateTimeField(_("scanned at"), null=True)
    scan_note = models.CharField(max_length=200, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="document_removed_at_with_by",
            ),
            models.CheckConstraint(
                condition=models.Q(scan_state=ScanState.WAITING, scanned_at=None)
                | (
                    ~models.Q(scan_state=ScanState.WAITING)
                    & models.Q(scanned_at__isnull=False)
                ),
                name="document_scanned_at_with_verdict",
            ),
        ]
        indexes = [
            models.Index(
                fields=["application", "requirement"], name="document_of_case"
            ),
            models.Index(
                fields=["id"],
                name="document_waiting_for_scan",
                condition=models.Q(scan_state=ScanState.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def can_be_opened(self) -> bool:
        return self.scan_state == ScanState.CLEAN
