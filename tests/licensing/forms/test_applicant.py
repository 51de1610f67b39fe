"""What people type, tidied where it is harmless and refused where it is not."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from licensing.forms.applicant import currencies
from licensing.forms.applicant.goods import NumberInput
from licensing.forms.applicant.revisions import RevisedForm
from licensing.forms.applicant.texts import LineField, plain
from licensing.forms.applicant.vehicles import ListForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siam   Lotus ", "Siam Lotus"),
        ("Siam\u200bLotus", "SiamLotus"),
        ("Siam\tLotus\nAuto", "Siam Lotus Auto"),
        ("\u202eLotus", "Lotus"),
        ("暹罗　莲花", "暹罗 莲花"),
        ("", ""),
    ],
)
def test_a_line_of_text_has_single_blanks_and_no_hidden_signs(typed, kept):
    assert LineField(required=False).clean(typed) == kept


def test_a_line_of_text_has_no_nul():
    with pytest.raises(forms.ValidationError):
        LineField().clean("a\x00b")


def test_full_width_signs_become_plain():
    assert plain("ＹＦ－２６") == "YF-26"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1,118", "1118"),
        ("1,118,650.50", "1118650.50"),
        ("１，１１８", "1118"),
        ("1 118", "1118"),
        ("1,5", "1,5"),
        ("11,18", "11,18"),
        ("1.118,5", "1.118,5"),
        ("", ""),
        (None, ""),
    ],
)
def test_only_commas_between_thousands_are_dropped(typed, read):
    data = {} if typed is None else {"price": typed}

    assert NumberInput("decimal").value_from_datadict(data, {}, "price") == read


@pytest.mark.parametrize(
    ("language", "name"), [("en", "USD US Dollar"), ("zh-hans", "USD 美元")]
)
def test_currencies_are_named_in_the_readers_language(language, name):
    with translation.override(language):
        usual, others = currencies.choices(language)

    assert usual[1][0] == ("USD", name)
    assert {code for code, _ in usual[1]} == {"USD", "EUR", "CNY"}
    codes = [code for code, _ in others[1]]
    assert codes == sorted(codes)
    assert {"JPY", "KWD", "XAF"} < set(codes)


@pytest.mark.parametrize("code", ["XAU", "XTS", "XXX", "CHE", "UYI", "USN", "CLF"])
def test_nobody_is_paid_in_gold_or_test_codes(code):
    offered = {code for _, group in currencies.choices("en") for code, _ in group}

    assert code not in offered


def test_a_form_takes_note_of_a_newer_revision_and_keeps_what_was_typed():
    form = RevisedForm(QueryDict("revision=1&other=x"))

    form.see_revision(7)

    assert form["revision"].value() == "7"
    assert form.data["other"] == "x"


def test_neither_way_of_giving_a_list_is_marked_as_optional():
    fresh, sent = ListForm(), ListForm({}, {})

    assert not sent.is_valid()
    for form in (fresh, sent):
        assert all(field.required for field in form.fields.values())
        assert "required" not in str(form["file"])
