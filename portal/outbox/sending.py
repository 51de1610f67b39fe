"""One SMTP connection, reused for mail after mail and made anew when it breaks."""

import contextlib
import smtplib
from collections.abc import Iterator
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from portal.outbox.models import OutboundEmail

_FINAL = 500


class NotSent(Exception):
    """The server did not take the mail.

    `is_final` when it said that it never will; `is_down` when it could not be reached.
    """

    def __init__(
        self, failure: Exception, *, is_final: bool = False, is_down: bool = False
    ) -> None:
        super().__init__(f"{type(failure).__name__}: {failure}")
        self.is_final = is_final
        self.is_down = is_down


class Sender:
    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend

    def send(self, mail: OutboundEmail) -> None:
        """Hand the mail to the server. Raises NotSent."""
        try:
            self._backend.open()
        except OSError as failure:
            raise NotSent(failure, is_down=True) from failure
        try:
            self._backend.send_messages([_message(mail)])
        except Exception as failure:
            # No mail may stop the others, whatever the library makes of it. In
            # whatever state the dialogue is, the next mail begins a new one.
            self.close()
            raise NotSent(failure, is_final=_is_final(failure)) from failure

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._backend.close()


@contextlib.contextmanager
def connected() -> Iterator[Sender]:
    sender = Sender(get_connection())
    try:
        yield sender
    finally:
        sender.close()


def _is_final(failure: Exception) -> bool:
    """Whether the server said that it will never take this mail (RFC 5321, 4.2.1)."""
    match failure:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= _FINAL for code, _text in failure.recipients.values())
        case smtplib.SMTPResponseException():
            return failure.smtp_code >= _FINAL
        case _:
            return False


def _message(mail: OutboundEmail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.queued_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message
