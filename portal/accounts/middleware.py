from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Answer = Callable[[HttpRequest], HttpResponse]


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
        request.LANGUAGE_CODE = reader.language
        with (
            translation.override(reader.language),
            timezone.override(ZoneInfo(reader.time_zone)),
        ):
            response = self.get_response(request)
            response.headers["Content-Language"] = reader.language
            return response


class SecondFactorMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
