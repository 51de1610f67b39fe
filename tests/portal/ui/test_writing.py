from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from portal.ui import writing

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
# Late on Monday in Greenwich is early on Tuesday in Shanghai.
LATE = datetime(2026, 11, 23, 18, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("en", "full", "23 Nov 2026"),
        ("en", "weekday", "Mon 23 Nov 2026"),
        ("en", "short", "Mon 23 Nov"),
        ("en", "month", "Nov 2026"),
        ("zh-hans", "full", "2026年11月23日"),
        ("zh-hans", "weekday", "2026年11月23日周一"),
        ("zh-hans", "short", "11月23日周一"),
        ("zh-hans", "month", "2026年11月"),
    ],
)
def test_a_date_is_written_as_its_reader_writes_it(language, style, expected):
    with translation.override(language):
        assert writing.write_date(DAY, style) == expected


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("en", "full", "24 Nov 2026, 02:05"),
        ("en", "weekday", "Tue 24 Nov 2026, 02:05"),
        ("en", "short", "Tue 24 Nov, 02:05"),
        ("en", "time", "02:05"),
        ("en", "seconds", "Tue 24 Nov 2026, 02:05:09"),
        ("zh-hans", "full", "2026年11月24日 02:05"),
        ("zh-hans", "seconds", "2026年11月24日周二 02:05:09"),
    ],
)
def test_a_moment_is_written_in_the_zone_asked_for(language, style, expected):
    with translation.override(language):
        assert writing.write_moment(LATE, style, zone=SHANGHAI) == expected


def test_without_a_zone_a_moment_is_written_in_that_of_the_reader():
    with timezone.override(ZoneInfo("America/Sao_Paulo")):
        assert writing.write_moment(LATE) == "23 Nov 2026, 15:05"
        assert writing.write_date(LATE) == "23 Nov 2026"


def test_the_date_of_a_moment_depends_on_the_zone():
    assert writing.write_date(LATE, zone=SHANGHAI) == "24 Nov 2026"


def test_nothing_is_written_as_nothing():
    assert writing.write_date(None) == ""
    assert writing.write_moment(None) == ""
    assert writing.write_number(None) == ""
    assert writing.write_money(None, "USD") == ""


@pytest.mark.parametrize("write", [writing.write_date, writing.write_moment])
def test_an_unknown_style_is_refused_with_those_there_are(write):
    with pytest.raises(writing.UnknownStyle, match="“shouted” is not one of: full"):
        write(LATE, "shouted")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Shanghai", "UTC+8"),
        ("America/St_Johns", "UTC-3:30"),
        ("UTC", "UTC+0"),
    ],
)
def test_the_offset_of_a_zone_is_named(zone, expected):
    assert writing.write_offset(LATE, zone=ZoneInfo(zone)) == expected


def test_a_number_is_grouped():
    assert writing.write_number(1118) == "1,118"
    assert writing.write_number(Decimal("1118.50")) == "1,118.5"


@pytest.mark.parametrize(
    ("currency", "expected"),
    [("USD", "USD\xa018,650.00"), ("JPY", "JPY\xa018,650")],
)
def test_money_has_its_code_first_and_its_own_decimals(currency, expected):
    assert writing.write_money(Decimal(18650), currency) == expected


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("value", [0, 7, 999, 1000, -1234, 1234567])
def test_a_whole_number_is_written_as_babel_writes_it(language, value):
    with translation.override(language):
        assert writing.write_number(value) == writing.write_number(Decimal(value))
