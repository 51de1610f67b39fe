"""Where the portal's ways differ from allauth's."""

import logging
import secrets
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import second_factor, secrecy, sessions
from portal.accounts.models import User
from portal.accounts.operations import passwords
from portal.accounts.queries import people
from portal.audit import trail
from portal.lib.addresses import client_address
from portal.outbox import mail

logger = logging.getLogger(__name__)

# What the owner of an account is told by mail, by the name allauth has for it.
_NOTICES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/password_reset": _("Your password was reset with a link we mailed."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _(
        "The authenticator app was removed from your account."
    ),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _(
        "New recovery codes were made for your account. The old ones no longer work."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait five minutes and try again."
        ),
        "rate_limited": _("There were too many attempts. Wait a while and try again."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("The password is wrong."),
        "invalid_password_reset": _("This link cannot be used any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        if not user.is_active:
            _record(request, "account.sign_in_refused", user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(
            request.session,
            user=user,
            at=timezone.now(),
            ip_address=client_address(request),
            user_agent=self.get_http_user_agent(request),
        )
        _record(
            request,
            "account.signed_in",
            user,
            by=user,
            second_factor=second_factor.was_used(request),
        )

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        person = cast(User, request.user)
        _record(request, "account.signed_out", person, by=person)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep a trace. Without an account there is no subject, so the log keeps it."""
        address = credentials["email"]
        person = people.active_person(address)
        if person:
            _record(request, "account.sign_in_failed", person)
        else:
            logger.warning(
                "Sign-in failed from %s, no such account: %s",
                client_address(request),
                ascii(address),
            )

    def set_password(self, user: User, password: str) -> None:
        """Set it, ending every session but the one in which its owner changes it."""
        mine = user.same_person_as(getattr(self.request, "user", None))
        changed = passwords.set_password(
            user=user,
            password=password,
            at=timezone.now(),
            keep_session=self.request.session.session_key if mine else None,
        )
        user.password = changed.password

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        at = timezone.now()
        mail.post(
            key=f"account-notice:{secrets.token_hex(16)}",
            to=user.email,
            language=user.language,
            name="account_notice",
            context={
                "name": user.name,
                "happened": _NOTICES[template_prefix],
                "at": at,
                "ip_address": client_address(self.request),
                "action_url": f"{settings.SITE_URL}{reverse('account_reset_password')}",
                "action_label": _("Set a new password"),
            },
            at=at,
        )

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        raise NotImplementedError(f"{template_prefix} would bypass the outbox.")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or has been used already."),
        "incorrect_key": _("This passkey was not accepted. Try again."),
        "cannot_delete_authenticator": _(
            "Your account needs a second factor. Add another one before removing this."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes need an authenticator app or a passkey first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return secrecy.hide(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrecy.reveal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        person = authenticator.user
        return not second_factor.is_needed_by(person) or (
            second_factor.devices_of(person) > 1
        )

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 -- allauth's name
        known = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": known + 1}


def _record(
    request: HttpRequest,
    verb: str,
    person: User,
    *,
    by: User | None = None,
    **facts: Any,
) -> None:
    trail.record(
        verb=verb,
        subject=person,
        by=by,
        at=timezone.now(),
        ip_address=client_address(request),
        **facts,
    )
