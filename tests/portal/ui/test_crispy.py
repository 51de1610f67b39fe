from django import forms

from portal.ui.crispy import Actions, FormHelper, Link, Submit


class BuyerForm(forms.Form):
    name = forms.CharField(label="Buyer", help_text="As in the contract.")

    def clean_name(self):
        if self.cleaned_data["name"] == "EU":
            raise forms.ValidationError("A region is not a buyer.")
        return self.cleaned_data["name"]


FIELD_WITH_A_PROBLEM = (
    '<div id="div_id_name" class="lc-field lc-field--error">'
    '<label class="lc-label" for="id_name">Buyer</label>'
    '<span class="lc-hint" id="id_name_helptext">As in the contract.</span>'
    '<div id="id_name_error"><p class="lc-error"><span><span class="lc-vh">Error:</span>'
    "A region is not a buyer.</span></p></div>"
    '<input type="text" name="name" value="EU" class="lc-input" required'
    ' aria-invalid="true" aria-describedby="id_name_helptext id_name_error"'
    ' id="id_name"></div>'
)
SUMMARY = (
    '<section class="lc-errors" role="alert" aria-label="There is a problem"'
    ' tabindex="-1" data-error-summary><h2>There is a problem</h2><ul>'
    '<li><a href="#id_name">Buyer: A region is not a buyer.</a></li></ul></section>'
)


def test_a_problem_stands_above_its_control_and_on_top(draw):
    drawn = draw("{{ form|crispy }}", form=BuyerForm({"name": "EU"}))

    assert drawn == SUMMARY + FIELD_WITH_A_PROBLEM


def test_what_is_not_required_says_so(draw):
    class NoteForm(forms.Form):
        note = forms.CharField(required=False)

    assert draw("{{ form|crispy }}", form=NoteForm()) == (
        '<div id="div_id_note" class="lc-field"><label class="lc-label" for="id_note">'
        'Note<span class="lc-optional">(optional)</span></label>'
        '<input type="text" name="note" class="lc-input" id="id_note"></div>'
    )


def test_a_form_is_sent_without_the_bubbles_of_the_browser(draw):
    form = BuyerForm()
    form.helper = FormHelper(
        form,
        actions=Actions(
            Submit("Save"),
            Submit("Save & leave", name="leave", value="yes", kind=""),
            Link("Back", "/list/?a=1&b=2"),
        ),
    )

    drawn = draw("{% crispy form %}", form=form)

    assert drawn.startswith(
        '<form novalidate method="post"><input type="hidden" name="csrfmiddlewaretoken"'
    )
    assert drawn.endswith(
        '<div class="lc-actions">'
        '<button type="submit" class="lc-btn lc-btn--primary">Save</button>'
        '<button type="submit" class="lc-btn" name="leave" value="yes">'
        "Save &amp; leave</button>"
        '<a class="lc-btn" href="/list/?a=1&amp;b=2">Back</a></div></form>'
    )


def test_a_form_shows_its_problems_once_whatever_its_layout(draw):
    form = BuyerForm({"name": "EU"})
    form.helper = FormHelper(form)
    form.helper.form_tag = False
    form.helper.disable_csrf = True

    assert draw("{% crispy form %}", form=form) == SUMMARY + FIELD_WITH_A_PROBLEM


def test_a_form_without_a_layout_shows_its_fields_in_their_order(draw):
    drawn = draw("{% crispy form %}", form=BuyerForm())

    assert drawn.startswith('<form method="post"><input type="hidden"')
    assert '<div id="div_id_name" class="lc-field">' in drawn


def test_a_form_for_looking_things_up_carries_no_token(draw):
    form = BuyerForm()
    form.helper = FormHelper(form)
    form.helper.form_method = "get"
    form.helper.form_show_labels = False

    drawn = draw("{% crispy form %}", form=form)

    assert drawn.startswith('<form novalidate method="get"><div id="div_id_name"')
    assert '<label class="lc-vh" for="id_name">Buyer</label>' in drawn


