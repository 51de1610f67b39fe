"""Pages for what went wrong. They need no database, no session and no request."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from portal.ui.context import describe_site


def bad_request(
    _request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django passes it by this name
) -> HttpResponse:
    return _answer(HTTPStatus.BAD_REQUEST)


def permission_denied(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the sentence of the refusal, if it has one: it is written for people."""
    return _answer(HTTPStatus.FORBIDDEN, reason=str(exception))


def page_not_found(
    _request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django passes it by this name
) -> HttpResponse:
    return _answer(HTTPStatus.NOT_FOUND)


def server_error(_request: HttpRequest) -> HttpResponse:
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(_request: HttpRequest, **_: Any) -> HttpResponse:
    return _answer(HTTPStatus.FORBIDDEN, template="403_csrf.html")


def _answer(status: HTTPStatus, *, template: str = "", **values: Any) -> HttpResponse:
    content = render_to_string(
        template or f"{status.value}.html", {**describe_site(), **values}
    )
    return HttpResponse(content, status=status)
