"""Signs of life of those who work unseen: beat, and the workers it wakes.

Beat leaves one at each tick, and a worker one whenever it does the job that beat sends
for it. They lie in Redis: beat has no database, and without Redis neither can work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, cast

from django.core.cache import caches

from portal.lib.cache import SteadyCache


class Part(StrEnum):
    BEAT = "beat"
    WORKER = "worker"


class Health(StrEnum):
    WELL = "ok"
    STALE = "stale"
    NEVER_SEEN = "never seen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    health: Health
    seen_at: datetime | None = None


# Beat ticks every half minute; a worker may be busy with one job for four minutes.
LONGEST_SILENCE: Final[Mapping[Part, timedelta]] = {
    Part.BEAT: timedelta(minutes=2),
    Part.WORKER: timedelta(minutes=6),
}


def note(part: Part, *, at: datetime) -> None:
    _redis().set(_key(part), at, timeout=None)


def read(*, at: datetime) -> dict[Part, Sign]:
    """Return how each part is. While Redis is away nothing is known of either."""
    redis = _redis()
    beat: datetime | None = redis.get(_key(Part.BEAT))
    worker: datetime | None = redis.get(_key(Part.WORKER))
    if redis.is_away:
        return dict.fromkeys(Part, Sign(Health.UNKNOWN))
    # A worker answers beat: while beat is silent it cannot be said to be late.
    return {
        Part.BEAT: _judge(Part.BEAT, beat, against=at),
        Part.WORKER: _judge(Part.WORKER, worker, against=beat or at),
    }


def _judge(part: Part, seen_at: datetime | None, *, against: datetime) -> Sign:
    if seen_at is None:
        return Sign(Health.NEVER_SEEN)
    is_late = against - seen_at > LONGEST_SILENCE[part]
    return Sign(Health.STALE if is_late else Health.WELL, seen_at)


def _redis() -> SteadyCache:
    return cast("SteadyCache", caches["default"])


def _key(part: Part) -> str:
    return f"pulse:{part}"
