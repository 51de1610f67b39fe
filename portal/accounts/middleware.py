from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts import second_factor, sessions
from portal.lib.addresses import client_address

Answer = Callable[[HttpRequest], HttpResponse]

# All that somebody may open who still has to enrol a second factor.
OPEN_BEFORE_ENROLMENT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set-language",
        "set-theme",
        "help",
        "health-live",
        "health-ready",
    }
)


class ReaderMiddleware:
    """Speaks the signed-in reader's language and shows times in their zone.

    The profile wins over the cookie: it also decides the language of mail.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reader = request.user
        if not reader.is_authenticated:
            return self.get_response(request)
        sessions.keep_alive(
            request.session,
            user=reader,
            at=timezone.now(),
            ip_address=client_address(request),
            user_agent=request.META.get("HTTP_USER_AGENT", ""),
        )
        request.LANGUAGE_CODE = reader.language
        with (
            translation.override(reader.language),
            timezone.override(_zone(reader.time_zone)),
        ):
            response = self.get_response(request)
        response.headers["Content-Language"] = reader.language
        return response


class SecondFactorMiddleware:
    """Keeps those who need a second factor out until this session has shown one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        person = request.user
        if not person.is_authenticated or second_factor.was_used(request):
            return None
        if not second_factor.is_needed_by(person):
            return None
        if second_factor.devices_of(person):
            logout(request, show_message=False)
            return redirect_to_login(request.get_full_path())
        if _page(request) in OPEN_BEFORE_ENROLMENT:
            return None
        messages.info(request, _("Add a second factor to your account to go on."))
        return redirect("mfa_index")


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _zone(name: str) -> ZoneInfo:
    """Return the zone; one that has left the tables since must not close the portal."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return settings.LEGAL_TIME_ZONE
