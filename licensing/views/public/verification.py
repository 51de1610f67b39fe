"""Anyone asks whether a licence is genuine and in force; no account, no cookie."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from licensing.forms.verification import VerifyForm
from licensing.presenters import verification as presenter
from licensing.queries import licences
from portal.lib import keys
from portal.lib.addresses import client_address

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
@cache_control(public=True, max_age=3600)
def verify_keys(_request: HttpRequest) -> JsonResponse:
    """Give the public keys that sign licences, as JSON Web Keys."""
    return JsonResponse({"keys": keys.public_jwks()})
