"""The only way in until a company registers itself: a link that works once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import tokens
from portal.accounts.models import Invitation, User
from portal.accounts.operations import people
from portal.accounts.refusals import Refused
from portal.accounts.roles import Role
from portal.audit import trail
from portal.outbox import mail

VALID_FOR = timedelta(days=7)


class AlreadyInvited(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This address has been invited already. Send that invitation again.")
        )


class NotOpen(Refused):
    def __init__(self) -> None:
        super().__init__(_("This invitation cannot be used any more."))


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role | str, language: str, by: User, at: datetime
) -> Invitation:
    people.check_administrates(by)
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise people.EmailTaken
    token = tokens.new_token()
    invitation = Invitation(
        email=address,
        name=name.strip(),
        role=Role(role),
        language=language,
        token_hash=tokens.digest(token),
        invited_at=at,
        invited_by=by,
        expires_at=at + VALID_FOR,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as failure:
        if "invitation_one_open_per_email" in str(failure):
            raise AlreadyInvited from failure
        raise
    trail.record(
        verb="invitation.sent", subject=invitation, by=by, at=at, role=str(role)
    )
    _post(invitation, token, at=at)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Send a new link for another seven days; the old one stops working."""
    people.check_administrates(by)
    invitation = _lock_unanswered(invitation)
    token = tokens.new_token()
    invitation.token_hash = tokens.digest(token)
    invitation.expires_at = at + VALID_FOR
    invitation.save(update_fields=["token_hash", "expires_at"])
    trail.record(verb="invitation.sent_again", subject=invitation, by=by, at=at)
    _post(invitation, token, at=at)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    people.check_administrates(by)
    invitation = _lock_unanswered(invitation)
    invitation.withdrawn_at = at
    invitation.withdrawn_by = by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record(verb="invitation.withdrawn", subject=invitation, by=by, at=at)
    return invitation


@transaction.atomic
def accept(*, token: str, password: str, at: datetime) -> User:
    """Open the account that was offered. Of two at once, one comes too late."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(token_hash=tokens.digest(token))
        .first()
    )
    if invitation is None or not invitation.is_open(at=at):
        raise NotOpen
    try:
        person = people.create_person(
            email=invitation.email,
            name=invitation.name,
            role=invitation.role,
            language=invitation.language,
            password=password,
            at=at,
        )
    except people.EmailTaken as taken:
        raise NotOpen from taken
    invitation.accepted_at = at
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    trail.record(verb="invitation.accepted", subject=invitation, by=person, at=at)
    return person


def _lock_unanswered(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at or locked.withdrawn_at:
        raise NotOpen
    return locked


def _post(invitation: Invitation, token: str, *, at: datetime) -> None:
    path = reverse("invitation-accept", kwargs={"token": token})
    mail.post(
        key=f"invitation:{invitation.token_hash}",
        to=invitation.email,
        language=invitation.language,
        name="invitation",
        context={
            "name": invitation.name,
            "role": Role(invitation.role).label,
            "action_url": f"{settings.SITE_URL}{path}",
            "action_label": _("Open your account"),
            "expires_at": invitation.expires_at,
        },
        at=at,
    )
