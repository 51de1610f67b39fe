from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.crispy import Actions, FormHelper, Link, Submit


class SampleForm(forms.Form):
    """One field of each kind, for the style guide."""

    number = forms.CharField(
        label=_("Contract number"), help_text=_("As on its first page.")
    )
    signed_on = forms.DateField(label=_("Date of signature"), required=False)
    price = forms.DecimalField(label=_("Unit price, FOB"))
    district = forms.ChoiceField(
        label=_("Customs district"), choices=[("", "—"), ("22", _("Shanghai"))]
    )
    transport = forms.ChoiceField(
        label=_("Transport"),
        choices=[("sea", _("Sea")), ("rail", _("Rail")), ("road", _("Road"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("Documents at hand"),
        choices=[("contract", _("Contract")), ("ccc", _("CCC certificate"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    scan = forms.FileField(label=_("Scan of the contract"), required=False)
    declared = forms.BooleanField(label=_("What I state is true and complete."))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(
            self,
            Fieldset(
                _("Contract"),
                Row("number", "signed_on"),
                Row("price", "district"),
            ),
            "transport",
            "needs",
            "note",
            "scan",
            "declared",
            actions=Actions(
                Submit(_("Save and continue")),
                Submit(_("Save"), kind=""),
                Link(_("Back"), "#forms", kind="quiet"),
            ),
        )
        helper.form_tag = False
        return helper
