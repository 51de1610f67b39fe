from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from portal.views import errors

_PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


class NoNulMiddleware:
    """Refuses an address, a cookie or a header with a NUL in it.

    PostgreSQL keeps no such text, so the first look-up would fail. What is posted goes
    through forms, which say so beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = (
            request.path,
            *request.headers.values(),
            *request.COOKIES.values(),
        )
        # A NUL in the query stands there encoded.
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in "".join(told):
            return errors.bad_request(request, BadRequest())
        return self.get_response(request)


class PrivateResponseMiddleware:
    """Keeps pages of signed-in people out of every cache (ASVS 14.2.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS_POLICY)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
