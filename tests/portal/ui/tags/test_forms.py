from django import forms

from portal.ui.problems import Problem


class PriceForm(forms.Form):
    price = forms.DecimalField(widget=forms.NumberInput({"class": "lc-num"}))
    note = forms.CharField(widget=forms.Textarea, required=False)
    reason = forms.CharField(widget=forms.Textarea({"rows": 8}), required=False)


def test_problems_are_listed_with_links_and_read_out(draw):
    assert draw("{% error_summary form %}", form=PriceForm({"price": "many"})) == (
        '<section class="lc-errors" role="alert" aria-label="There is a problem"'
        ' tabindex="-1" data-error-summary><h2>There is a problem</h2><ul>'
        '<li><a href="#id_price">Price: Enter a number.</a></li></ul></section>'
    )


def test_problems_may_be_listed_by_hand(draw):
    listed = [Problem("Row 17: the letter O", "row-17"), Problem("and <6> more")]

    drawn = draw("{% error_summary listed=listed heading='9 rows' %}", listed=listed)

    assert drawn == (
        '<section class="lc-errors" role="alert" aria-label="9 rows" tabindex="-1"'
        " data-error-summary><h2>9 rows</h2><ul>"
        '<li><a href="#row-17">Row 17: the letter O</a></li>'
        "<li>and &lt;6&gt; more</li></ul></section>"
    )


def test_without_a_problem_there_is_no_summary(draw):
    assert draw("{% error_summary form %}", form=PriceForm({"price": "1"})) == ""


def test_a_number_typed_wrongly_comes_back_as_it_was_typed(draw):
    drawn = draw(
        "{% control form.price 'lc-input' %}", form=PriceForm({"price": "12,5a"})
    )

    assert 'type="text"' in drawn
    assert 'inputmode="decimal"' in drawn
    assert 'value="12,5a"' in drawn
    assert 'class="lc-num lc-input"' in drawn


def test_a_text_area_is_four_rows_high_unless_somebody_said_otherwise(draw):
    assert 'rows="4"' in draw("{% control form.note %}", form=PriceForm())
    assert 'rows="8"' in draw("{% control form.reason %}", form=PriceForm())


def test_a_closed_button_can_be_reached_and_says_why(draw):
    drawn = draw("{% closed_button 'Send' 'A blocker is open.' name='send' %}")

    assert drawn == (
        '<button class="lc-btn" type="button" aria-disabled="true"'
        ' aria-describedby="why-send">Send</button>'
        '<p class="lc-why" id="why-send"><span>A blocker is open.</span></p>'
    )
