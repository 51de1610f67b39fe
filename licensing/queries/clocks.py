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
