"""Wakes workers once the transaction has committed.

A job is only a wake-up: the row it works on is the promise, and the sweeps of beat find
whatever was due when the broker was away. So a broker that is down is logged, not raised.
"""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue(name: str, **kwargs: Any) -> None:
    """Start the named task after the commit, if the broker can be reached."""
    transaction.on_commit(partial(_send, name, kwargs), robust=True)


def _send(name: str, kwargs: dict[str, Any]) -> None:
    try:
        current_app.send_task(name, kwargs=kwargs, ignore_result=True)
    except (OperationalError, OSError) as failure:
        logger.warning("Broker unreachable, %s waits for its sweep: %s", name, failure)
