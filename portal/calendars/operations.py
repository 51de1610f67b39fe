"""Every write to the calendars. Limits running through a changed day follow it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.audit import trail
from portal.calendars import notices
from portal.calendars.models import CalendarDay, CalendarYear
from portal.calendars.notices import Day


class NotPublished(Exception):
    """A day can only be changed in a year that has been published."""


@transaction.atomic
def publish_year(
    *,
    jurisdiction: str,
    year: int,
    days: Sequence[Day],
    source: str,
    by: Model | None,
    at: datetime,
) -> CalendarYear:
    """Replace what was estimated, or published before, for the year.

    The notice wins over an earlier one where it names a day of the December before.
    Raises notices.NotANotice.
    """
    notices.check(days, year=year)
    calendar, is_new = CalendarYear.objects.update_or_create(
        jurisdiction=jurisdiction,
        year=year,
        defaults={"source": source, "published_at": at},
    )
    calendar.days.all().delete()
    CalendarDay.objects.filter(
        jurisdiction=jurisdiction, day__in=[day.on for day in days]
    ).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            notice=calendar,
            jurisdiction=jurisdiction,
            day=day.on,
            kind=day.kind,
            name_en=day.name_en,
            name_zh=day.name_zh,
            source=source,
        )
        for day in days
    )
    trail.record(
        verb="calendar.published",
        subject=calendar,
        by=by,
        at=at,
        source=source,
        replaced=not is_new,
        days={day.on.isoformat(): day.kind for day in days},
    )
    return calendar


@transaction.atomic
def set_day(
    *, jurisdiction: str, day: Day, source: str, by: Model | None, at: datetime
) -> CalendarDay:
    """Say what one day is. Raises NotPublished or notices.NotANotice."""
    calendar = _lock_year(jurisdiction, day.on.year)
    notices.check([day], year=day.on.year)
    row, _is_new = CalendarDay.objects.update_or_create(
        jurisdiction=jurisdiction,
        day=day.on,
        defaults={
            "notice": calendar,
            "kind": day.kind,
            "name_en": day.name_en,
            "name_zh": day.name_zh,
            "source": source,
        },
    )
    trail.record(
        verb="calendar.day_set",
        subject=calendar,
        by=by,
        at=at,
        day=day.on.isoformat(),
        kind=day.kind,
        source=source,
    )
    return row


@transaction.atomic
def clear_day(*, jurisdiction: str, on: date, by: Model | None, at: datetime) -> None:
    """Let the day be what its weekday says. Raises NotPublished."""
    calendar = _lock_year(jurisdiction, on.year)
    CalendarDay.objects.filter(jurisdiction=jurisdiction, day=on).delete()
    trail.record(
        verb="calendar.day_cleared",
        subject=calendar,
        by=by,
        at=at,
        day=on.isoformat(),
    )


def _lock_year(jurisdiction: str, year: int) -> CalendarYear:
    calendar = (
        CalendarYear.objects.select_for_update()
        .filter(jurisdiction=jurisdiction, year=year)
        .first()
    )
    if calendar is None:
        raise NotPublished(
            _("Publish the calendar of %(year)d first.") % {"year": year}
        )
    return calendar
