"""Passwords: asked for by mail, chosen by their owner, never by anybody else."""

import secrets
from datetime import datetime

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.operations import sessions
from portal.accounts.operations.people import check_administrates
from portal.accounts.queries import people
from portal.accounts.refusals import Refused
from portal.accounts.tokens import ResetTokenGenerator
from portal.audit import trail
from portal.outbox import mail


class AccountClosed(Refused):
    def __init__(self) -> None:
        super().__init__(_("This account is closed. Open it again first."))


@transaction.atomic
def send_reset_link(*, email: str, language: str, at: datetime) -> None:
    """Write to the address, whether or not there is an account.

    Both answers take one mail and about the same work, so that neither the page nor its
    timing tells strangers who has an account. `language` is the asking page's.
    """
    person = people.active_person(email)
    if person is None:
        _post(to=email, language=language, name="password_unknown", at=at, context={})
        return
    trail.record(verb="account.reset_asked", subject=person, by=None, at=at)
    _post_link(person, at=at)


@transaction.atomic
def send_reset_link_for(*, user: User, by: User, at: datetime) -> None:
    """Let an administrator start a reset; only the person can finish it."""
    check_administrates(by)
    if not user.is_active:
        raise AccountClosed
    trail.record(verb="account.reset_asked", subject=user, by=by, at=at)
    _post_link(user, at=at)


@transaction.atomic
def set_password(
    *, user: User, password: str, at: datetime, keep_session: str | None = None
) -> User:
    """Set the owner's new password and end their sessions, except the one named."""
    person = User.objects.select_for_update().get(pk=user.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    sessions.delete_all(person, but=keep_session)
    trail.record(verb="account.password_changed", subject=person, by=person, at=at)
    return person


def _post_link(person: User, *, at: datetime) -> None:
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": ResetTokenGenerator().make_token(person),
        },
    )
    _post(
        to=person.email,
        language=person.language,
        name="password_reset",
        at=at,
        context={
            "name": person.name,
            "action_url": f"{settings.SITE_URL}{path}",
            "action_label": _("Set a new password"),
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        },
    )


def _post(
    *, to: str, language: str, name: str, at: datetime, context: dict[str, object]
) -> None:
    mail.post(
        key=f"{name}:{secrets.token_hex(16)}",
        to=to,
        language=language,
        name=name,
        context=context,
        at=at,
    )
