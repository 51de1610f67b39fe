import pytest
from django import forms
from django.forms import formset_factory

from portal.ui.problems import Problem, any_problem, problems_of, target_of


class ContractForm(forms.Form):
    number = forms.CharField(label="Contract number:")
    transport = forms.ChoiceField(
        label="", choices=[("sea", "Sea"), ("rail", "Rail")], widget=forms.RadioSelect
    )
    version = forms.IntegerField(label="Version", widget=forms.HiddenInput)

    def clean(self):
        self.add_error(None, "The contract is from another year.")


ContractFormSet = formset_factory(ContractForm, max_num=1, validate_max=True)


def test_each_problem_names_its_field_and_leads_to_it():
    assert problems_of(ContractForm({})) == [
        Problem("The contract is from another year."),
        Problem("Contract number: This field is required.", "id_number"),
        Problem("This field is required.", "id_transport_0"),
        Problem("Version: This field is required."),
    ]


def test_a_form_nobody_sent_has_no_problem():
    assert problems_of(ContractForm()) == []


def test_a_formset_lists_its_own_problems_then_those_of_its_forms():
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-number": "A"}

    found = problems_of(ContractFormSet(sent))

    assert found[0] == Problem("Please submit at most 1 form.")
    assert Problem("This field is required.", "id_form-0-transport_0") in found


def test_a_control_of_several_parts_is_entered_at_its_first():
    class SignatureForm(forms.Form):
        signed_at = forms.SplitDateTimeField()

    assert target_of(SignatureForm()["signed_at"]) == "id_signed_at_0"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"form": ContractForm({})}, True),
        ({"form": ContractForm()}, False),
        ({"formset": ContractFormSet({})}, True),
        ({"heading": "Contract", "count": 3}, False),
    ],
)
def test_a_page_has_a_problem_when_one_of_its_forms_has(values, expected):
    assert any_problem(values) is expected
