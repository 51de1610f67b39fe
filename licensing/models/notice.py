from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.enums import NoticeKind, NoticeState
from licensing.models.application import Application
from licensing.models.licence import Licence


class PlannedDay(models.Model):
    """A day of law for which reminders were planned, and when that was done last.

    Days that are not here are days the planner was away. The next run looks back to the
    day before them, so that no licence ends unseen.
    """

    day = models.DateField(_("day"), primary_key=True)
    planned_at = models.DateTimeField(_("planned at"))

    class Meta:
        verbose_name = _("planned day")
        verbose_name_plural = _("planned days")

    def __str__(self) -> str:
        return self.day.isoformat()


class Notice(models.Model):
    """A promise to tell one person one thing; one row for each, whatever runs twice.

    About a licence (`days_before` its last day; None for the notice of issue) or about
    an application (`occurrence` counts requests of the same kind). `email_key` leads
    to the mail in the outbox, where its delivery is kept. `read_at` is when the person
    first had it before their eyes in the portal.
    """

    licence = models.ForeignKey(
        Licence, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)
    days_before = models.PositiveSmallIntegerField(null=True)
    occurrence = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=20, choices=NoticeState.choices)
    planned_at = models.DateTimeField(_("planned at"))
    posted_at = models.DateTimeField(_("posted at"), null=True)
    read_at = models.DateTimeField(_("read at"), null=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    email_key = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "recipient", "kind", "days_before", "occurrence"],
                condition=models.Q(licence__isnull=False),
                nulls_distinct=False,
                name="notice_once_per_licence",
            ),
            models.UniqueConstraint(
                fields=["application", "recipient", "kind", "occurrence"],
                condition=models.Q(application__isnull=False),
                name="notice_once_per_application",
            ),
            models.CheckConstraint(
                condition=models.Q(licence=None, application__isnull=False)
                | models.Q(licence__isnull=False, application=None),
                name="notice_about_one_thing",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=NoticeState.POSTED, posted_at__isnull=False)
                    & ~models.Q(email_key="")
                )
                | (~models.Q(state=NoticeState.POSTED) & models.Q(posted_at=None)),
                name="notice_posted_at_when_posted",
            ),
            models.CheckConstraint(
                condition=models.Q(read_at=None) | models.Q(state=NoticeState.POSTED),
                name="notice_read_only_when_posted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="notice_to_deliver",
                condition=models.Q(state=NoticeState.PLANNED),
            ),
            models.Index(fields=["recipient", "-id"], name="notice_of_recipient"),
            models.Index(
                fields=["recipient"],
                name="notice_unread",
                condition=models.Q(state=NoticeState.POSTED, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}, due {self.due_on}"
