from typing import Any

from celery import shared_task
from django.utils import timezone

from portal.outbox import delivery
from portal.outbox.mail import DELIVER_DUE


@shared_task(name=DELIVER_DUE)
def deliver_due(**_: Any) -> int:
    return delivery.deliver_due(at=timezone.now())
