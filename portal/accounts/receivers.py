"""Follows what people do with their second factor; connected when the app is ready."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import second_factor
from portal.accounts.models import User
from portal.audit import trail


@receiver(signals.authenticator_added)
def on_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Count the enrolment as its first use: possession was proved a moment ago.

    Without it the session would have no second factor and be signed out at once.
    """
    if second_factor.is_device(authenticator):
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type
        )
    _record("account.second_factor_added", user, authenticator, by=user)


@receiver(signals.authenticator_removed)
def on_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("account.second_factor_removed", user, authenticator, by=user)


@receiver(signals.authenticator_reset)
def on_reset(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("account.second_factor_renewed", user, authenticator, by=user)


@receiver(signals.authentication_failed)
def on_failed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("account.second_factor_failed", user, authenticator, by=None)


def _record(
    verb: str, user: User, authenticator: Authenticator, *, by: User | None
) -> None:
    trail.record(
        verb=verb, subject=user, by=by, at=timezone.now(), kind=authenticator.type
    )
