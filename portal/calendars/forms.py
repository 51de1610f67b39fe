from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.calendars import notices
from portal.calendars.models import CalendarDay, CalendarYear


class PublishYear(forms.ModelForm):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    days = forms.CharField(
        label=_("Days"),
        widget=forms.Textarea(attrs={"rows": 40, "cols": 80}),
        help_text=_(
            "One day a line, weekends within a holiday too:"
            " 2027-01-01, HOLIDAY, New Year’s Day, 元旦."
            " A make-up working day is WORKDAY instead of HOLIDAY."
            " Publishing a year again replaces all its days."
        ),
    )

    class Meta:
        model = CalendarYear
        fields = ["year", "source"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "year" in cleaned and "days" in cleaned:
            try:
                days = notices.parse(cleaned["days"])
                notices.check(days, year=cleaned["year"])
            except notices.NotANotice as refusal:
                self.add_error("days", str(refusal))
            else:
                cleaned["days"] = days
        return cleaned


class SetDay(forms.ModelForm):
    class Meta:
        model = CalendarDay
        fields = ["day", "kind", "name_en", "name_zh", "source"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # Shown as text, not as a field, once the day exists.
        on = cleaned.get("day") or self.instance.day
        if (
            on is not None
            and not CalendarYear.objects.filter(
                jurisdiction=settings.JURISDICTION, year=on.year
            ).exists()
        ):
            self.add_error(None, _("Publish the calendar of this year first."))
        return cleaned
