"""Files given for the requirements: kept private, scanned before anyone opens them."""

from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from licensing.enums import ScanState, Section
from licensing.jobs import Job
from licensing.models import Application, Document, DocumentRequirement
from licensing.operations import judging
from licensing.operations.drafts import lock_for_change
from portal.accounts.models import User
from portal.audit import trail
from portal.lib import jobs, scanning, uploads


class TooManyDocuments(Exception):
    """The application has as many files as it may."""


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
    kept, TooManyDocuments, or as `drafts.lock_for_change` does.
    """
    inspected = uploads.inspect(
        name,
        stream,
        allowed=uploads.DOCUMENT_KINDS,
        max_bytes=settings.DOCUMENT_MAX_BYTES,
        max_pixels=settings.IMAGE_MAX_PIXELS,
        max_unpacked=settings.UNPACKED_MAX_BYTES,
    )
    stored_name = default_storage.save(
        f"documents/{uploads.stored_name()}", File(stream)
    )
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
    if application.documents.count() >= settings.DOCUMENTS_PER_APPLICATION:
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
    """Take a file out of the application. It stays on record."""
    application = lock_for_change(
        document.application, section=Section.DOCUMENTS, by=by, at=at
    )
    document.removed_at, document.removed_by = at, by
    document.save(update_fields=["removed_at", "removed_by"])
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
    """Scan files that wait, oldest first; return how many got a verdict.

    Without a scanner, or with one that fails, files go on waiting: never clean by
    default.
    """
    scanner = scanning.scanner_for(settings.CLAMD_URL, demo=settings.IS_DEMO)
    if scanner is None:
        return 0
    waiting = Document.objects.filter(scan_state=ScanState.WAITING).order_by("pk")
    return sum(
        _scan(pk, scanner, at=at)
        for pk in list(waiting.values_list("pk", flat=True)[:limit])
    )


@transaction.atomic
def _scan(pk: int, scanner: scanning.Scanner, *, at: datetime) -> bool:
    document = (
        Document.objects.select_for_update(skip_locked=True)
        .filter(pk=pk, scan_state=ScanState.WAITING)
        .first()
    )
    if document is None:
        return False
    with default_storage.open(document.stored_name) as stream:
        result = scanner.scan(stream)
    if result.verdict is scanning.Verdict.FAILED:
        document.scan_attempts += 1
        document.scan_note = result.signature[:200]
        document.save(update_fields=["scan_attempts", "scan_note"])
        return False
    is_clean = result.verdict is scanning.Verdict.CLEAN
    document.scan_state = ScanState.CLEAN if is_clean else ScanState.REFUSED
    document.scanned_at = at
    document.scan_note = result.signature[:200]
    document.save(update_fields=["scan_state", "scanned_at", "scan_note"])
    judging.rejudge(Application.objects.get(pk=document.application_id), at=at)
    trail.record(
        verb="document.scanned",
        subject=document.application,
        by=None,
        at=at,
        name=document.display_name,
        verdict=str(document.scan_state),
    )
    return True
