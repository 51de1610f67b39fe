"""The cache: Redis, and this process's own memory while Redis is away.

Only limits and hints live here. Without a stand-in some limits would refuse everybody,
for want of a lock, and others nobody; with it each process goes on counting alone.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted

logger = logging.getLogger(__name__)

# So long Redis is left alone after a failure: no page waits for each of its look-ups.
_PAUSE_SECONDS = 5.0


class SteadyCache(RedisCache):  # type: ignore[misc]  # no stubs
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._stand_in = LocMemCache(server, params)
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether the last look-up found no Redis."""
        return time.monotonic() < self._away_until

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if not self.is_away:
            try:
                return getattr(self.client, method)(*args, **kwargs)
            except ConnectionInterrupted as failure:
                self._away_until = time.monotonic() + _PAUSE_SECONDS
                logger.warning("Redis is away, counting alone: %s", failure)
        return getattr(self._stand_in, method)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask("delete", *args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._ask("incr", *args, **kwargs))
