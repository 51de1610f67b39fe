"""For operators: alive means this process answers; ready means it can do its work."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
@login_not_required
def live(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
@login_not_required
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer for each part by name, and with 503 when one of them does not answer."""
    parts = {name: _answers(name, check) for name, check in _CHECKS.items()}
    is_ready = all(parts.values())
    return JsonResponse(
        {
            "status": "ready" if is_ready else "not ready",
            "parts": {name: "ok" if ok else "failed" for name, ok in parts.items()},
        },
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    with current_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


_CHECKS: Final[dict[str, Callable[[], None]]] = {
    "database": _ask_database,
    "broker": _ask_broker,
}


def _answers(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception as failure:  # noqa: BLE001 -- whatever fails, it is not ready
        logger.warning("Not ready, %s failed: %s", name, failure)
        return False
    return True
