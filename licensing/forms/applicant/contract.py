from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exporters.models import Organisation
from licensing.enums import CodeList
from licensing.forms.applicant.revisions import RevisedForm
from licensing.forms.applicant.texts import LineField
from licensing.models import Application, CodeEntry
from licensing.presenters.words import reader_language
from licensing.queries.contents import CONTRACT_FIELDS
from licensing.rules import goods
from portal.lib import countries
from portal.ui.crispy import Actions, FormHelper, Link, Submit

_CHOOSE = ("", _("Choose one"))


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that somebody else saved while another was typed."""

    label: str
    saved: str
    typed: str


class ContractForm(RevisedForm):
    """The contract and the route, to be saved whole or, with `later`, in part."""

    manufacturer = forms.ChoiceField(
        label=_("Manufacturer"),
        help_text=_("You may apply for cars of a manufacturer that authorised you."),
        error_messages={"required": _("Choose who made the cars.")},
    )
    contract_number = LineField(
        label=_("Contract number"),
        help_text=_("As on the contract, at most 17 Latin letters, digits and signs."),
        max_length=60,
        error_messages={"required": _("Give the number of the contract.")},
    )
    buyer_name = LineField(
        label=_("Buyer"),
        help_text=_("The company abroad, as the contract names it."),
        max_length=200,
        error_messages={"required": _("Give the name of the buyer.")},
    )
    destination = forms.ChoiceField(
        label=_("Destination country (region)"),
        help_text=_("Where the cars will be used. One for each licence."),
        error_messages={"required": _("Choose the country (region) of destination.")},
    )
    customs_district = forms.ChoiceField(
        label=_("Customs district"),
        help_text=_("Where the cars will be cleared. One for each licence."),
        error_messages={"required": _("Choose the customs district.")},
    )
    trade_mode = forms.ChoiceField(
        label=_("Trade mode"),
        error_messages={"required": _("Choose the trade mode.")},
    )
    payment_mode = forms.ChoiceField(
        label=_("Payment mode"),
        error_messages={"required": _("Choose the payment mode.")},
    )
    transport_mode = forms.ChoiceField(
        label=_("Transport mode"),
        error_messages={"required": _("Choose the transport mode.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        application: Application,
        manufacturers: Sequence[Organisation],
        lists: Mapping[str, Sequence[CodeEntry]],
        back_url: str,
    ) -> None:
        super().__init__(data, initial=_saved(application))
        self.manufacturers = {str(maker.pk): maker for maker in manufacturers}
        self.is_partial = data is not None and "later" in data
        self.back_url = back_url
        self._offer("manufacturer", {k: v.name for k, v in self.manufacturers.items()})
        self._offer("destination", dict(countries.choices(reader_language())))
        for code_list in CodeList:
            entries = {
                entry.code: f"{entry.code} {entry.name}"
                if code_list is CodeList.CUSTOMS_DISTRICT
                else entry.name
                for entry in lists[code_list]
            }
            self._offer(code_list.lower(), entries)

    def _offer(self, name: str, names: Mapping[str, str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [_CHOOSE, *names.items()]

    def full_clean(self) -> None:
        """Ask for everything, unless the person goes on later."""
        for name in ("manufacturer", *CONTRACT_FIELDS):
            self.fields[name].required = not self.is_partial
        super().full_clean()
        for name in ("manufacturer", *CONTRACT_FIELDS):
            self.fields[name].required = True

    def clean_manufacturer(self) -> Organisation | None:
        return self.manufacturers.get(self.cleaned_data["manufacturer"])

    def clean_contract_number(self) -> str:
        number = goods.normalise_contract_number(self.cleaned_data["contract_number"])
        if number and not goods.is_contract_number(number):
            raise ValidationError(
                _(
                    "A licence cannot carry this number. Use at most 17 Latin letters,"
                    " digits and - . _ / ( ) # & +, beginning with a letter or a digit."
                )
            )
        return number

    def differences_from(self, application: Application) -> list["Difference"]:
        """Return where the saved answers are not the ones typed here."""
        saved = _saved(application)
        found = []
        for name in ("manufacturer", *CONTRACT_FIELDS):
            typed = str(self[name].value() or "")
            kept = str(saved[name] or "")
            if typed != kept:
                found.append(
                    Difference(
                        str(self.fields[name].label),
                        self._in_words(name, kept),
                        self._in_words(name, typed),
                    )
                )
        return found

    def _in_words(self, name: str, value: str) -> str:
        names = dict(getattr(self.fields[name], "choices", ()))
        return str(names.get(value, value)) if value else ""

    @property
    def answers(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in CONTRACT_FIELDS}

    @property
    def helper(self) -> FormHelper:
        return FormHelper(
            self,
            "revision",
            Fieldset(
                _("The contract"),
                "manufacturer",
                Row("contract_number", "buyer_name"),
                Row("trade_mode", "payment_mode"),
            ),
            Fieldset(
                _("The route"),
                "destination",
                Row("customs_district", "transport_mode"),
            ),
            actions=Actions(
                Submit(_("Save and continue")),
                Submit(_("Save and go on later"), name="later", kind=""),
                Link(_("Back without saving"), self.back_url, kind="quiet"),
            ),
        )


def _saved(application: Application) -> dict[str, Any]:
    saved = {field: getattr(application, field) for field in CONTRACT_FIELDS}
    return saved | {
        "manufacturer": application.manufacturer_id,
        "revision": application.revision,
    }
