from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from portal.audit import anchors


@shared_task(name="audit.anchor")
def anchor(**_: Any) -> str | None:
    return anchors.anchor(on=timezone.localdate(timezone=settings.LEGAL_TIME_ZONE))
