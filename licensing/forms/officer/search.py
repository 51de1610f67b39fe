from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """What to look for among all cases; nothing shows a list instead."""

    q = forms.CharField(
        label=_("Find a case"),
        max_length=60,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "data-key": "/"}
        ),
    )