def test_a_form_with_a_file_says_how_it_is_sent(draw):
    class ScanForm(forms.Form):
        scan = forms.FileField()

    form = ScanForm()
    form.helper = FormHelper(form)

    drawn = draw("{% crispy form %}", form=form)

    assert drawn.startswith(
        '<form novalidate method="post" enctype="multipart/form-data">'
    )
    assert '<input type="file" name="scan" class="lc-input" required id="id_scan">' in (
        drawn
    )


class ChoicesForm(forms.Form):
    mode = forms.ChoiceField(
        choices=[("sea", "Sea"), ("rail", "Rail")],
        widget=forms.RadioSelect,
        help_text="One only.",
    )
    papers = forms.MultipleChoiceField(
        choices=[("ccc", "CCC")], widget=forms.CheckboxSelectMultiple, required=False
    )
    true = forms.BooleanField(label="It is true.", help_text="Read it first.")
    signed = forms.SplitDateTimeField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_a_set_of_options_is_a_group_with_a_name_a_hint_and_a_problem(draw):
    form = ChoicesForm({"papers": ["ccc"]})

    drawn = draw(
        "{% for field in fields %}{{ field|as_crispy_field }}{% endfor %}",
        fields=[form["mode"], form["papers"]],
    )

    assert drawn == (
        '<fieldset id="div_id_mode" class="lc-field lc-field--error"'
        ' aria-describedby="id_mode_helptext id_mode_error">'
        '<legend class="lc-label">Mode</legend>'
        '<span class="lc-hint" id="id_mode_helptext">One only.</span>'
        '<div id="id_mode_error"><p class="lc-error"><span><span class="lc-vh">Error:'
        "</span>This field is required.</span></p></div>"
        '<div class="lc-options"><label for="id_mode_0"><input type="radio" name="mode"'
        ' value="sea" id="id_mode_0" required aria-invalid="true"><span>Sea</span>'
        '</label><label for="id_mode_1"><input type="radio" name="mode" value="rail"'
        ' id="id_mode_1" required aria-invalid="true"><span>Rail</span></label></div>'
        "</fieldset>"
        '<fieldset id="div_id_papers" class="lc-field"><legend class="lc-label">Papers'
        '<span class="lc-optional">(optional)</span></legend><div class="lc-options">'
        '<label for="id_papers_0"><input type="checkbox" name="papers" value="ccc"'
        ' id="id_papers_0" checked><span>CCC</span></label></div></fieldset>'
    )


def test_a_declaration_is_a_box_with_its_sentence(draw):
    form = ChoicesForm({})

    assert draw("{{ field|as_crispy_field }}", field=form["true"]) == (
        '<div id="div_id_true" class="lc-field lc-field--error"><div id="id_true_error">'
        '<p class="lc-error"><span><span class="lc-vh">Error:</span>'
        "This field is required.</span></p></div>"
        '<label class="lc-check" for="id_true"><input type="checkbox" name="true"'
        ' required aria-invalid="true" aria-describedby="id_true_helptext id_true_error"'
        ' id="id_true"><span>It is true.</span></label>'
        '<span class="lc-hint" id="id_true_helptext">Read it first.</span></div>'
    )


def test_a_control_of_several_parts_is_a_group(draw):
    drawn = draw("{{ field|as_crispy_field }}", field=ChoicesForm()["signed"])

    assert drawn == (
        '<fieldset id="div_id_signed" class="lc-field"><legend class="lc-label">Signed'
        '<span class="lc-optional">(optional)</span></legend><div class="lc-join">'
        '<input type="text" name="signed_0" class="lc-input" id="id_signed_0">'
        '<input type="text" name="signed_1" class="lc-input" id="id_signed_1"></div>'
        "</fieldset>"
    )


def test_what_is_hidden_is_only_its_value(draw):
    drawn = draw("{{ field|as_crispy_field }}", field=ChoicesForm()["version"])

    assert drawn == '<input type="hidden" name="version" id="id_version">'


def test_problems_of_a_form_may_be_drawn_alone(draw):
    drawn = draw("{{ form|as_crispy_errors }}", form=BuyerForm({"name": "EU"}))

    assert drawn == SUMMARY
