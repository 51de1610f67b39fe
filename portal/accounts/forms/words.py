"""Labels and hints that several of the forms share, in the portal's own words."""

from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 12 characters. A few words that do not belong together are easy to "
    "remember and hard to guess. You can paste it from a password manager."
)


def reword(form: BaseForm, **labels: Any) -> None:
    """Give the fields these labels and take away placeholders, which are no labels."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
