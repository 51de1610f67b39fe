from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from licensing.rules import validity
from licensing.rules.validity import LicenceYearOver, Standing

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2026, 1, 1), date(2026, 7, 1)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 8, 31), date(2026, 12, 31)),
        (date(2026, 12, 15), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_vehicle_licences_last_six_months_and_never_cross_the_year(
    valid_from, valid_to
):
    assert validity.valid_to(valid_from, months=6, ends_with_year=True) == valid_to


@pytest.mark.parametrize(
    ("valid_from", "months", "valid_to"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 5, 4), 24, date(2028, 5, 4)),
    ],
)
def test_other_goods_may_cross_the_year(valid_from, months, valid_to):
    assert (
        validity.valid_to(valid_from, months=months, ends_with_year=False) == valid_to
    )


def test_a_licence_of_this_year_starts_on_the_day_of_issue():
    assert validity.starts_on(date(2026, 11, 25), 2026) == date(2026, 11, 25)


def test_a_licence_of_next_year_starts_on_new_years_day():
    assert validity.starts_on(date(2026, 12, 15), 2027) == date(2027, 1, 1)


def test_nothing_starts_in_a_year_that_is_over():
    with pytest.raises(LicenceYearOver):
        validity.starts_on(date(2027, 1, 1), 2026)


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 1, 1), (2026,)),
        (date(2026, 12, 9), (2026,)),
        (date(2026, 12, 10), (2026, 2027)),
        (date(2026, 12, 31), (2026, 2027)),
    ],
)
def test_two_licence_years_overlap_from_the_tenth_of_december(on, years):
    assert validity.licence_years(on) == years


def test_a_day_of_law_begins_and_ends_at_midnight_in_its_zone():
    day = date(2026, 12, 31)

    assert validity.first_instant(day, SHANGHAI) == datetime(
        2026, 12, 30, 16, tzinfo=UTC
    )
    assert validity.end_instant(day, SHANGHAI) == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert validity.end_instant(day, SHANGHAI).tzinfo is UTC


def test_days_of_law_change_length_with_summer_time():
    berlin = ZoneInfo("Europe/Berlin")
    day = date(2026, 3, 29)

    length = validity.end_instant(day, berlin) - validity.first_instant(day, berlin)

    assert length == timedelta(hours=23)


INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        (datetime(2026, 6, 30, 16, tzinfo=UTC) - INSTANT, Standing.FUTURE),
        (datetime(2026, 6, 30, 16, tzinfo=UTC), Standing.ACTIVE),
        (datetime(2026, 12, 31, 16, tzinfo=UTC) - INSTANT, Standing.ACTIVE),
        (datetime(2026, 12, 31, 16, tzinfo=UTC), Standing.EXPIRED),
    ],
)
def test_standing_turns_at_midnight_in_shanghai(at, standing):
    assert (
        validity.standing(date(2026, 7, 1), date(2026, 12, 31), at=at, zone=SHANGHAI)
        is standing
    )


@pytest.mark.parametrize("year", [2025, 2026, 2027])
@pytest.mark.parametrize("ending", [Standing.SUSPENDED, Standing.REVOKED])
def test_an_ending_outweighs_the_dates(year, ending):
    assert (
        validity.standing(
            date(2026, 7, 1),
            date(2026, 12, 31),
            at=datetime(year, 8, 1, tzinfo=UTC),
            zone=SHANGHAI,
            ending=ending.value,
        )
        is ending
    )


def test_standing_agrees_with_the_instants_on_every_hour_of_a_year_end():
    valid_from, valid_to = date(2026, 12, 30), date(2026, 12, 31)
    begin = validity.first_instant(valid_from, SHANGHAI)
    end = validity.end_instant(valid_to, SHANGHAI)

    for hour in range(96):
        at = datetime(2026, 12, 29, tzinfo=UTC) + timedelta(hours=hour)
        found = validity.standing(valid_from, valid_to, at=at, zone=SHANGHAI)
        assert (found is Standing.ACTIVE) is (begin <= at < end)
