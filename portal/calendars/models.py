from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    HOLIDAY = "HOLIDAY", _("Day off")
    WORKDAY = "WORKDAY", _("Make-up working day")


class CalendarYear(models.Model):
    """A year whose calendar the government has published; other years are estimated."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=2)
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=300)
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints = [
            models.UniqueConstraint("jurisdiction", "year", name="calendar_year_once"),
            models.CheckConstraint(
                condition=models.Q(year__range=(1990, 2200)),
                name="calendar_year_plausible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.year}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says, as one year's notice has it.

    The notice of a year may also say something about the December before.
    """

    notice = models.ForeignKey(
        CalendarYear,
        on_delete=models.CASCADE,
        related_name="days",
        verbose_name=_("calendar"),
    )
    jurisdiction = models.CharField(_("jurisdiction"), max_length=2)
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind.choices)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints = [
            models.UniqueConstraint("jurisdiction", "day", name="calendar_day_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=DayKind.values),
                name="calendar_day_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="HOLIDAY") | models.Q(day__iso_week_day__gte=6),
                name="calendar_workday_on_weekend",
                violation_error_message=_("A make-up working day is at a weekend."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.name}"

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        chinese = (get_language() or "").startswith("zh")
        return self.name_zh if chinese else self.name_en
