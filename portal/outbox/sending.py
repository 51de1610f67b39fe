"""One SMTP connection, reused for mail after mail and made anew when it breaks."""

import contextlib
import smtplib
from collections.abc import Iterator
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from portal.outbox.letter import compose
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
            self._backend.send_messages([_Letter(mail)])
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


class _Letter(EmailMultiAlternatives):
    """What Django's mail backends take, with bytes of our own."""

    def __init__(self, mail: OutboundEmail) -> None:
        super().__init__(subject=mail.subject, body=mail.text, to=[mail.to])
        self.attach_alternative(mail.html, "text/html")
        self._mail = mail

    def message(self) -> Any:
        return _Composed(
            compose(
                self._mail,
                sender=sanitize_address(self.from_email, "utf-8"),
                addressee=sanitize_address(self._mail.to, "utf-8"),
            )
        )


class _Composed:
    def __init__(self, letter: bytes) -> None:
        self._letter = letter

    def as_bytes(self, *_args: Any, **_kwargs: Any) -> bytes:
        return self._letter
