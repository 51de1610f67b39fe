from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from exporters.models import Organisation
from licensing.models import LicenceTypeVersion
from portal.ui.crispy import Actions, FormHelper, Link, Submit


class StartForm(forms.Form):
    """Which company applies for which licence. What leaves no choice is chosen."""

    company = forms.ChoiceField(
        label=_("Which company applies?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the company that applies.")},
    )
    licence_type = forms.ChoiceField(
        label=_("What do you want to export?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want to export.")},
    )

    def __init__(
        self,
        *args: Any,
        companies: Sequence[Organisation],
        types: Sequence[LicenceTypeVersion],
        back_url: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {str(company.pk): company for company in companies}
        self.types = {version.licence_type.code: version for version in types}
        self.back_url = back_url
        self._offer("company", {k: v.name for k, v in self.companies.items()})
        self._offer(
            "licence_type", {k: v.licence_type.name for k, v in self.types.items()}
        )

    def _offer(self, name: str, names: dict[str, str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = list(names.items())
        if len(names) == 1:
            field.initial = next(iter(names))

    @property
    def company_chosen(self) -> Organisation:
        return self.companies[self.cleaned_data["company"]]

    @property
    def type_chosen(self) -> LicenceTypeVersion:
        return self.types[self.cleaned_data["licence_type"]]

    @property
    def helper(self) -> FormHelper:
        return FormHelper(
            self,
            actions=Actions(
                Submit(_("Start the application")), Link(_("Cancel"), self.back_url)
            ),
        )
