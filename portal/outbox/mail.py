"""Promises a mail: a row now, sent after the commit, once per key."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from portal.lib.jobs import enqueue
from portal.outbox.models import OutboundEmail
from portal.outbox.rendering import render

DELIVER_DUE = "outbox.deliver_due"


class InvalidAddress(ValueError):
    """Nothing can be sent there; nothing was saved."""

    def __init__(self, address: str) -> None:
        super().__init__(f"“{address}” is not an e-mail address.")
        self.address = address


def post(
    *,
    key: str,
    to: str,
    language: str,
    name: str,
    context: Mapping[str, object],
    at: datetime,
) -> OutboundEmail:
    """Word and queue the mail, or return the one already queued under this key.

    Raises InvalidAddress before anything is saved.
    """
    if earlier := OutboundEmail.objects.filter(key=key).first():
        return earlier
    try:
        OutboundEmail._meta.get_field("to").clean(to, None)
    except ValidationError as refusal:
        raise InvalidAddress(to) from refusal
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    wording = render(name=name, language=language, context=context)
    # A rival with the same key wins quietly, without breaking our transaction.
    OutboundEmail.objects.bulk_create(
        [
            OutboundEmail(
                key=key,
                to=to,
                language=language,
                name=name,
                subject=wording.subject,
                text=wording.text,
                html=wording.html,
                message_id=message_id_for(key),
                queued_at=at,
                next_attempt_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    enqueue(DELIVER_DUE)
    return OutboundEmail.objects.get(key=key)


def message_id_for(key: str) -> str:
    """Return the same Message-ID for the same key, so that a double is recognised."""
    # Half the digest identifies as well and keeps the header on one line.
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"
