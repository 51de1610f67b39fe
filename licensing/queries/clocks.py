from collections.abc import Iterable
from dataclasses import replace

from licensing.models import Application, Clock
from licensing.rules.clocks import ClockFacts, Pause


def facts_of(clock: Clock) -> ClockFacts:
    """Return the clock as the rules read it; one query unless pauses are prefetched."""
    return ClockFacts(
        started_on=clock.started_on,
        limit=clock.limit,
        pauses=tuple(
            Pause(pause.paused_on, pause.resumed_on) for pause in clock.pauses.all()
        ),
        stopped_on=clock.stopped_on,
    )


def facts_of_cases(applications: Iterable[Application]) -> dict[int, ClockFacts]:
    """Return the clock of each case, by the case's key, in one query."""
    rows = (
        Clock.objects.filter(application__in=[row.pk for row in applications])
        .order_by("application_id", "pauses__paused_on")
        .values_list(
            "application_id",
            "started_on",
            "limit",
            "stopped_on",
            "pauses__paused_on",
            "pauses__resumed_on",
        )
    )
    clocks: dict[int, ClockFacts] = {}
    for pk, started_on, limit, stopped_on, paused_on, resumed_on in rows:
        clock = clocks.get(pk) or ClockFacts(started_on, limit, (), stopped_on)
        if paused_on is not None:
            pause = Pause(paused_on, resumed_on)
            clock = replace(clock, pauses=(*clock.pauses, pause))
        clocks[pk] = clock
    return clocks
