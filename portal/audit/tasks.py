from typing import Any

from celery import shared_task
from django.utils import timezone

from portal.audit import anchors
from portal.lib.legal_time import legal_day


@shared_task(name="audit.anchor")
def anchor(**_: Any) -> str | None:
    return anchors.anchor(on=legal_day(timezone.now()))
