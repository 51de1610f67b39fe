"""Asks again who it is before something that cannot be taken back."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


def is_recent(request: HttpRequest) -> bool:
    """Whether the person proved who they are within the last five minutes."""
    records = get_authentication_records(request, request.user)
    if not records:
        return False
    age = time.time() - float(records[-1]["at"])
    return age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class RecentlyAuthenticatedMixin:
    """A view that only somebody who just proved who they are may open or post to.

    Anyone else is asked for password or second factor and comes back: a page is opened
    again, a form is sent again with everything that was typed. One-machine mode, which
    has no second factor, does not ask.
    """

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if settings.SECOND_FACTOR_REQUIRED and not is_recent(request):
            raise ReauthenticationRequired
        response: HttpResponseBase = super().dispatch(  # type: ignore[misc]  # a view stands below
            request, *args, **kwargs
        )
        return response
