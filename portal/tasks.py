from typing import Any

from celery import shared_task
from django.utils import timezone

from portal.lib import pulse


@shared_task(name="portal.pulse")
def leave_sign(**_: Any) -> None:
    """Show that jobs of beat reach a worker and are done."""
    pulse.note(pulse.Part.WORKER, at=timezone.now())
