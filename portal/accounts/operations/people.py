"""Accounts come, change their role and end. Only administrators do this to others."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.operations import sessions
from portal.accounts.queries import people
from portal.accounts.refusals import Refused
from portal.accounts.roles import Role
from portal.audit import trail


class EmailTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is already an account with this e-mail address."))


class NotAnAdministrator(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only administrators may do this."))


class NotOnOneself(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("You cannot do this to your own account. Ask another administrator.")
        )


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say why. The reason is kept in the audit trail."))


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    role: Role | str,
    at: datetime,
    by: User | None = None,
    language: str = "en",
    time_zone: str = "Asia/Shanghai",
    password: str | None = None,
) -> User:
    """Open an account. Without a password nobody can sign in until it is reset."""
    person = User(
        email=email.strip().lower(),
        name=name,
        role=Role(role),
        language=language,
        time_zone=time_zone,
        joined_at=at,
    )
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as failure:
        if "user_email_unique" in str(failure):
            raise EmailTaken from failure
        raise
    trail.record(
        verb="account.created",
        subject=person,
        by=by,
        at=at,
        role=str(person.role),
        language=person.language,
    )
    return person


@transaction.atomic
def change_role(
    *, user: User, role: Role | str, by: User, at: datetime, reason: str
) -> User:
    person = _lock_for(by, user)
    new_role = Role(role)
    if person.role == new_role:
        return person
    check_reason(reason)
    check_is_another(person, by)
    old_role = person.role
    person.role = new_role
    person.save(update_fields=["role"])
    trail.record(
        verb="account.role_changed",
        subject=person,
        by=by,
        at=at,
        reason=reason,
        before=str(old_role),
        after=str(new_role),
    )
    return person


@transaction.atomic
def disable(*, user: User, by: User, at: datetime, reason: str) -> User:
    """Close an account. Its sessions end before this returns."""
    person = _lock_for(by, user)
    if not person.is_active:
        return person
    check_reason(reason)
    check_is_another(person, by)
    person.is_active = False
    person.disabled_at = at
    person.session_epoch += 1
    person.save(update_fields=["is_active", "disabled_at", "session_epoch"])
    ended = sessions.delete_all(person)
    trail.record(
        verb="account.disabled",
        subject=person,
        by=by,
        at=at,
        reason=reason,
        sessions_ended=ended,
    )
    return person


@transaction.atomic
def enable(*, user: User, by: User, at: datetime, reason: str) -> User:
    person = _lock_for(by, user)
    if person.is_active:
        return person
    check_reason(reason)
    person.is_active = True
    person.disabled_at = None
    person.save(update_fields=["is_active", "disabled_at"])
    trail.record(verb="account.enabled", subject=person, by=by, at=at, reason=reason)
    return person


def check_administrates(by: User) -> None:
    """Raise NotAnAdministrator unless `by` is one now, whatever the session thinks."""
    if by.pk not in people.lock_administrators():
        raise NotAnAdministrator


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _lock_for(by: User, user: User) -> User:
    check_administrates(by)
    return User.objects.select_for_update().get(pk=user.pk)


def check_is_another(person: User, by: User) -> None:
    """Raise NotOnOneself for one's own account.

    That an administrator remains follows: `by` is one, is locked, is not the person.
    """
    if person.same_person_as(by):
        raise NotOnOneself
