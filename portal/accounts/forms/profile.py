from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.ui.crispy import Actions, FormHelper, Submit


@cache
def time_zones() -> list[tuple[str, str]]:
    """Return the places of the world, without the old and technical names."""
    names = sorted(name for name in available_timezones() if _is_place(name))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


def _is_place(name: str) -> bool:
    region, _slash, place = name.partition("/")
    return bool(place) and region not in {"Etc", "SystemV", "US", "posix", "right"}


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of these pages and of the mail we send you."),
        choices=settings.LANGUAGES,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Legal dates are always in the time of Beijing and say so."),
        choices=time_zones,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Save"))))
