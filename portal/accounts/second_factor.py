"""Who needs a second factor, who has one, and whether this session used it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from portal.accounts.models import User

_DEVICES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_needed_by(user: User) -> bool:
    """Staff by their role; others by what stands above accounts (may they sign?)."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    if user.needs_second_factor:
        return True
    return bool(import_string(settings.SECOND_FACTOR_ALSO_REQUIRED_FOR)(user))


def devices_of(user: User) -> int:
    count: int = Authenticator.objects.filter(user=user, type__in=_DEVICES).count()
    return count


def is_device(authenticator: Authenticator) -> bool:
    """Whether it proves possession by itself; recovery codes only stand in."""
    return authenticator.type in _DEVICES


def was_used(request: HttpRequest) -> bool:
    # The user must be given: without it the list is silently empty.
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
