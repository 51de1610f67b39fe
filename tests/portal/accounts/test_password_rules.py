import pytest
from django.core.exceptions import ValidationError

from portal.accounts.password_rules import NotRepeated


@pytest.mark.parametrize(
    "password", ["abcabcabcabc", "aaaaaaaaaaaaaaaa", "ababababababab", "abcdabcadcba"]
)
def test_repetition_is_refused(password):
    with pytest.raises(ValidationError) as refusal:
        NotRepeated().validate(password)

    assert refusal.value.messages == ["This password only repeats something short."]


@pytest.mark.parametrize(
    "password", ["rain on the copper roof", "licet-demo-2026", "x" * 50_000 + "abcd1"]
)
def test_what_only_looks_long_is_found_out_quickly(password):
    NotRepeated().validate(password)


def test_the_rule_can_say_itself():
    assert NotRepeated().get_help_text() == (
        "Your password must not only repeat something short."
    )
