from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from licensing.models import CorrectionItem

LONGEST_ANSWER = 2000


class AnswersForm(forms.Form):
    """An answer to each thing the authority asked for; any may still be empty."""

    def __init__(self, *args: Any, items: Iterable[CorrectionItem]) -> None:
        super().__init__(*args)
        self.items = list(items)
        for item in self.items:
            self.fields[f"answer_{item.position}"] = forms.CharField(
                label=_("Your answer"),
                help_text=_("Say what you changed, or why it is right as it is."),
                max_length=LONGEST_ANSWER,
                required=False,
                initial=item.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def field_of(self, item: CorrectionItem) -> BoundField:
        return self[f"answer_{item.position}"]

    @property
    def answers(self) -> dict[int, str]:
        return {
            item.position: self.cleaned_data[f"answer_{item.position}"]
            for item in self.items
        }
