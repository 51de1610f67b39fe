"""How much one person may send and take in a while (ASVS 2.4.1).

Counted in Redis, and by each process alone while Redis is away: portal.lib.cache.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import get_usage

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)

# Far more than hands can choose, far less than would fill the disk or a day.
_UPLOADS: Final = "60/m"
_EXPORTS: Final = "60/m"
TOO_MANY_UPLOADS = _("You are sending very many files. Wait a minute, then go on.")


def seconds_before_upload(request: HttpRequest) -> int:
    """Count an upload, and return how long the person must wait with it; mostly 0."""
    return _seconds_to_wait(request, group="upload", rate=_UPLOADS)


def ask_to_wait(response: R, seconds: int) -> R:
    """Tell programs, too, when to come back."""
    response.headers["Retry-After"] = str(seconds)
    return response


def limited_export(
    view: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponse]:
    """Let one person take so many files from such views, and no more."""

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> R | HttpResponse:
        seconds = _seconds_to_wait(request, group="export", rate=_EXPORTS)
        if not seconds:
            return view(request, *args, **kwargs)
        page = render(
            request,
            "licensing/too_many_exports.html",
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
        return ask_to_wait(page, seconds)

    return answer


def _seconds_to_wait(request: HttpRequest, *, group: str, rate: str) -> int:
    usage = get_usage(request, group=group, key="user", rate=rate, increment=True)
    if usage is None or not usage["should_limit"]:
        return 0
    return max(1, int(usage["time_left"]))
