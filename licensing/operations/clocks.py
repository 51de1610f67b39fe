"""Starts, pauses, resumes and stops the limits that run for a case (regime §3.3)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from licensing.enums import ClockKind
from licensing.models import Application, Clock, ClockPause
from licensing.queries import applications
from licensing.queries.clocks import facts_of
from licensing.rules import clocks as rules
from portal.audit import trail
from portal.calendars.queries import calendar_for
from portal.calendars.working_days import WorkingCalendar
from portal.lib.legal_time import legal_day


def start(application: Application, *, at: datetime) -> Clock:
    """Start CK-LICENCE on receipt; day 1 is the next working day."""
    day = legal_day(at)
    limit = application.type_version.decision_days
    due = calendar_for(settings.JURISDICTION).add_working_days(day, limit)
    clock = Clock.objects.create(
        application=application,
        kind=ClockKind.LICENCE,
        limit=limit,
        started_on=day,
        due_on=due.on,
        due_is_provisional=due.provisional,
    )
    _show_due_day(application, due.on)
    return clock


def pause(application: Application, *, reason: str, at: datetime) -> None:
    clock = _running(application)
    ClockPause.objects.create(clock=clock, paused_on=legal_day(at), reason=reason)


def resume(application: Application, *, at: datetime) -> None:
    """End the open pause and move the due day by the working days it took."""
    clock = _running(application)
    clock.pauses.filter(resumed_on=None).update(resumed_on=legal_day(at))
    _set_due_day(clock, application, calendar_for(settings.JURISDICTION), at=at)


def recompute_provisional(*, at: datetime) -> int:
    """Give running clocks the due day of a calendar published since (R-K2).

    Returns how many moved or became certain; repeating it changes nothing.
    """
    calendar = calendar_for(settings.JURISDICTION)
    waiting = Clock.objects.filter(stopped_on=None, due_is_provisional=True)
    return sum(
        _recompute(pk, calendar, at=at)
        for pk in list(waiting.order_by("pk").values_list("pk", flat=True))
    )


@transaction.atomic
def _recompute(pk: int, calendar: WorkingCalendar, *, at: datetime) -> bool:
    application = applications.lock(Application.objects.get(clocks=pk))
    clock = Clock.objects.select_for_update().get(pk=pk)
    before = (clock.due_on, clock.due_is_provisional)
    if clock.stopped_on is None:
        _set_due_day(clock, application, calendar, at=at)
    if before == (clock.due_on, clock.due_is_provisional):
        return False
    trail.record(
        verb="clock.recomputed",
        subject=application,
        by=None,
        at=at,
        due_on=clock.due_on.isoformat(),
        was=before[0].isoformat(),
    )
    return True


def _set_due_day(
    clock: Clock, application: Application, calendar: WorkingCalendar, *, at: datetime
) -> None:
    reading = rules.read(facts_of(clock), calendar, on=legal_day(at))
    clock.due_on = reading.due_on
    clock.due_is_provisional = reading.is_provisional
    clock.save(update_fields=["due_on", "due_is_provisional"])
    _show_due_day(application, clock.due_on)


def stop(application: Application, *, at: datetime) -> None:
    """Stop whatever runs, and the pause in it, if any."""
    day = legal_day(at)
    ClockPause.objects.filter(
        clock__application=application, clock__stopped_on=None, resumed_on=None
    ).update(resumed_on=day)
    Clock.objects.filter(application=application, stopped_on=None).update(
        stopped_on=day
    )


def _running(application: Application) -> Clock:
    return Clock.objects.select_for_update().get(
        application=application, kind=ClockKind.LICENCE, stopped_on=None
    )


def _show_due_day(application: Application, due_on: date) -> None:
    application.due_on = due_on
    application.save(update_fields=["due_on"])
