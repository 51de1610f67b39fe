from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib import references


class VerifyForm(forms.Form):
    """A licence number as people type it."""

    number = forms.CharField(
        label=_("Licence number"),
        help_text=_("For example 26-JN-000412. No account needed."),
        max_length=40,
        error_messages={"required": _("Enter the number printed on the certificate.")},
    )

    def clean_number(self) -> str:
        number = references.normalise_licence_number(self.cleaned_data["number"])
        if not references.is_licence_number(number):
            raise forms.ValidationError(
                _(
                    "That is not a licence number. It has two digits, two letters or"
                    " digits and six digits, like 26-JN-000412."
                )
            )
        return number
