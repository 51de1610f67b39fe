"""For operators: alive means this process answers; ready means it can serve pages.

A balancer reads the status alone, and it depends on what pages need. What else does not
work stands beside it, for whoever watches: docs/decisions/readiness.md.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.lib import pulse

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
    """Answer for each part by name, and with 503 when no page can be served."""
    is_ready = _answers("database", _ask_database)
    has_broker = _answers("broker", _ask_broker)
    return JsonResponse(
        {
            "status": "ready" if is_ready else "not ready",
            "parts": {
                "database": "ok" if is_ready else "failed",
                "broker": "ok" if has_broker else "failed",
                **{
                    str(part): _describe(sign)
                    for part, sign in pulse.read(at=timezone.now()).items()
                },
            },
        },
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    with current_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def _answers(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception as failure:  # noqa: BLE001 -- whatever fails, it does not answer
        logger.warning("The %s failed: %s", name, failure)
        return False
    return True


def _describe(sign: pulse.Sign) -> str:
    if sign.health is pulse.Health.STALE and sign.seen_at:
        return f"stale since {sign.seen_at:%Y-%m-%dT%H:%M:%SZ}"
    return str(sign.health)
