from datetime import date

from licensing.queries import corrections
from tests import steps


def test_what_is_asked_comes_with_its_items(returned, django_assert_num_queries):
    with django_assert_num_queries(2):
        asked = corrections.open_of(returned)
        items = [item.request for item in asked.items.all()]

    assert items == ["The contract says Laem Chabang."]


def test_what_is_answered_is_not_asked_any_more(returned, lin):
    steps.answer_correction(returned, by=lin)

    assert corrections.open_of(returned) is None
    assert corrections.answer_days([returned]) == {}


def test_the_last_day_for_the_answer_is_told_for_each_application(
    returned, lin, yunfan
):
    other = steps.start(by=lin, organisation=yunfan)

    days = corrections.answer_days([returned, other])

    # Ten working days after Monday 2 March.
    assert days == {returned.pk: date(2026, 3, 16)}
