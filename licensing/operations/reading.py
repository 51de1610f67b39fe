"""Remembers who of the authority opened an exporter's files: the exporter may ask."""

from datetime import datetime

from django.db import transaction

from licensing.models import Document
from portal.accounts.models import User
from portal.audit import trail
from portal.audit.queries import events_about


@transaction.atomic
def note_opened(*, document: Document, by: User, at: datetime) -> None:
    """Record that a person opened a file, the first time they do."""
    is_known = (
        events_about(document.application)
        .filter(
            verb="document.opened",
            payload__data__actor_id=str(by.pk),
            payload__data__facts__sha256=document.sha256,
        )
        .exists()
    )
    if not is_known:
        trail.record(
            verb="document.opened",
            subject=document.application,
            by=by,
            at=at,
            name=document.display_name,
            sha256=document.sha256,
        )
