"""Due days beyond the published calendar: provisional, and put right on publication."""

from datetime import UTC, date, datetime

import pytest

from exporters.enums import QualificationStatus
from exporters.operations import registration
from licensing.models import Clock
from licensing.operations import clocks, submission
from portal.audit.queries import events_about
from portal.calendars import notices as calendar_notices
from portal.calendars import operations as calendars
from tests import steps

# Wednesday 30 December 2026: day 3 lies in 2027, whose calendar is not published.
LATE = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)


@pytest.fixture
def late_case(lin, yunfan, hanjiang, private_files):
    registration.list_manufacturer(
        organisation=hanjiang,
        year=2027,
        status=QualificationStatus.LISTED,
        on=date(2027, 1, 1),
        by=None,
        at=LATE,
    )
    case = steps.draft(by=lin, organisation=yunfan, at=LATE)
    return steps.submit(case, by=lin, at=LATE)


def publish_2027(ada):
    """As the notice could read: 1 to 4 January off."""
    calendars.publish_year(
        jurisdiction="CN",
        year=2027,
        days=[
            calendar_notices.Day(
                date(2027, 1, day), "HOLIDAY", "New Year’s Day", "元旦"
            )
            for day in (1, 2, 3, 4)
        ],
        source="A notice",
        by=ada,
        at=LATE,
    )


def test_a_due_day_in_an_unpublished_year_is_provisional(late_case):
    clock = Clock.objects.get(application=late_case)

    assert (clock.due_on, clock.due_is_provisional) == (date(2027, 1, 5), True)


def test_publishing_the_calendar_puts_it_right(late_case, ada):
    publish_2027(ada)

    assert clocks.recompute_provisional(at=LATE) == 1

    clock = Clock.objects.get(application=late_case)
    late_case.refresh_from_db()
    assert (clock.due_on, clock.due_is_provisional) == (date(2027, 1, 6), False)
    assert late_case.due_on == date(2027, 1, 6)
    assert events_about(late_case)[0].verb == "clock.recomputed"


def test_before_publication_nothing_moves(late_case):
    assert clocks.recompute_provisional(at=LATE) == 0


def test_a_clock_stopped_meanwhile_keeps_its_day(late_case, ada, lin):
    clock = Clock.objects.get(application=late_case)
    submission.withdraw(application=late_case, by=lin, at=LATE)
    publish_2027(ada)

    assert clocks.recompute_provisional(at=LATE) == 0
    assert clocks._recompute(clock.pk, clocks.calendar_for("CN"), at=LATE) is False
