import re

from django import forms
from django.utils.translation import gettext_lazy as _

# Regime §2.1 field 3; people type spaces, dots and other dashes for the hyphens.
_NUMBER = re.compile(r"(\d{2})[-\s.‐-―−]*([A-Z0-9]{2})[-\s.‐-―−]*(\d{6})")


class VerifyForm(forms.Form):
    """A licence number as people type it."""

    number = forms.CharField(
        label=_("Licence number"),
        help_text=_("For example 26-JN-000412. No account needed."),
        max_length=40,
        error_messages={"required": _("Enter the number printed on the certificate.")},
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        parts = _NUMBER.fullmatch(typed.strip().upper())
        if parts is None:
            raise forms.ValidationError(
                _(
                    "That is not a licence number. It has two digits, two letters or"
                    " digits and six digits, like 26-JN-000412."
                )
            )
        return "-".join(parts.groups())
