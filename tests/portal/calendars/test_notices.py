from datetime import date

import pytest

from portal.calendars import notices
from portal.calendars.models import DayKind
from portal.calendars.notices import Day


def test_a_notice_has_one_day_a_line():
    text = """
        2027-01-01, HOLIDAY, New Year’s Day, 元旦

        2027-02-06,WORKDAY,Spring Festival,春节
    """

    assert notices.parse(text) == [
        Day(date(2027, 1, 1), DayKind.HOLIDAY, "New Year’s Day", "元旦"),
        Day(date(2027, 2, 6), DayKind.WORKDAY, "Spring Festival", "春节"),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "2027-01-01, HOLIDAY, New Year’s Day",
            (
                "“2027-01-01, HOLIDAY, New Year’s Day” is not a date, a kind and two names,"
                " with commas between."
            ),
        ),
        (
            "2027-01-01, HOLIDAY, , 元旦",
            (
                "“2027-01-01, HOLIDAY, , 元旦” is not a date, a kind and two names, with"
                " commas between."
            ),
        ),
        ("2027-01-01, OFF, a, b", "“OFF” is neither HOLIDAY nor WORKDAY."),
        ("2027-02-29, HOLIDAY, a, b", "“2027-02-29” is not a date like 2027-01-31."),
        ("1 January, HOLIDAY, a, b", "“1 January” is not a date like 2027-01-31."),
        (
            f"2027-01-01, HOLIDAY, {'a' * 121}, b",
            f"A name in “2027-01-01, HOLIDAY, {'a' * 79}” is longer than 120 characters.",
        ),
    ],
)
def test_a_line_that_is_no_day_is_named(line, sentence):
    with pytest.raises(notices.NotANotice) as refusal:
        notices.parse(line)

    assert str(refusal.value) == sentence


def test_a_notice_may_name_the_december_before(notice):
    notices.check(notice, year=2027)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], "The notice names no day."),
        (
            [Day(date(2026, 11, 30), DayKind.HOLIDAY, "a", "b")],
            "2026-11-30 is neither in 2027 nor in the December before it.",
        ),
        (
            [Day(date(2028, 1, 1), DayKind.HOLIDAY, "a", "b")],
            "2028-01-01 is neither in 2027 nor in the December before it.",
        ),
        (
            [Day(date(2027, 1, 2), kind, "a", "b") for kind in DayKind],
            "2027-01-02 is named twice.",
        ),
        (
            [Day(date(2027, 1, 1), DayKind.WORKDAY, "a", "b")],
            "2027-01-01 is not at a weekend, so that it cannot become a working day.",
        ),
    ],
)
def test_days_that_no_notice_can_name_are_refused(days, sentence):
    with pytest.raises(notices.NotANotice) as refusal:
        notices.check(days, year=2027)

    assert str(refusal.value) == sentence
