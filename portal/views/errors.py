"""Pages for what went wrong. They need no database and no session."""

import errno
import sys
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from portal.ui.context import describe_site, theme_of

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def bad_request(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django passes it by this name
) -> HttpResponse:
    return _answer(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the sentence of the refusal, if it has one: it is written for people."""
    return _answer(request, HTTPStatus.FORBIDDEN, reason=str(exception))


def page_not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django passes it by this name
) -> HttpResponse:
    return _answer(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it was us; of a full disk, that nothing was kept.

    A large upload is put on the disk before any view sees it.
    """
    failure = sys.exc_info()[1]
    if isinstance(failure, OSError) and failure.errno in _NO_SPACE:
        return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, **_: Any) -> HttpResponse:
    return _answer(request, HTTPStatus.FORBIDDEN, template="403_csrf.html")


def _answer(
    request: HttpRequest, status: HTTPStatus, *, template: str = "", **values: Any
) -> HttpResponse:
    content = render_to_string(
        template or f"{status.value}.html",
        {**describe_site(theme=theme_of(request)), **values},
    )
    return HttpResponse(content, status=status)
