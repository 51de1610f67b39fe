"""Anyone asks whether a licence is genuine and in force; no account, no cookie."""

import logging
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from licensing.forms.verification import VerifyForm
from licensing.presenters import verification as presenter
from licensing.queries import licences
from portal.lib import keys
from portal.lib.addresses import client_address

logger = logging.getLogger(__name__)

_KEYS_AGAIN_SECONDS = 300
# Enough for a customs hall behind one address, too little to walk all numbers.
_RATE = "60/m"


def _address_of(_group: str, request: HttpRequest) -> str:
    return client_address(request)


def _asks_too_often(request: HttpRequest) -> bool:
    return bool(
        is_ratelimited(
            request, group="verify", key=_address_of, rate=_RATE, increment=True
        )
    )


@require_safe
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number; one that is well-formed leads to its answer."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("verify-licence", number=form.cleaned_data["number"])
    return render(request, "licensing/public/verify.html", {"form": form})


@require_safe
@never_cache
@login_not_required
def verify_licence(request: HttpRequest, number: str) -> HttpResponse:
    """Answer from the register about a number, as of now."""
    if _asks_too_often(request):
        return render(
            request,
            "licensing/public/too_often.html",
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    at = timezone.now()
    licence = licences.by_number(number).first()
    if licence is None:
        answer = presenter.no_such_licence(number, at=at)
        status = HTTPStatus.NOT_FOUND
    else:
        face = licences.face_without_vehicles(licence)
        answer = presenter.answer_for(licence, face=face, at=at)
        status = HTTPStatus.OK
    form = VerifyForm(initial={"number": number})
    return render(
        request,
        "licensing/public/answer.html",
        {"form": form, "answer": answer},
        status=status,
    )


@require_safe
@login_not_required
def verify_keys(_request: HttpRequest) -> JsonResponse:
    """Give the public keys that sign licences, as JSON Web Keys."""
    try:
        published = keys.public_jwks()
    except keys.KeyFault:
        logger.exception("The keys of licences cannot be published.")
        return _no_keys()
    response = JsonResponse({"keys": published})
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _no_keys() -> JsonResponse:
    """Say so to machines (RFC 9457); nobody may remember it as the answer."""
    response = JsonResponse(
        {
            "type": "about:blank",
            "title": _("No keys can be published"),
            "status": HTTPStatus.SERVICE_UNAVAILABLE,
            "detail": _(
                "The keys that sign licences cannot be read at the moment. The"
                " operators can see this. Ask again in a few minutes, or look a licence"
                " up by its number."
            ),
            "code": "no-signing-keys",
        },
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        content_type="application/problem+json",
        headers={"Retry-After": _KEYS_AGAIN_SECONDS},
    )
    patch_cache_control(response, no_store=True)
    return response
