from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, translation

from portal.formats.en import formats as english
from portal.formats.zh_Hans import formats as chinese


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "23 Nov 2026", "23 Nov 2026, 14:02"),
        ("zh-hans", "2026年11月23日", "2026年11月23日 14:02"),
    ],
)
def test_django_writes_dates_as_the_portal_does(language, day, moment):
    with translation.override(language):
        assert formats.date_format(date(2026, 11, 23)) == day
        assert (
            formats.date_format(datetime(2026, 11, 23, 14, 2), "DATETIME_FORMAT")  # noqa: DTZ001 -- only its form matters
            == moment
        )


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "2026-11-23"),
        ("en", "23 Nov 2026"),
        ("en", "23/11/2026"),
        ("zh-hans", "2026年11月23日"),
        ("zh-hans", "2026/11/23"),
    ],
)
def test_a_date_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 11, 23)


def test_both_languages_say_the_same_things():
    def names(module):
        return {name for name in vars(module) if name.isupper()}

    assert names(english) == names(chinese)
