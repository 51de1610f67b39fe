"""The reader's language and colours: forms on every page, without script."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.accounts.operations import profile
from portal.ui.context import THEME_COOKIE, THEMES

_A_YEAR = 365 * 24 * 60 * 60


@require_POST
@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and, for people with an account, in the profile."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        profile.choose_language(user=request.user, language=language, at=timezone.now())
    response = _back(request)
    _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_POST
@login_not_required
def set_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "")
    response = _back(request)
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the form stood on, and never to another site."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # An address, never the name of a page: other texts would be looked up as names.
    return redirect(page if is_ours and page.startswith("/") else "home")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=name != THEME_COOKIE,
        samesite="Lax",
    )
