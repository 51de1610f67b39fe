from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.enums import ClockKind
from licensing.models.application import Application


class Clock(models.Model):
    """A limit that runs for a case, in working days (regime §3.3).

    Days are dates of law (Asia/Shanghai). `due_is_provisional` while the calendar of
    the due day's year is not yet published (R-K2).
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="clocks"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ClockKind.choices)
    limit = models.PositiveSmallIntegerField(_("working days"))
    started_on = models.DateField(_("started on"))
    due_on = models.DateField(_("due on"))
    due_is_provisional = models.BooleanField(default=False)
    stopped_on = models.DateField(_("stopped on"), null=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], name="clock_once_per_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.application}"


class ClockPause(models.Model):
    """Days that do not count, and why. An open pause has no last day yet."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="pauses")
    paused_on = models.DateField(_("paused on"))
    resumed_on = models.DateField(_("resumed on"), null=True)
    reason = models.CharField(_("reason"), max_length=40)

    class Meta:
        verbose_name = _("clock pause")
        verbose_name_plural = _("clock pauses")
        constraints = [
            models.UniqueConstraint(
                fields=["clock"],
                condition=models.Q(resumed_on=None),
                name="clock_paused_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_on=None)
                | models.Q(resumed_on__gte=models.F("paused_on")),
                name="clock_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock}: {self.paused_on}"
