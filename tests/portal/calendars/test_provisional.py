from datetime import date

from portal.calendars.provisional import statutory_days


def test_the_law_names_thirteen_days_and_their_compensation():
    days = statutory_days("CN", 2027)

    assert {date(2027, 1, 1), date(2027, 2, 5), date(2027, 10, 3)} <= days
    # 1 and 2 May 2027 are a weekend: Monday and Tuesday compensate.
    assert {date(2027, 5, 3), date(2027, 5, 4)} <= days
    assert {day.year for day in days} == {2027}


def test_a_jurisdiction_that_the_library_lacks_has_weekends_only():
    assert statutory_days("XX", 2027) == frozenset()
