from datetime import date

import pytest

from portal.audit import queries as audit
from portal.audit import trail
from portal.calendars import notices, operations
from portal.calendars.models import CalendarDay, CalendarYear, DayKind
from portal.calendars.notices import Day
from portal.calendars.queries import calendar_for
from portal.calendars.working_days import DueDay


@pytest.fixture
def publish(ada, now):
    def _publish(days, **changes):
        values = {
            "jurisdiction": "CN",
            "year": 2027,
            "source": "国办发明电〔2026〕9号",
            "by": ada,
            "at": now,
        }
        return operations.publish_year(days=days, **{**values, **changes})

    return _publish


def test_a_published_year_replaces_what_was_estimated(publish, notice, now):
    before = calendar_for("CN").add_working_days(date(2026, 12, 25), 6)

    calendar = publish(notice)

    # Sunday 27 December works, Friday 1 and Monday 4 January do not.
    assert before == DueDay(date(2027, 1, 5), provisional=True)
    assert calendar_for("CN").add_working_days(date(2026, 12, 25), 6) == DueDay(
        date(2027, 1, 5), provisional=False
    )
    assert calendar_for("CN").is_working_day(date(2026, 12, 27)) is True
    assert calendar_for("CN").is_working_day(date(2027, 1, 4)) is False
    assert calendar_for("CN").is_working_day(date(2027, 2, 8)) is True
    assert calendar_for("CN").is_working_day(date(2030, 10, 1)) is False
    assert (calendar.source, calendar.published_at) == ("国办发明电〔2026〕9号", now)


def test_publishing_is_told_in_the_trail(publish, notice, ada):
    calendar = publish(notice)

    event = audit.events_about(calendar).get()
    assert (event.verb, event.actor_name) == ("calendar.published", "Ada Ito")
    assert event.facts == {
        "source": "国办发明电〔2026〕9号",
        "replaced": False,
        "days": {
            "2026-12-27": "WORKDAY",
            "2027-01-01": "HOLIDAY",
            "2027-01-04": "HOLIDAY",
        },
    }


def test_a_corrected_notice_replaces_all_its_days(publish, notice):
    first = publish(notice)

    again = publish([notice[1]], source="Corrigendum")

    assert again == first
    assert list(again.days.values_list("day", "source")) == [
        (date(2027, 1, 1), "Corrigendum")
    ]
    assert calendar_for("CN").is_working_day(date(2026, 12, 27)) is False
    assert audit.events_about(first).first().facts["replaced"] is True


def test_a_later_notice_wins_in_the_december_before(publish, notice, ada, now):
    operations.set_day(
        jurisdiction="CN",
        day=Day(date(2026, 12, 27), DayKind.HOLIDAY, "Closed", "休"),
        source="Order",
        by=ada,
        at=now,
    )

    publish(notice)

    assert CalendarDay.objects.get(day=date(2026, 12, 27)).kind == DayKind.WORKDAY


def test_publishing_takes_few_queries_however_many_days(
    publish, django_assert_max_num_queries
):
    days = [
        Day(date(2027, month, day), DayKind.HOLIDAY, "Off", "休")
        for month in range(1, 11)
        for day in range(1, 29)
    ]

    with django_assert_max_num_queries(14):
        publish(days)


def test_a_refused_notice_changes_nothing(publish, ada):
    with pytest.raises(notices.NotANotice):
        publish([])

    assert CalendarYear.objects.count() == 2


def test_nothing_is_published_when_the_trail_cannot_tell(publish, notice, monkeypatch):
    def fail(**_facts):
        raise RuntimeError

    monkeypatch.setattr(trail, "record", fail)

    with pytest.raises(RuntimeError):
        publish(notice)

    assert CalendarYear.objects.count() == 2
    assert CalendarDay.objects.filter(day__year=2027).count() == 0


def test_a_day_can_be_set_changed_and_cleared(ada, now):
    day = Day(date(2026, 3, 3), DayKind.HOLIDAY, "Flood", "洪水")
    calendar = CalendarYear.objects.get(year=2026)

    row = operations.set_day(
        jurisdiction="CN", day=day, source="Order 1", by=ada, at=now
    )
    same = operations.set_day(
        jurisdiction="CN", day=day, source="Order 2", by=ada, at=now
    )
    assert (same, same.source, same.notice) == (row, "Order 2", calendar)
    assert calendar_for("CN").is_working_day(date(2026, 3, 3)) is False

    operations.clear_day(jurisdiction="CN", on=date(2026, 3, 3), by=ada, at=now)
    assert calendar_for("CN").is_working_day(date(2026, 3, 3)) is True
    assert [event.verb for event in audit.events_about(calendar)] == [
        "calendar.day_cleared",
        "calendar.day_set",
        "calendar.day_set",
    ]


def test_a_day_of_a_year_that_is_not_published_is_refused(ada, now):
    day = Day(date(2027, 3, 3), DayKind.HOLIDAY, "Flood", "洪水")

    with pytest.raises(operations.NotPublished, match="calendar of 2027 first"):
        operations.set_day(jurisdiction="CN", day=day, source="x", by=ada, at=now)


def test_a_weekday_cannot_become_a_make_up_day(ada, now):
    day = Day(date(2026, 3, 3), DayKind.WORKDAY, "Flood", "洪水")

    with pytest.raises(notices.NotANotice, match="not at a weekend"):
        operations.set_day(jurisdiction="CN", day=day, source="x", by=ada, at=now)
