from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from licensing.models import Clock
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


def facts_of_cases(keys: Sequence[int]) -> dict[int, ClockFacts]:
    """Return the clock of each case, by the case's key, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOCKS_OF_CASES, [list(keys)])
        rows = cursor.fetchall()
    clocks: dict[int, ClockFacts] = {}
    for pk, started_on, limit, stopped_on, paused_on, resumed_on in rows:
        clock = clocks.get(pk) or ClockFacts(started_on, limit, (), stopped_on)
        if paused_on is not None:
            pause = Pause(paused_on, resumed_on)
            clock = replace(clock, pauses=(*clock.pauses, pause))
        clocks[pk] = clock
    return clocks


# Written out: it is in every list, and Django composes it longer than it runs.
_CLOCKS_OF_CASES = """
SELECT clock.application_id, clock.started_on, clock."limit", clock.stopped_on,
    pause.paused_on, pause.resumed_on
FROM licensing_clock AS clock
LEFT JOIN licensing_clockpause AS pause ON pause.clock_id = clock.id
WHERE clock.application_id = ANY(%s)
ORDER BY clock.application_id, pause.paused_on
"""
