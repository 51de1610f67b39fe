import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from crispy_forms.layout import Row
from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from licensing.forms.applicant import currencies
from licensing.forms.applicant.revisions import RevisedForm
from licensing.forms.applicant.texts import LineField, plain
from licensing.models import GoodsCode
from licensing.operations.drafts import LineContents
from licensing.presenters.words import reader_language
from portal.lib import money
from portal.ui.crispy import Actions, FormHelper, Link, Submit

_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


class NumberInput(forms.TextInput):
    """A text box with the keys of a telephone, without arrows and scrolling."""

    def __init__(self, mode: str) -> None:
        super().__init__(attrs={"inputmode": mode, "autocomplete": "off"})

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> Any:
        """Read `１，１１８`, `1,118` and `1 118` as 1118; leave `1,5` to be refused."""
        typed = super().value_from_datadict(data, files, name)
        number = "".join(plain(str(typed or "")).split())
        return number.replace(",", "") if _GROUPED.fullmatch(number) else number


class LineForm(RevisedForm):
    """A specification line; `revision` says which application it was typed for."""

    brand = LineField(
        label=_("Brand"),
        max_length=60,
        error_messages={"required": _("Give the brand of the cars.")},
    )
    model = LineField(
        label=_("Model"),
        help_text=_("With its specification, as on the contract."),
        max_length=60,
        error_messages={"required": _("Give the model of the cars.")},
    )
    hs_code = forms.ChoiceField(
        label=_("HS code"),
        help_text=_("All lines of an application have the same code."),
        error_messages={"required": _("Choose the HS code.")},
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        widget=NumberInput("numeric"),
        error_messages={
            "required": _("Say how many cars."),
            "invalid": _("Give a whole number of cars, for example 120."),
            "min_value": _("There is at least one car in a line."),
        },
    )
    unit_price = forms.DecimalField(
        label=_("Unit price, FOB"),
        help_text=_("For one car, for example 18650.00."),
        max_digits=14,
        decimal_places=4,
        widget=NumberInput("decimal"),
        error_messages={
            "required": _("Give the FOB price of one car."),
            "invalid": _("Give the price in figures, for example 18650.00."),
            "max_digits": _("The price is too long. Check the decimal point."),
            "max_whole_digits": _("The price is too high. Check the decimal point."),
            "max_decimal_places": _(
                "The price has too many decimals. Check the decimal point."
            ),
        },
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        help_text=_("All lines of an application have the same currency."),
        error_messages={"required": _("Choose the currency of the contract.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        goods_codes: Sequence[GoodsCode],
        back_url: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.back_url = back_url
        offered = [(row.code, f"{row.code} {row.name}") for row in goods_codes]
        choose: Any = ("", _("Choose one"))
        self._offer("hs_code", offered if len(offered) == 1 else [choose, *offered])
        self._offer("currency", [choose, *currencies.choices(reader_language())])
        most = settings.VEHICLES_PER_APPLICATION
        self.fields["quantity"].validators.append(
            MaxValueValidator(
                most, _("An application has at most %(limit_value)s cars.")
            )
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        price = self.cleaned_data.get("unit_price")
        currency = self.cleaned_data.get("currency")
        if price is not None and price <= 0:
            self.add_error("unit_price", gettext("The price is more than nothing."))
        elif price and currency and money.has_too_many_decimals(price, currency):
            self.add_error("unit_price", _say_decimals(currency))
        return self.cleaned_data

    @property
    def contents(self) -> LineContents:
        typed = self.cleaned_data
        return LineContents(
            brand=typed["brand"],
            model=typed["model"],
            hs_code=typed["hs_code"],
            quantity=typed["quantity"],
            unit_price=typed["unit_price"],
            currency=typed["currency"],
        )

    @property
    def helper(self) -> FormHelper:
        return FormHelper(
            self,
            "revision",
            Row("brand", "model"),
            "hs_code",
            Row("quantity", "unit_price"),
            "currency",
            actions=Actions(
                Submit(_("Save the line")),
                Link(_("Back without saving"), self.back_url, kind="quiet"),
            ),
        )


def _say_decimals(currency: str) -> str:
    units = money.minor_units(currency)
    if not units:
        return gettext("An amount in %(currency)s has no decimals.") % {
            "currency": currency
        }
    words = ngettext(
        "An amount in %(currency)s has at most %(count)d decimal.",
        "An amount in %(currency)s has at most %(count)d decimals.",
        units,
    )
    return words % {"currency": currency, "count": units}
