"""Files given for the requirements: kept private, scanned before anyone opens them."""

import logging
from datetime import datetime
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from licensing.enums import ScanState, Section
from licensing.jobs import Job
from licensing.models import Application, Document, DocumentRequirement
from licensing.operations import judging
from licensing.operations.drafts import lock_for_change
from licensing.queries import applications
from portal.accounts.models import User
from portal.audit import trail
from portal.lib import jobs, scanning, uploads

logger = logging.getLogger(__name__)


class TooManyDocuments(Exception):
    """The application has as many files as it may."""


class StoreRefused(Exception):
    """The store did not take the file: it is full, or out of order."""


class DocumentGone(Exception):
    """Somebody else removed the file meanwhile."""


def add(
    *,
    application: Application,
    requirement: DocumentRequirement,
    name: str,
    stream: BinaryIO,
    by: User,
    at: datetime,
) -> Document:
    """Keep an uploaded file for a requirement; it waits for the scan.

    Raises portal.lib.uploads.UploadRefused with a sentence for a file that may not be
    kept, StoreRefused, TooManyDocuments, or as `drafts.lock_for_change` does.
    """
    inspected = uploads.inspect(
        name,
        stream,
        allowed=uploads.DOCUMENT_KINDS,
        max_bytes=settings.DOCUMENT_MAX_BYTES,
        max_pixels=settings.IMAGE_MAX_PIXELS,
        max_unpacked=settings.UNPACKED_MAX_BYTES,
    )
    try:
        stored_name = default_storage.save(
            f"documents/{uploads.stored_name()}", File(stream)
        )
    except OSError as fault:
        logger.exception("The store did not take a file for %s.", application.pk)
        raise StoreRefused from fault
    try:
        with transaction.atomic():
            return _keep(application, requirement, inspected, stored_name, by, at)
    except BaseException:
        # The row was not kept, so nobody would ever find the file.
        default_storage.delete(stored_name)
        raise


def _keep(
    application: Application,
    requirement: DocumentRequirement,
    inspected: uploads.Inspected,
    stored_name: str,
    by: User,
    at: datetime,
) -> Document:
    application = lock_for_change(application, section=Section.DOCUMENTS, by=by, at=at)
    given = application.documents.filter(removed_at=None).count()
    if given >= settings.DOCUMENTS_PER_APPLICATION:
        raise TooManyDocuments
    document = Document.objects.create(
        application=application,
        requirement=requirement,
        display_name=inspected.display_name,
        stored_name=stored_name,
        content_type=inspected.content_type,
        size=inspected.size,
        sha256=inspected.sha256,
        uploaded_at=at,
        uploaded_by=by,
    )
    judging.rejudge(application, at=at)
    trail.record(
        verb="document.added",
        subject=application,
        by=by,
        at=at,
        requirement=requirement.code,
        name=inspected.display_name,
        sha256=inspected.sha256,
    )
    jobs.enqueue(Job.SCAN_WAITING_DOCUMENTS)
    return document


@transaction.atomic
def remove(*, document: Document, by: User, at: datetime) -> None:
    """Take a file out of the application. It stays on record.

    Raises DocumentGone, or as `drafts.lock_for_change` does.
    """
    application = lock_for_change(
        document.application, section=Section.DOCUMENTS, by=by, at=at
    )
    current = Document.objects.filter(pk=document.pk, removed_at=None)
    if not current.update(removed_at=at, removed_by=by):
        raise DocumentGone
    judging.rejudge(application, at=at)
    trail.record(
        verb="document.removed",
        subject=application,
        by=by,
        at=at,
        name=document.display_name,
        sha256=document.sha256,
    )


def scan_waiting(*, at: datetime, limit: int = 100) -> int:
    """Scan files that wait; return how many got a verdict.

    Those looked at least often come first, so that one that cannot be scanned holds up
    nobody. Without a scanner, or with one that fails, files go on waiting: never clean
    by default.
    """
    scanner = scanning.scanner_for(settings.CLAMD_URL, demo=settings.IS_DEMO)
    if scanner is None:
        return 0
    waiting = Document.objects.filter(scan_state=ScanState.WAITING)
    return sum(
        _keep_verdict(document, _look_at(document, scanner), at=at)
        for document in waiting.order_by("scan_attempts", "pk")[:limit]
    )


def _look_at(document: Document, scanner: scanning.Scanner) -> scanning.ScanResult:
    """Scan without holding a lock: it may take a minute."""
    try:
        with default_storage.open(document.stored_name) as stream:
            return scanner.scan(cast("BinaryIO", stream))
    except OSError as fault:
        return scanning.ScanResult(scanning.Verdict.FAILED, type(fault).__name__)


@transaction.atomic
def _keep_verdict(
    document: Document, result: scanning.ScanResult, *, at: datetime
) -> bool:
    """Save what the scanner said, unless another worker was faster."""
    application = applications.lock(document.application)
    waiting = Document.objects.filter(pk=document.pk, scan_state=ScanState.WAITING)
    note = result.signature[:200]
    if result.verdict is scanning.Verdict.FAILED:
        waiting.update(scan_attempts=F("scan_attempts") + 1, scan_note=note)
        return False
    is_clean = result.verdict is scanning.Verdict.CLEAN
    verdict = ScanState.CLEAN if is_clean else ScanState.REFUSED
    if not waiting.update(scan_state=verdict, scanned_at=at, scan_note=note):
        return False
    judging.rejudge(application, at=at)
    trail.record(
        verb="document.scanned",
        subject=application,
        by=None,
        at=at,
        name=document.display_name,
        verdict=str(verdict),
    )
    return True
