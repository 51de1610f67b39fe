"""Wakes workers once the transaction has committed.

A job is only a wake-up: the row it works on is the promise, and the sweeps of beat find
whatever was due when the broker was away. So a broker that is down is logged, not raised,
and a page never waits for it long.
"""

import logging
import time
from functools import partial
from typing import Any, Final

from celery import current_app
from django.db import transaction
from kombu import pools
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# A worker may wait for the broker; a page may not.
_IMPATIENT: Final = {
    "max_retries": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry_on_timeout": False,
}
# So long the broker is left alone after a failure: one page asks it more than once.
_PAUSE_SECONDS = 5.0


class Broker:
    def __init__(self) -> None:
        self.away_until = 0.0

    def send(self, name: str, kwargs: dict[str, Any]) -> None:
        if time.monotonic() < self.away_until:
            return
        connection = current_app.connection_for_write(transport_options=_IMPATIENT)
        try:
            with pools.producers[connection].acquire(block=True) as producer:
                current_app.send_task(
                    name, kwargs=kwargs, ignore_result=True, producer=producer
                )
        except (
            OperationalError,
            *connection.connection_errors,
            *connection.channel_errors,
        ) as failure:
            self.away_until = time.monotonic() + _PAUSE_SECONDS
            logger.warning(
                "Broker unreachable, %s waits for its sweep: %s", name, failure
            )


broker = Broker()


def enqueue(name: str, **kwargs: Any) -> None:
    """Start the named task after the commit, if the broker can be reached."""
    transaction.on_commit(partial(broker.send, name, kwargs), robust=True)
