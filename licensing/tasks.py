"""What beat and the web process ask of workers. Each makes one call."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from licensing.jobs import Job
from licensing.operations import certificates, clocks, documents, notices
from portal.lib.legal_time import legal_day


@shared_task(name=Job.PLAN_NOTICES)
def plan_notices(**_: Any) -> None:
    at = timezone.now()
    notices.plan(on=legal_day(at), at=at)
    notices.deliver(at=at)


@shared_task(name=Job.DELIVER_NOTICES)
def deliver_notices(**_: Any) -> None:
    notices.deliver(at=timezone.now())


@shared_task(name=Job.SCAN_WAITING_DOCUMENTS)
def scan_waiting_documents(**_: Any) -> None:
    documents.scan_waiting(at=timezone.now())


@shared_task(name=Job.MAKE_WAITING_CERTIFICATES)
def make_waiting_certificates(**_: Any) -> None:
    certificates.make_waiting(at=timezone.now())


@shared_task(name=Job.RECOMPUTE_CLOCKS)
def recompute_clocks(**_: Any) -> None:
    clocks.recompute_provisional(at=timezone.now())
