from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "QUEUED", _("Queued")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Sent")
    FAILED = "FAILED", _("Failed")


class OutboundEmail(models.Model):
    """A mail as it was worded when it was promised; sending only marks it.

    One row per key: whoever promises the same mail twice gets the first row. A row that
    is being sent belongs to its sender until `lease_until`, then to anyone.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    to = models.EmailField(_("to"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES
    )
    name = models.CharField(_("kind of mail"), max_length=80)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML text"))
    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("queued at"))
    next_attempt_at = models.DateTimeField(_("next attempt at"), null=True)
    lease_until = models.DateTimeField(_("being sent until"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    last_error = models.TextField(_("last error"), blank=True, default="")

    class Meta:
        verbose_name = _("outbound e-mail")
        verbose_name_plural = _("outbound e-mails")
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=models.Q(state="QUEUED"),
                name="email_due",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state="SENDING"),
                name="email_leased",
            ),
            models.Index(
                fields=["-id"], condition=models.Q(state="FAILED"), name="email_failed"
            ),
            models.Index(Upper("to"), name="email_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="email_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="QUEUED", next_attempt_at__isnull=False)
                | (~models.Q(state="QUEUED") & models.Q(next_attempt_at=None)),
                name="email_next_attempt_at_when_queued",
            ),
            models.CheckConstraint(
                condition=models.Q(state="SENDING", lease_until__isnull=False)
                | (~models.Q(state="SENDING") & models.Q(lease_until=None)),
                name="email_lease_until_when_sending",
            ),
            models.CheckConstraint(
                condition=models.Q(state="SENT", sent_at__isnull=False)
                | (~models.Q(state="SENT") & models.Q(sent_at=None)),
                name="email_sent_at_when_sent",
            ),
            # Headers are lines.
            models.CheckConstraint(
                condition=~models.Q(subject__regex=r"[\n\r]")
                & ~models.Q(to__regex=r"[\n\r]")
                & ~models.Q(message_id__regex=r"[\n\r]"),
                name="email_headers_are_one_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"
