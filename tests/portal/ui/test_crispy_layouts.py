import pytest
from crispy_forms.bootstrap import (
    AppendedText,
    FormActions,
    InlineCheckboxes,
    InlineRadios,
    PrependedText,
)
from crispy_forms.layout import (
    Button,
    ButtonHolder,
    Column,
    Div,
    Field,
    Fieldset,
    Hidden,
    Layout,
    MultiField,
    Row,
)
from crispy_forms.layout import Submit as CrispySubmit
from django import forms
from django.forms import formset_factory

from portal.ui.crispy import FormHelper, Submit


def test_layout_objects_have_the_markup_of_the_design(draw):
    class Form(forms.Form):
        a = forms.CharField()
        b = forms.DecimalField()
        c = forms.CharField()
        d = forms.ChoiceField(choices=[("x", "X")], widget=forms.RadioSelect)
        e = forms.MultipleChoiceField(
            choices=[("y", "Y")], widget=forms.CheckboxSelectMultiple
        )
        f = forms.CharField()
        g = forms.CharField()

    form = Form()
    form.helper = FormHelper(
        form,
        Fieldset("Price", Row("a", css_id="row"), css_class="lc-gap", css_id="set"),
        Div(
            PrependedText("b", "USD"),
            AppendedText("c", "each"),
            css_id="pair",
            css_class="lc-stack",
        ),
        Column(InlineRadios("d"), InlineCheckboxes("e")),
        MultiField("Signed by", Field("f", css_class="lc-num"), "g"),
        ButtonHolder(Submit("Next"), css_id="holder", css_class="lc-gap"),
        Hidden("token", "<1>"),
        FormActions(
            CrispySubmit("save", "Save", css_class="ignored"),
            Button("check", "Check"),
            css_class="lc-gap",
            css_id="acts",
        ),
    )
    form.helper.form_tag = False
    form.helper.disable_csrf = True

    drawn = draw("{% crispy form %}", form=form)

    assert (
        '<fieldset id="set" class="lc-fieldset lc-gap"><legend>Price</legend>' in drawn
    )
    assert '<div id="row" class="lc-fields-row"><div id="div_id_a"' in drawn
    assert '<div id="pair" class="lc-stack">' in drawn
    assert '<div class="lc-affix"><span class="lc-affix__text">USD</span>' in drawn
    assert '<span class="lc-affix__text">each</span></div>' in drawn
    assert drawn.count('<div class="lc-options lc-options--row">') == 2
    assert '<fieldset class="lc-fieldset"><legend>Signed by</legend>' in drawn
    assert 'class="lc-num lc-input"' in drawn
    assert '<input type="hidden" name="token" value="&lt;1&gt;">' in drawn
    assert '<div id="div_id_g" class="lc-field">' in drawn
    assert '<div id="holder" class="lc-actions lc-gap"><button type="submit"' in drawn
    assert drawn.endswith(
        '<div id="acts" class="lc-actions lc-gap">'
        '<button type="submit" class="lc-btn lc-btn--primary" id="submit-id-save"'
        ' name="save" value="Save">Save</button>'
        '<button type="button" class="lc-btn" id="button-id-check" name="check"'
        ' value="Check">Check</button></div>'
    )


class LineForm(forms.Form):
    model = forms.CharField()


LineFormSet = formset_factory(LineForm, extra=1, max_num=2, validate_max=True)


def test_a_formset_is_drawn_with_what_it_needs_to_come_back(draw):
    drawn = draw("{{ formset|crispy }}", formset=LineFormSet())

    assert drawn.count('name="form-TOTAL_FORMS"') == 1
    assert '<div class="lc-fieldset"><div id="div_id_form-0-model"' in drawn


@pytest.mark.parametrize("layout", [None, Layout("model")])
def test_a_formset_is_sent_as_one_form(draw, layout):
    formset = LineFormSet(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-model": ""}
    )
    formset.helper = FormHelper(formset.empty_form)
    formset.helper.layout = layout
    formset.helper.add_input(CrispySubmit("save", "Save"))

    drawn = draw("{% crispy formset %}", formset=formset)

    assert drawn.startswith('<form novalidate method="post"><input type="hidden"')
    assert '<div class="lc-fieldset"><div id="div_id_form-0-model"' in drawn
    assert drawn.endswith('value="Save">Save</button></div></form>')


def test_problems_of_a_whole_formset_are_summed_up(draw):
    formset = LineFormSet({"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"})

    drawn = draw("{{ formset|as_crispy_errors }}", formset=formset)

    assert "<li>Please submit at most 2 forms.</li>" in drawn
