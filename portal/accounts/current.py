from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, for views that only signed-in people reach."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
